"""What Django answered, as a value; and answers that are packed on their way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from glossary_site.page_cache.pages import (
    SENT_ONCE,
    accepted_encodings,
    is_worth_packing,
    pack,
    with_header,
    with_vary,
)


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
        """Send it in an encoding that the visitor takes."""
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
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


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
    """The application's answer, packed where it is text."""
    return collect(application, environ).send(environ, start_response)
