"""How often one visitor, or one address, may send something, and the 429 for who sends more.

Counted in fixed windows in Django's cache. With the cache in each process's own memory, every
worker counts for itself, so the true limit is up to `WORKERS` times the one given here; with
`CACHE_URL` naming Redis it is exact.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from glossary_site.web.errors.error_pages import BACK, TOO_MANY, request_notice
from glossary_site.web.http import wants_fragment

WINDOW_S = 60
PER_VISITOR = 60
"""Posts of one session in a window: one a second, more than anyone reads and answers."""

PER_ADDRESS = 1200
"""Posts of one network address in a window: a class or a company behind one address fits."""

LOGINS_PER_ADDRESS = 10
"""Tries to enter the admin from one network address in a window."""

CALLS_PER_ADDRESS = 20
"""Requests for a call from one network address in an hour: each may send mail to anybody."""

REPORTS_PER_ADDRESS = 20
"""Reports of something wrong from one network address in an hour: authors read each."""

MAILS_PER_ADDRESS = 20
"""Mails that ask whether to remind, from one network address in an hour: each may go to anybody."""

MAILS_TO_ONE = 3
"""Such mails to one mailbox in an hour, whoever asks for them."""

CODES_PER_ADDRESS = 20
"""Recovery codes that are tried from one network address in an hour: more than typing takes."""

CODES_IN_ALL = 1000
"""Those that are tried on the whole site in an hour, from however many addresses."""

FILES_PER_ADDRESS = 60
"""Logs of reviews sent in from one network address in an hour: each may have thousands of rows."""

API_PER_ADDRESS = 120
"""Answers that the site computes for a program at one network address, in a window."""

HOUR_S = 3600

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]


@dataclass(frozen=True)
class Limit:
    """At most `most` in a window of `window_s`, for whom `key` names."""

    key: str
    most: int
    window_s: int

    def is_exceeded_by_one_more(self) -> bool:
        """Count one more, and say whether it is one too many."""
        return _count(self) > self.most


Limits = Callable[[HttpRequest], Iterable[Limit]]


def _limited_by(limits: Limits) -> Callable[[View[Args]], View[Args]]:
    """A decorator that answers 429 where a post is one too many for a limit; gets are free."""

    def decorate(view: View[Args]) -> View[Args]:
        @wraps(view)
        def limited(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponse:
            if request.method == "POST" and settings.RATE_LIMITS:
                for limit in limits(request):
                    if limit.is_exceeded_by_one_more():
                        return too_many_requests(request, limit.window_s)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def _post_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"address:{_address(request)}", PER_ADDRESS, WINDOW_S)
    if session := request.session.session_key:
        yield Limit(f"session:{session}", PER_VISITOR, WINDOW_S)


def _call_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"call:{_address(request)}", CALLS_PER_ADDRESS, HOUR_S)
    yield from _post_limits(request)


def _report_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"report:{_address(request)}", REPORTS_PER_ADDRESS, HOUR_S)
    yield from _post_limits(request)


def _mail_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"mail:{_address(request)}", MAILS_PER_ADDRESS, HOUR_S)
    mailbox = request.POST.get("email", "").strip().lower()
    digest = hashlib.sha256(mailbox.encode()).hexdigest()
    yield Limit(f"mail-to:{digest}", MAILS_TO_ONE, HOUR_S)
    yield from _post_limits(request)


def _code_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"code:{_address(request)}", CODES_PER_ADDRESS, HOUR_S)
    yield Limit("codes", CODES_IN_ALL, HOUR_S)
    yield from _post_limits(request)


def _file_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"file:{_address(request)}", FILES_PER_ADDRESS, HOUR_S)
    yield from _post_limits(request)


def _login_limits(request: HttpRequest) -> Iterator[Limit]:
    yield Limit(f"login:{_address(request)}", LOGINS_PER_ADDRESS, WINDOW_S)


def limit_posts(view: View[Args]) -> View[Args]:
    """For a view whose posts one visitor, or one address, may send a minute."""
    return _limited_by(_post_limits)(view)


def limit_calls(view: View[Args]) -> View[Args]:
    """The same, with the limit of those posts that send mail."""
    return _limited_by(_call_limits)(view)


def limit_reports(view: View[Args]) -> View[Args]:
    """The same, with the limit of what readers write to the authors."""
    return _limited_by(_report_limits)(view)


def limit_mails(view: View[Args]) -> View[Args]:
    """The same, with the limits of what asks the mailbox `email` whether to write to it."""
    return _limited_by(_mail_limits)(view)


def limit_codes(view: View[Args]) -> View[Args]:
    """The same, with the limits of what leads to somebody's learner."""
    return _limited_by(_code_limits)(view)


def limit_files(view: View[Args]) -> View[Args]:
    """The same, with the limit of files that readers send in."""
    return _limited_by(_file_limits)(view)


def limit_logins(view: View[Args]) -> View[Args]:
    """For a view that tries passwords; no more are tried than one address may."""
    return _limited_by(_login_limits)(view)


def too_many_requests(request: HttpRequest, window_s: int) -> HttpResponse:
    """429 with `Retry-After`: a page, or for htmx a notice that leaves what is on the page."""
    wait_s = window_s - int(time.time()) % window_s
    message = wait_message(wait_s)
    if wants_fragment(request):
        response = request_notice(message, 429)
    else:
        response = TOO_MANY.show(request, (request.get_full_path(), BACK), lead=message)
    response["Retry-After"] = str(wait_s)
    return response


def wait_message(wait_s: int) -> str:
    """What whoever sent too much is told: that nothing was saved, and when to try again."""
    return ngettext(
        "More came from you, or from your network, than the site takes in a minute. "
        "What you just sent was not saved. Send it again in %(wait)s second.",
        "More came from you, or from your network, than the site takes in a minute. "
        "What you just sent was not saved. Send it again in %(wait)s seconds.",
        wait_s,
    ) % {"wait": wait_s}


def _count(limit: Limit) -> int:
    """How many came in this window, this one included."""
    key = f"limits:{int(time.time()) // limit.window_s}:{limit.key}"
    cache.add(key, 0, timeout=2 * limit.window_s)
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


@dataclass(frozen=True)
class Left:
    """How many more a visitor may ask in this window; below zero where it was one too many."""

    remaining: int
    wait_s: int


def api_limit(request: HttpRequest) -> Left:
    """Count one more computed answer for the address of a program."""
    used = _count(Limit(f"api:{_address(request)}", API_PER_ADDRESS, WINDOW_S))
    return Left(API_PER_ADDRESS - used, WINDOW_S - int(time.time()) % WINDOW_S)
