"""A page as it is kept: packed, with its headers, and which responses may become one."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

import brotli

from glossary_site.page_cache.own_parts import OwnPart, find_own_parts

Headers = Sequence[tuple[str, str]]

FOR_ONE = "private, no-cache"
"""The `Cache-Control` of what is one visitor's."""

KEPT = {"br": 7, "gzip": 6}
"""How hard a page is packed that is kept: Brotli's 7 makes 23.6 kB of 115 kB in 2 ms, its 11 makes
20.9 kB in 240 ms, too long for whoever asks first (seen on a term page, 2026-11)."""

SENT_ONCE = {"br": 1, "gzip": 1}
"""And one that only its reader gets, where packing harder takes longer than it saves."""

SMALLEST_WORTH_PACKING = 500
PACKED_TYPES = ("text/", "application/json", "application/xml", "application/manifest+json",
                "application/speculationrules+json", "application/ld+json", "application/rss+xml",
                "application/atom+xml", "application/opensearchdescription+xml",
                "image/svg+xml")  # fmt: skip
VARIES_BY = {"accept-encoding", "cookie", "hx-request"}
"""The headers that are heeded when a kept page is sent; one that varies by others is never kept."""

_OF_THE_BODY = {"content-type", "content-length", "content-encoding"}

OVERHEAD = 2048
"""Bytes that a kept page takes beside its bodies, roughly."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a page. `body` is None for plain text that is unpacked when it is wanted."""

    etag: str
    headers: list[tuple[str, str]]
    not_modified: list[tuple[str, str]]
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a visitor without state gets, made of content `version` at `made_at` (seconds).

    `vary` are the headers that it varies by, in lower case. A visitor with state gets the same
    unless it varies by cookie; `own_parts` may then say where the two differ.
    """

    status: str
    variants: dict[str, Variant]
    version: int
    made_at: float
    vary: frozenset[str]
    last_modified: str
    own_parts: tuple[OwnPart, ...]

    @property
    def size(self) -> int:
        return OVERHEAD + sum(len(one.body) for one in self.variants.values() if one.body)

    @property
    def is_same_with_state(self) -> bool:
        return "cookie" not in self.vary

    def encoding(self, accept_encoding: str) -> str:
        """The smallest encoding that a client takes which sends this `Accept-Encoding`."""
        accepted = accepted_encodings(accept_encoding)
        return next((name for name in accepted if name in self.variants), "identity")

    def body(self, encoding: str) -> bytes:
        """The body in an encoding. Few take none: for them Brotli unpacks 115 kB in 0.2 ms."""
        kept = self.variants[encoding].body
        return kept if kept is not None else bytes(brotli.decompress(self.variants["br"].body))


def is_public(status: str, headers: Headers) -> bool:
    """Whether a response says that it is for everyone, and nothing in it says otherwise."""
    given = [(name.lower(), value.lower()) for name, value in headers]
    caching = _words(given, "cache-control")
    return (
        status.startswith("200")
        and "public" in caching
        and caching.isdisjoint({"private", "no-store"})
        and not any(name in {"set-cookie", "content-encoding"} for name, _ in given)
        and _words(given, "vary") <= VARIES_BY
    )


def make_page(status: str, headers: Headers, body: bytes, *, version: int, made_at: float) -> Page:
    """Keep `body` as it is sent: packed where that makes it smaller, or else as it is.

    Its ETags are strong: one for each encoding.
    """
    digest = sha256(body).hexdigest()[:20]
    bodies = {"identity": body}
    if is_worth_packing(headers, body):
        bodies |= {name: pack(body, name, KEPT) for name in KEPT}
    variants = {name: _variant(headers, digest, name, bodies[name]) for name in bodies}
    if len(bodies) > 1:
        variants["identity"] = replace(variants["identity"], body=None)
    lowered = [(name.lower(), value.lower()) for name, value in headers]
    vary = frozenset(_words(lowered, "vary"))
    last_modified = header(headers, "Last-Modified")
    return Page(status, variants, version, made_at, vary, last_modified, find_own_parts(body))


def is_worth_packing(headers: Headers, body: bytes) -> bool:
    kinds = [value for name, value in headers if name.lower() == "content-type"]
    packed_already = any(name.lower() == "content-encoding" for name, _ in headers)
    is_text = bool(kinds) and kinds[0].startswith(PACKED_TYPES)
    return is_text and not packed_already and len(body) >= SMALLEST_WORTH_PACKING


def pack(body: bytes, encoding: str, efforts: Mapping[str, int]) -> bytes:
    """`body` in `br` or `gzip`, packed as hard as `efforts` says."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=efforts[encoding]))
    return gzip.compress(body, efforts[encoding], mtime=0)


def with_header(headers: Headers, name: str, value: str) -> list[tuple[str, str]]:
    """`headers` in which `name` has this one value."""
    return [*((key, old) for key, old in headers if key.lower() != name.lower()), (name, value)]


def with_vary(headers: Headers, name: str) -> list[tuple[str, str]]:
    """`headers` whose Vary holds `name` too."""
    old = [value for key, value in headers if key.lower() == "vary"]
    words = [word.strip() for value in old for word in value.split(",") if word.strip()]
    if name.lower() not in {word.lower() for word in words}:
        words.append(name)
    return with_header(headers, "Vary", ", ".join(words))


def header(headers: Headers, name: str) -> str:
    """The value of one header; empty where it is not there."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def without_body(headers: Headers) -> list[tuple[str, str]]:
    """The headers of an answer that has no body, as one that says 304."""
    return [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY]


def for_one(headers: Headers) -> list[tuple[str, str]]:
    """`headers` by which no cache keeps the answer for anybody else."""
    own = [pair for pair in headers if pair[0].lower() != "cdn-cache-control"]
    return with_header(own, "Cache-Control", FOR_ONE)


@lru_cache(maxsize=512)
def accepted_encodings(accept_encoding: str) -> tuple[str, ...]:
    """`br` before `gzip`, each only where the header takes it."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    default = weights.get("*", 0.0)
    return tuple(name for name in ("br", "gzip") if weights.get(name, default) > 0)


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _words(headers: Headers, name: str) -> set[str]:
    values = ",".join(value for key, value in headers if key == name)
    return {word.strip().partition("=")[0] for word in values.split(",") if word.strip()}


def _variant(headers: Headers, digest: str, encoding: str, body: bytes) -> Variant:
    is_packed = encoding != "identity"
    etag = f'"{digest}-{encoding}"' if is_packed else f'"{digest}"'
    every = with_header(with_vary(headers, "Accept-Encoding"), "ETag", etag)
    if is_packed:
        every.append(("Content-Encoding", encoding))
    every = with_header(every, "Content-Length", str(len(body)))
    return Variant(etag, every, without_body(every), body)
