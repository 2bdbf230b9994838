"""How often one visitor, or one address, may send something, and the 429 for who sends more.

Counted in fixed windows in Django's cache. With the cache in each process's own memory, every
worker counts for itself, so the true limit is up to `WORKERS` times the one given here; with
`CACHE_URL` naming Redis it is exact.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from glossary_site.http import fixed_path, wants_fragment

WINDOW_S = 60
PER_VISITOR = 60
"""Posts of one session in a window: one a second, more than anyone reads and answers."""

PER_ADDRESS = 1200
"""Posts of one network address in a window: a class or a company behind one address fits."""

LOGINS_PER_ADDRESS = 10
"""Tries to enter the admin from one network address in a window."""

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]


@dataclass(frozen=True)
class Limit:
    """At most `most` in a window, for whom `key` names."""

    key: str
    most: int


def limit_posts(view: View[Args]) -> View[Args]:
    """Answer 429 instead of calling the view, where a post exceeds a limit; gets are free."""

    @wraps(view)
    def limited(request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        if request.method == "POST" and settings.RATE_LIMITS and _is_exceeded(request):
            return too_many_requests(request)
        return view(request, *args, **kwargs)

    return limited


class LoginLimitMiddleware:
    """429 for an address that tries passwords; before the database is asked for any of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_try = request.method == "POST" and request.path == fixed_path("admin:login")
        if is_try and settings.RATE_LIMITS:
            limit = Limit(f"login:{_address(request)}", LOGINS_PER_ADDRESS)
            if _count(limit, int(time.time()) // WINDOW_S) > limit.most:
                return too_many_requests(request)
        return self.get_response(request)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429 with `Retry-After`: a page, or for htmx a notice that leaves what is on the page."""
    wait_s = WINDOW_S - int(time.time()) % WINDOW_S
    context = {"wait_s": wait_s}
    template = "includes/_too_many_requests.html" if wants_fragment(request) else "429.html"
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(wait_s)
    response["HX-Retarget"] = "#request-notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def _is_exceeded(request: HttpRequest) -> bool:
    window = int(time.time()) // WINDOW_S
    return any(_count(limit, window) > limit.most for limit in _limits(request))


def _limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"address:{_address(request)}", PER_ADDRESS)
    if session := request.session.session_key:
        yield Limit(f"session:{session}", PER_VISITOR)


def _count(limit: Limit, window: int) -> int:
    """How many came in this window, this one included."""
    key = f"limits:{window}:{limit.key}"
    cache.add(key, 0, timeout=2 * WINDOW_S)
    try:
        return cache.incr(key)
    except ValueError:  # the cache was full and dropped the count
        return 1


def _address(request: HttpRequest) -> str:
    """The address that the request came from; behind a trusted proxy, the one that it saw."""
    if settings.TRUST_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if seen:
            return str(seen)[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
