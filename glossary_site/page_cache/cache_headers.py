"""Says of every response for whom it is: everyone, so that it may be kept, or one visitor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header

from glossary_site.page_cache.pages import FOR_ONE
from glossary_site.page_cache.public import declared_by

FOR_EVERYONE = "public, max-age=0, s-maxage=60"
"""A browser asks each time, and mostly hears 304; a cache in between may answer for a minute."""

FOR_CDNS = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
"""RFC 9213, for those that know it: they answer while they ask, and while the site is down."""


class PublicPagesMiddleware:
    """Marks public pages unless a view said something else. To be placed around the sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_mistakable(request, response):
            response["Cache-Control"] = FOR_ONE
        elif is_for_everyone(request, response):
            response.setdefault("Cache-Control", FOR_EVERYONE)
            if response["Cache-Control"] == FOR_EVERYONE:
                response["CDN-Cache-Control"] = FOR_CDNS
        else:
            response.setdefault("Cache-Control", FOR_ONE)
        return response


def is_mistakable(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether htmx asked where it may get a part or the whole: no cache in between may keep either.

    `Vary: HX-Request` does not tell a part from a page that was boosted or restored.
    """
    return "HX-Request" in request.headers and has_vary_header(response, "HX-Request")


def is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view is public, was asked by nobody in particular, and answered with a page."""
    return (
        declared_by(request.resolver_match) is not None
        and request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.cookies
        and not (request.COOKIES and has_vary_header(response, "Cookie"))
    )
