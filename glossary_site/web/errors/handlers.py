"""The pages for what went wrong: refused, not found, not this way, broken."""

import sys
from collections.abc import Callable
from dataclasses import replace

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseServerError
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext

from glossary_site.registries import NEAREST_PAGES
from glossary_site.web.addresses.former_addresses import redirect_to_new_address
from glossary_site.web.addresses.reading import words_in_address
from glossary_site.web.embedding import allow_frames, is_embedded
from glossary_site.web.errors import error_pages
from glossary_site.web.http import wants_fragment

RETRY_AFTER_S = 30
STANDALONE = "standalone.html"


def cross_site_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a post that came from another site. `reason` is logged by the caller, not shown."""
    return error_pages.CROSS_SITE.show(request)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for what somebody may not do."""
    return error_pages.FORBIDDEN.show(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that cannot be understood; a `BadRequest`'s message is shown.

    413 for one that is too large. Whoever asks for a host that is not ours gets the page that names
    no address, and whose session ended while they were answered gets our own words.
    """
    if isinstance(exception, DisallowedHost):
        html = _page("error.html", {"error": error_pages.BAD_REQUEST})
        return HttpResponse(html, status=400)
    if isinstance(exception, RequestDataTooBig):
        return error_pages.TOO_LARGE.show(request, (request.path, error_pages.BACK))
    message = "" if isinstance(exception, SessionInterrupted) else str(exception or "")
    if is_embedded(request):
        return _in_frame(request, message, 400)
    return error_pages.BAD_REQUEST.show(request, lead=message)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search for the words of the address; in another site's frame, with what is wrong
    about it.

    Where the address is the old one of a page, the way to the new one.
    """
    if redirection := redirect_to_new_address(request):
        return redirection
    if is_embedded(request):
        return _in_frame(request, str(exception or ""), 404)
    meant = _meant_by(request)
    page = error_pages.NEAR if meant["nearest"] else error_pages.NOT_FOUND
    return page.show(request, context=meant)


def _meant_by(request: HttpRequest) -> dict[str, object]:
    """The words of the address, and pages that may be meant; nothing where htmx asks for a part."""
    words = "" if wants_fragment(request) else words_in_address(request.path_info)
    found = [page for nearest in NEAREST_PAGES for page in nearest(words)] if words else []
    return {"words": words, "nearest": found}


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database does not answer. Neither page needs it."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if is_away:
        response = HttpResponse(_page(STANDALONE, {"page": error_pages.AWAY}), status=503)
        response["Retry-After"] = str(RETRY_AFTER_S)
    else:
        response = HttpResponseServerError(_page(STANDALONE, {"page": error_pages.BROKEN}))
    return allow_frames(response) if is_embedded(request) else response


class WrongMethodMiddleware:
    """Says 405 with a page, where Django's decorators say it with nothing at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return _wrong_method(request, response["Allow"])
        return response


def _wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    if is_embedded(request):
        response = _in_frame(request, gettext("This address is only there to be read."), 405)
    elif "GET" in allowed:
        opened = (request.path, gettext("Open the page"))
        response = error_pages.TO_BE_READ.show(request, opened)
    else:
        response = error_pages.TAKES_FORMS.show(request)
    response["Allow"] = allowed
    return response


def _in_frame(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """What is wrong, small, where another site's page expects the widget."""
    context = {"page": replace(error_pages.NO_WIDGET, text=message)}
    return allow_frames(render(request, STANDALONE, context, status=status))


def _page(template: str, context: dict[str, object]) -> str:
    """The page; where the stylesheet or the template is missing too, plain words."""
    try:
        return render_to_string(template, context)
    except (ValueError, OSError, TemplateDoesNotExist):
        return "Something broke on our side. Please try again in a minute."
