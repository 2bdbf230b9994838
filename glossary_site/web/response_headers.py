"""Headers that every response has: who may keep it and read it, and what may be fetched ahead."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from glossary_site.page_cache.public import set_cache_headers

NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ResponseHeadersMiddleware:
    """To be placed around the sessions, since a response that sets a cookie is for one reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        set_cache_headers(request, response)
        kind = response.get("Content-Type", "")
        # Pages and fragments are read by this site alone; pictures by whoever shows a link to it.
        policy = "cross-origin" if kind.startswith("image/") else "same-origin"
        response.setdefault("Cross-Origin-Resource-Policy", policy)
        response.setdefault("Permissions-Policy", NO_DEVICES)
        if kind.startswith("text/html"):  # fragments and other formats have no links to follow
            response["Speculation-Rules"] = f'"{reverse("speculation_rules")}"'
        return response
