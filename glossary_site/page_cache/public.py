"""How a view says that its pages are the same for everyone without state, and caches are told."""

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.cache import has_vary_header

from glossary_site.page_cache.pages import PRIVATE
from glossary_site.page_cache.rules import PublicPage

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]
_ATTRIBUTE = "public_page"

PUBLIC = "public, max-age=0, s-maxage=60"
"""A browser asks each time, and mostly hears 304; a cache in between may answer for a minute."""

FOR_CDNS = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
"""RFC 9213, for those that know it: they answer while they ask, and while the site is down."""


def public_page(
    *, params: Sequence[str] = (), endless: Sequence[str] = ()
) -> Callable[[View[Args]], View[Args]]:
    """Declare a public view and all parameters that it reads; its pages may be stored.

    `params` are those with a limited number of values, each of which is checked by the view;
    `endless` those that take anything, whose pages cannot drive out others. A parameter that is
    not declared leads to the page without it.
    """

    def declare(view: View[Args]) -> View[Args]:
        @wraps(view)
        def declared(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponse:
            return view(request, *args, **kwargs)

        setattr(declared, _ATTRIBUTE, PublicPage(tuple(params), tuple(endless)))
        return declared

    return declare


def declared_by(match: ResolverMatch | None) -> PublicPage | None:
    """What the view of an address declares; None where it is not public."""
    return getattr(match.func, _ATTRIBUTE, None) if match else None


@lru_cache(maxsize=4096)
def declared_at(path: str) -> PublicPage | None:
    """What the view at `path` declares; None for one that is not public, and for no view."""
    try:
        return declared_by(resolve(path))
    except Resolver404:
        return None


def set_cache_headers(request: HttpRequest, response: HttpResponse) -> None:
    """Say who may keep the response, unless its view did: everyone, or its one reader."""
    if _is_mistakable(request, response):
        response["Cache-Control"] = PRIVATE
    elif _is_for_everyone(request, response):
        response.setdefault("Cache-Control", PUBLIC)
        if response["Cache-Control"] == PUBLIC:
            response["CDN-Cache-Control"] = FOR_CDNS
    else:
        response.setdefault("Cache-Control", PRIVATE)


def _is_mistakable(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether htmx asked where it may get a part or the whole: no cache in between may keep either.

    `Vary: HX-Request` does not tell a part from a page that was boosted or restored.
    """
    return "HX-Request" in request.headers and has_vary_header(response, "HX-Request")


def _is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view is public, was asked by nobody in particular, and answered with a page."""
    return (
        declared_by(request.resolver_match) is not None
        and request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.cookies
        and not (request.COOKIES and has_vary_header(response, "Cookie"))
    )
