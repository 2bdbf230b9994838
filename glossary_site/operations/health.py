"""Whether the process lives, and whether it can serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from glossary_site.registries import READINESS_CHECKS

PLAIN = "text/plain; charset=utf-8"
WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})


class WatchersMiddleware:
    """Answers who watches the site before `ALLOWED_HOSTS` is asked.

    A container, a load balancer and Prometheus ask by `localhost` or by a number, which are no
    hosts of the site. To be placed before Django's CommonMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in WATCHED:
            return self.get_response(request)
        try:
            request.resolver_match = resolve(request.path_info)
        except Resolver404:  # there are no metrics without their token
            return self.get_response(request)
        answer: HttpResponse = request.resolver_match.func(request)
        return answer


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 otherwise. `degraded` says what is wrong, and serves."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        wrong = [line for check in READINESS_CHECKS for line in check()]
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    lines = ["degraded", *wrong] if wrong else ["ok"]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=PLAIN)
