"""A number for each request, in its answer and in all that is logged of it; no personal data."""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger(__name__)
FIELDS = ("method", "route", "status", "duration_ms")


def current_request_id() -> str:
    """The number of the request at hand; empty outside of one."""
    return _request_id.get()


class RequestLogMiddleware:
    """Logs, and for Prometheus counts, each request by its route.

    That names no learner, no result and nothing searched for.

    A proxy's `X-Request-ID` is taken over where it is a plain word; it goes out in the answer of
    pages that are one visitor's. A page for everyone must be the same bytes, so it has none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.count_request = None
        if settings.METRICS_TOKEN:  # the library is told by the settings where to count
            from glossary_site.operations.metrics import count_request

            self.count_request = count_request

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        token, started = _request_id.set(request_id), time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - started
            if self.count_request:
                self.count_request(request, response, seconds)
            if "public" not in response.get("Cache-Control", ""):
                response["X-Request-ID"] = request_id
            match = request.resolver_match
            seen = {
                "method": request.method,
                "route": match.route if match else "",
                "status": response.status_code,
                "duration_ms": round(seconds * 1000, 1),
            }
            log.info("%(method)s /%(route)s %(status)s %(duration_ms)s ms", seen, extra=seen)
        finally:
            _request_id.reset(token)
        return response


class RequestId(logging.Filter):
    """Puts the number of the request at hand on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True


class NoBug(logging.Filter):
    """Makes a warning of one line of what anybody can cause: no traceback, nothing for Sentry."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class JsonLines(logging.Formatter):
    """One object of JSON a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", ""),
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
