"""Answers on their way out: compressed, and only where the conditions of the request hold.

The conditions are If-Match and its kin (RFC 9110, section 13).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any
from wsgiref.headers import Headers

from glossary_site.page_cache.pages import (
    FASTEST,
    accepted_encodings,
    add_vary,
    compress,
    is_compressible,
)

SAFE = frozenset({"GET", "HEAD"})
REFUSED = b"The condition that the request came with does not hold.\n"
_TAG = re.compile(r'(?P<weak>W/)?(?P<opaque>"[\x21\x23-\x7e\x80-\xff]*")')


class Outcome(Enum):
    """What follows from the conditions of a request."""

    PERFORM = "perform"
    NOT_MODIFIED = "304 Not Modified"
    FAILED = "412 Precondition Failed"


@dataclass
class Response:
    """A response that was not sent yet. `body` is None where it comes piece by piece: `pieces`."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | None = None
    pieces: Iterable[bytes] = ()

    @property
    def is_broken(self) -> bool:
        return self.status.startswith("5")

    def send(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Send it in an encoding that the visitor takes, where the request's conditions hold."""
        headers = Headers(self.headers)
        outcome = self._outcome(environ, headers)
        if outcome is not Outcome.PERFORM:
            if close := getattr(self.pieces, "close", None):
                close()
            return send_refusal(outcome, headers, start_response)
        if self.body is None:
            start_response(self.status, self.headers)
            return self.pieces
        body = _compressed(self.body, headers, environ)
        start_response(self.status, headers.items())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _outcome(self, environ: dict[str, Any], headers: Headers) -> Outcome:
        if environ["REQUEST_METHOD"] not in SAFE or not self.status.startswith("2"):
            return Outcome.PERFORM
        return evaluate(environ, headers["ETag"] or "", headers["Last-Modified"] or "")


def _compressed(body: bytes, headers: Headers, environ: dict[str, Any]) -> bytes:
    """`body` in an encoding that the visitor takes; `headers` say so afterwards."""
    if not is_compressible(headers, body):
        return body
    add_vary(headers, "Accept-Encoding")
    accepted = accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
    if not accepted:
        return body
    body = compress(body, accepted[0], FASTEST)
    headers["Content-Encoding"] = accepted[0]
    headers["Content-Length"] = str(len(body))
    if etag := headers["ETag"]:  # it was made of other bytes
        headers["ETag"] = f"W/{etag.removeprefix('W/')}"
    return body


def send_refusal(
    outcome: Outcome, headers: Headers, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Send 304 with the headers of what the client has already, or 412."""
    if outcome is Outcome.NOT_MODIFIED:
        for name in ("Content-Type", "Content-Length", "Content-Encoding"):
            del headers[name]
        start_response(outcome.value, headers.items())
        return []
    kind, length = "text/plain; charset=utf-8", str(len(REFUSED))
    start_response(outcome.value, [("Content-Type", kind), ("Content-Length", length)])
    return [REFUSED]


def collect(application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Response:
    """Call a WSGI application and hold back what it answers.

    Django marks what it streams; that, and whatever some other application returns that is not a
    response of Django's, is left in pieces.
    """
    response = Response()

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        response.status, response.headers = status, list(headers)

    pieces = application(environ, start)
    if getattr(pieces, "streaming", not isinstance(pieces, list)):
        response.pieces = pieces
        return response
    try:
        response.body = b"".join(pieces)
    finally:
        if close := getattr(pieces, "close", None):
            close()
    return response


def pass_through(
    application: Callable[..., Iterable[bytes]],
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """The application's own answer, compressed where it is text.

    A part of something that may have changed is not sent: `If-Range` gets the whole.
    """
    if environ["REQUEST_METHOD"] not in SAFE and forbids_write(environ):
        return send_refusal(Outcome.FAILED, Headers(), start_response)
    if "HTTP_IF_RANGE" in environ:
        environ.pop("HTTP_RANGE", None)
    return collect(application, environ).send(environ, start_response)


def evaluate(environ: Mapping[str, Any], etag: str, last_modified: str) -> Outcome:
    """Weigh the conditions in the order of section 13.2.2, for a GET or HEAD that has an answer.

    `etag` and `last_modified` are what the answer says of itself, or empty: a date that is not
    known is not compared.
    """
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        if not _is_named(wanted, etag, strongly=True):
            return Outcome.FAILED
    elif _is_later(last_modified, environ.get("HTTP_IF_UNMODIFIED_SINCE")):
        return Outcome.FAILED
    if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        return Outcome.NOT_MODIFIED if _is_named(known, etag) else Outcome.PERFORM
    if _is_later(last_modified, environ.get("HTTP_IF_MODIFIED_SINCE")) is False:
        return Outcome.NOT_MODIFIED
    return Outcome.PERFORM


def forbids_write(environ: Mapping[str, Any]) -> bool:
    """Whether a request that writes must not: nothing here that is written to has an entity tag.

    So `If-Match` with a tag matches nothing, and `If-None-Match: *` what is there already.
    """
    wanted = str(environ.get("HTTP_IF_MATCH", "*")).strip()
    return wanted != "*" or str(environ.get("HTTP_IF_NONE_MATCH", "")).strip() == "*"


def _is_named(tags: str, etag: str, *, strongly: bool = False) -> bool:
    """Whether a list of entity tags names this one; `*` names whatever there is.

    By the weak comparison `W/"a"` and `"a"` are the same; by the strong one a weak tag is never.
    """
    if tags.strip() == "*":
        return True
    own = _TAG.fullmatch(etag)
    if own is None or (strongly and own["weak"]):
        return False
    named = _TAG.finditer(tags)
    return any(tag["opaque"] == own["opaque"] and not (strongly and tag["weak"]) for tag in named)


def _is_later(last_modified: str, since: str | None) -> bool | None:
    """Whether it was changed after `since`; None where either is no date."""
    changed, asked = _date(last_modified), _date(since)
    return changed > asked if changed and asked else None


def _date(text: str | None) -> datetime | None:
    with suppress(ValueError):
        date = parsedate_to_datetime(text) if text else None
        return date.replace(tzinfo=date.tzinfo or UTC) if date else None
    return None
