"""Answers on their way out: compressed, and only where the conditions of the request hold.

The conditions are If-Match and its kin (RFC 9110, section 13).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from wsgiref.headers import Headers

from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from glossary_site.page_cache.pages import (
    FASTEST,
    accepted_encodings,
    add_vary,
    compress,
    is_compressible,
)

SAFE = frozenset({"GET", "HEAD"})
REFUSED = b"The condition that the request came with does not hold.\n"
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
        is_conditional = environ["REQUEST_METHOD"] in SAFE and self.status.startswith("2")
        if is_conditional and (refusal := refusal_of(environ, headers)):
            if close := getattr(self.pieces, "close", None):
                close()
            return send_refusal(refusal, headers, start_response)
        if self.body is None:
            start_response(self.status, self.headers)
            return self.pieces
        body = _compressed(self.body, headers, environ)
        start_response(self.status, headers.items())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


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
    status: str, headers: Headers, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Send 304 with the headers of what the client has already, or 412."""
    if status == NOT_MODIFIED:
        for name in ("Content-Type", "Content-Length", "Content-Encoding"):
            del headers[name]
        start_response(status, headers.items())
        return []
    kind, length = "text/plain; charset=utf-8", str(len(REFUSED))
    start_response(status, [("Content-Type", kind), ("Content-Length", length)])
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
        return send_refusal(FAILED, Headers(), start_response)
    if "HTTP_IF_RANGE" in environ:
        environ.pop("HTTP_RANGE", None)
    return collect(application, environ).send(environ, start_response)


def refusal_of(environ: Mapping[str, Any], headers: Headers) -> str:
    """The status in place of an answer to a GET or HEAD whose conditions do not hold, or "".

    An answer that does not say when it was changed is not compared with a date.
    """
    changed_at = parse_http_date_safe(headers["Last-Modified"] or "")
    given = dict(environ)
    if changed_at is None:
        given.pop("HTTP_IF_UNMODIFIED_SINCE", None)
    request: Any = SimpleNamespace(META=given, method="GET", path=given.get("PATH_INFO", ""))
    answer = get_conditional_response(request, headers["ETag"], changed_at)
    return f"{answer.status_code} {answer.reason_phrase}" if answer else ""


def forbids_write(environ: Mapping[str, Any]) -> bool:
    """Whether a request that writes must not: nothing here that is written to has an entity tag.

    So `If-Match` with a tag matches nothing, and `If-None-Match: *` what is there already.
    """
    wanted = str(environ.get("HTTP_IF_MATCH", "*")).strip()
    return wanted != "*" or str(environ.get("HTTP_IF_NONE_MATCH", "")).strip() == "*"
