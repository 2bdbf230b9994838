"""Counts and times for Prometheus, of all workers together; off unless `METRICS_TOKEN` is set.

The workers write into files of one folder (prometheus_client's multiprocess mode), and whichever
is asked sums them up. Labels are routes, never addresses: nothing says who asked for what.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from glossary_site.page_cache.middleware import Application, Environ, StartResponse

ANSWERS = Counter("glossary_answers", "Answers by status, kept pages included", ["status"])
REQUESTS = Counter(
    "glossary_requests", "Requests that reached Django", ["method", "route", "status"]
)
SECONDS = Histogram(
    "glossary_request_seconds",
    "Time in Django by route",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
)
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}


def count_answers(application: Application) -> Application:
    """`application`, its answers counted by their status."""

    def counted(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, *rest: Any) -> Any:
            ANSWERS.labels(status[:3]).inc()
            return start_response(status, *rest)

        return application(environ, start)

    return counted


def count_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count and time what Django answered, by route; any odd method counts as one."""
    route = request.resolver_match.route if request.resolver_match else "none"
    method = request.method if request.method in _METHODS else "other"
    REQUESTS.labels(method, route, str(response.status_code)).inc()
    SECONDS.labels(route).observe(seconds)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All of it as Prometheus reads it, for who bears the token."""
    given = request.headers.get("Authorization", "")
    if not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        answer = HttpResponse("the token is missing or wrong\n", "text/plain", status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(registry), CONTENT_TYPE_LATEST)
