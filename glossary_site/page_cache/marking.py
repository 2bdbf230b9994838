"""Says of every response for whom it is: everyone, so that it may be kept, or one visitor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header

from glossary_site.page_cache.pages import FOR_ONE

PUBLIC_VIEWS = frozenset({
    *("terms:home", "terms:term_list", "terms:term_detail", "terms:term_graph"),
    *("quizzes:quiz_list", "quizzes:quiz_detail"),
    *("maturity:maturity_model_list", "maturity:maturity_model"),
    *("calculator:calculator", "calculator:calculator_embed"),
    "calculator:model_list",
    *("terms:robots", "terms:sitemap_index", "terms:sitemap"),
})  # fmt: skip
"""What a visitor without state sees of these is the same for all of them."""

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
        if is_for_everyone(request, response):
            response.setdefault("Cache-Control", FOR_EVERYONE)
            if response["Cache-Control"] == FOR_EVERYONE:
                response["CDN-Cache-Control"] = FOR_CDNS
        else:
            response.setdefault("Cache-Control", FOR_ONE)
        return response


def is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view is public, was asked by nobody in particular, and answered with a page.

    Searches have too many addresses to be kept, and what they miss is counted by the view.
    """
    match = request.resolver_match
    return (
        match is not None
        and match.view_name in PUBLIC_VIEWS
        and request.method in {"GET", "HEAD"}
        and "q" not in request.GET
        and response.status_code == 200
        and not response.cookies
        and not (request.COOKIES and has_vary_header(response, "Cookie"))
    )
