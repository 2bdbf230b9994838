"""Old addresses of what has been renamed lead to the new ones, for good."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

FindSlug = Callable[[str], str | None]
_FINDERS: dict[tuple[str, str], FindSlug] = {}


def register_slugs(namespace: str, parameter: str, find: FindSlug) -> None:
    """Have `find` give the slug of today for an old one in the addresses of `namespace`.

    `parameter` is the part of the path, or of the query string, that holds it.
    """
    _FINDERS[namespace, parameter] = find


def slug_of_today(namespace: str, parameter: str, slug: str) -> str | None:
    """The slug that something has now; None where nothing ever had this one."""
    find = _FINDERS.get((namespace, parameter))
    return find(slug) if find and slug.isprintable() else None


class FormerAddressMiddleware:
    """Redirects where a page is missing whose slug was another one once: 301, and 308 for posts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The way to the new address; None where nothing has been renamed."""
        return _redirect(request) if isinstance(error, Http404) else None


def _redirect(request: HttpRequest) -> HttpResponse | None:
    match = request.resolver_match
    if match is None:
        return None
    kwargs, query, is_renamed = dict(match.kwargs), request.GET.copy(), False
    for namespace, parameter in _FINDERS:
        place = kwargs if parameter in kwargs else query
        if namespace != match.namespace or parameter not in place:
            continue
        if now := slug_of_today(namespace, parameter, str(place[parameter])):
            place[parameter], is_renamed = now, True
    if not is_renamed:
        return None
    path = reverse(match.view_name, kwargs=kwargs)
    keeps_method = request.method not in ("GET", "HEAD")
    address = f"{path}?{query.urlencode()}" if query else path
    return redirect(address, permanent=True, preserve_request=keeps_method)
