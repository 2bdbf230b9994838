"""Headers that are the same on every answer of Django's, beside those of Django's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class ResourcePolicyMiddleware:
    """Pages and fragments are read by this site alone; pictures by whoever shows a link to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_picture = response.get("Content-Type", "").startswith("image/")
        policy = "cross-origin" if is_picture else "same-origin"
        response.setdefault("Cross-Origin-Resource-Policy", policy)
        return response
