"""How a view says that its pages are the same for everyone who has no state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from glossary_site.page_cache.parameters import PublicPage

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponse]
_ATTRIBUTE = "public_page"


def public_page(
    *, params: Sequence[str] = (), endless: Sequence[str] = ()
) -> Callable[[View[Args]], View[Args]]:
    """Declare a public view and all parameters that it reads; its pages may be kept.

    `params` are those with a limited number of values, each of which is checked by the view;
    `endless` those that take anything, whose pages cannot drive out others. A parameter that is
    not declared leads to the page without it.
    """
    page = PublicPage(tuple(params), tuple(endless))

    def declare(view: View[Args]) -> View[Args]:
        @wraps(view)
        def declared(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponse:
            return view(request, *args, **kwargs)

        setattr(declared, _ATTRIBUTE, page)
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
