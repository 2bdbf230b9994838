"""What Django answered, as a value; and how it goes out: packed, and only where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from glossary_site.page_cache.pages import (
    SENT_ONCE,
    Headers,
    accepted_encodings,
    header,
    is_worth_packing,
    pack,
    with_header,
    with_vary,
    without_body,
)
from glossary_site.page_cache.preconditions import SAFE, Outcome, evaluate, forbids_write

REFUSED = b"The condition that the request came with does not hold.\n"


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
        outcome = self._outcome(environ)
        if outcome is not Outcome.PERFORM:
            if close := getattr(self.pieces, "close", None):
                close()
            return refuse(outcome, self.headers, start_response)
        if self.body is None:
            start_response(self.status, self.headers)
            return self.pieces
        headers, body = self.headers, self.body
        if is_worth_packing(headers, body):
            headers = with_vary(headers, "Accept-Encoding")
            accepted = accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
            if accepted:
                body = pack(body, accepted[0], SENT_ONCE)
                headers = with_header(headers, "Content-Encoding", accepted[0])
                headers = with_header(headers, "Content-Length", str(len(body)))
                if etag := header(headers, "ETag"):  # it was made of other bytes
                    headers = with_header(headers, "ETag", f"W/{etag.removeprefix('W/')}")
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _outcome(self, environ: dict[str, Any]) -> Outcome:
        if environ["REQUEST_METHOD"] not in SAFE or not self.status.startswith("2"):
            return Outcome.PERFORM
        etag, changed = header(self.headers, "ETag"), header(self.headers, "Last-Modified")
        return evaluate(environ, etag, changed)


def refuse(
    outcome: Outcome, headers: Headers, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Send 304 with the headers of what the client has already, or 412."""
    if outcome is Outcome.NOT_MODIFIED:
        start_response(outcome.value, without_body(headers))
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


def packed(
    application: Callable[..., Iterable[bytes]],
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """The application's answer, packed where it is text.

    A part of something that may have changed is not sent: `If-Range` gets the whole.
    """
    if environ["REQUEST_METHOD"] not in SAFE and forbids_write(environ):
        return refuse(Outcome.FAILED, [], start_response)
    if "HTTP_IF_RANGE" in environ:
        environ.pop("HTTP_RANGE", None)
    return collect(application, environ).send(environ, start_response)
