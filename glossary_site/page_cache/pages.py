"""A page as it is stored: compressed, with its headers and an entity tag for each encoding."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from wsgiref.headers import Headers

import brotli

from glossary_site.page_cache.rules import header_words

HeaderList = Sequence[tuple[str, str]]

PRIVATE = "private, no-cache"
"""The `Cache-Control` of what is one visitor's."""

STORED_QUALITY = {"br": 7, "gzip": 6}
"""How hard a stored page is compressed: Brotli's 7 makes 23.6 kB of 115 kB in 2 ms, its 11 makes
20.9 kB in 240 ms, too long for whoever asks first (seen on a term page, 2026-11)."""

FASTEST = {"br": 1, "gzip": 1}
"""And one that only its reader gets, where compressing harder takes longer than it saves."""

SMALLEST_COMPRESSED = 500
COMPRESSED_TYPES = ("text/", "application/json", "application/xml", "application/manifest+json",
                    "application/speculationrules+json", "application/ld+json",
                    "application/rss+xml", "application/atom+xml",
                    "application/opensearchdescription+xml", "image/svg+xml")  # fmt: skip

OVERHEAD = 2048
"""Bytes that a stored page takes beside its bodies, roughly."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a visitor without state gets, made of content `version` at `made_at` (seconds).

    `headers` are those of every encoding. `bodies` holds it in `br` and `gzip`, or as it is where
    compressing it is of no use. `vary` are the headers that it varies by, in lower case.
    """

    status: str
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]
    digest: str
    version: int
    made_at: float
    vary: frozenset[str]

    @property
    def size(self) -> int:
        return OVERHEAD + sum(map(len, self.bodies.values()))

    @property
    def is_same_with_state(self) -> bool:
        """Whether visitors with state get the same."""
        return "cookie" not in self.vary

    def encoding(self, accept_encoding: str) -> str:
        """The smallest encoding that a client takes which sends this `Accept-Encoding`."""
        accepted = accepted_encodings(accept_encoding)
        return next((name for name in accepted if name in self.bodies), "identity")

    def body(self, encoding: str) -> bytes:
        """The body in an encoding. Few take none: for them Brotli unpacks 115 kB in 0.2 ms."""
        if encoding in self.bodies:
            return self.bodies[encoding]
        return bytes(brotli.decompress(self.bodies["br"]))

    def headers_of(self, encoding: str) -> Headers:
        """What is sent with the body in that encoding; its entity tag is strong."""
        headers = Headers(list(self.headers))
        if encoding == "identity":
            headers["ETag"] = f'"{self.digest}"'
        else:
            headers["ETag"] = f'"{self.digest}-{encoding}"'
            headers["Content-Encoding"] = encoding
        return headers


def make_page(
    status: str, headers: HeaderList, body: bytes, *, version: int, made_at: float
) -> Page:
    """Keep `body` as it is sent: compressed where that makes it smaller, or else as it is."""
    bodies = {"identity": body}
    every = Headers(list(headers))
    del every["Content-Length"]
    add_vary(every, "Accept-Encoding")
    if is_compressible(every, body):
        bodies = {name: compress(body, name, STORED_QUALITY) for name in STORED_QUALITY}
    digest, vary = sha256(body).hexdigest()[:20], frozenset(header_words(headers, "vary"))
    return Page(status, every.items(), bodies, digest, version, made_at, vary)


def is_compressible(headers: Headers, body: bytes) -> bool:
    is_text = (headers["Content-Type"] or "").startswith(COMPRESSED_TYPES)
    return is_text and "Content-Encoding" not in headers and len(body) >= SMALLEST_COMPRESSED


def compress(body: bytes, encoding: str, quality: dict[str, int]) -> bytes:
    """`body` in `br` or `gzip`, as hard as `quality` says."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality[encoding]))
    return gzip.compress(body, quality[encoding], mtime=0)


def add_vary(headers: Headers, name: str) -> None:
    """Say that the answer depends on the request's header `name` too."""
    named = [word.strip() for old in headers.get_all("Vary") for word in old.split(",")]
    if name.lower() not in {word.lower() for word in named}:
        headers["Vary"] = ", ".join([*filter(None, named), name])


def make_private(headers: Headers) -> None:
    """Let no cache keep the answer for anybody else."""
    del headers["CDN-Cache-Control"]
    headers["Cache-Control"] = PRIVATE


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
