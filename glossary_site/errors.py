"""The pages for what went wrong: refused, not found, broken."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

RETRY_AFTER_S = 30


def cross_site_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a post that came from another site. `reason` is logged by the caller, not shown."""
    return render(request, "403.html", {"cross_site": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that cannot be understood; a `BadRequest`'s message is shown.

    Whoever asks for a host that is not ours gets the page that names no address, and whose session
    ended while they were answered gets our own words.
    """
    if isinstance(exception, DisallowedHost):
        return HttpResponse(_page("400.html"), status=400)
    if isinstance(exception, SessionInterrupted):
        exception = None
    return render(request, "400.html", {"message": str(exception or "")}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database does not answer. Neither page needs it."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if is_away:
        response = HttpResponse(_page("503.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER_S)
        return response
    return HttpResponseServerError(_page("500.html"))


def _page(template: str) -> str:
    """The page; where the stylesheet or the template is missing too, plain words."""
    try:
        return render_to_string(template)
    except (ValueError, OSError, TemplateDoesNotExist):
        return "Something broke on our side. Please try again in a minute."
