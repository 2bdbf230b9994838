"""How views answer: a page or the fragment of it that HTMX asked for."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from glossary_site.page_cache.rules import asks_for_fragment


def wants_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of the page, neither boosting a link nor restoring history."""
    return asks_for_fragment(request.META)


def render_page(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render `fragment` for HTMX and `page`, which includes that same file, for everyone else.

    `is_fragment` tells the template which; a page is the same whether htmx restores it or not.
    """
    is_fragment = wants_fragment(request)
    shown = {**context, "is_fragment": is_fragment}
    response = render(request, fragment if is_fragment else page, shown, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def signed_in(request: HttpRequest) -> User:
    """Who asks, where only somebody with an account can ask, as in the admin."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied("nobody is signed in")
    return user


def site_origin(request: HttpRequest) -> str:
    """Scheme and host of the site, without a slash: of `SITE_URL`, or else of the request."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def absolute_url(request: HttpRequest, path: str) -> str:
    """`path` with its origin: that of `SITE_URL`, or the request's own where it is unset."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
