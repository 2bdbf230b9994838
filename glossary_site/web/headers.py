"""Headers that are the same on every answer of Django's, beside those of Django's own."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp; but the policy is written once for all the responses that keep to it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        has_its_own = any(name.startswith("_csp") for name in [*vars(response), *vars(request)])
        if has_its_own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, usual_policy())
        return response


@cache
def usual_policy() -> str:
    """The Content-Security-Policy of the settings."""
    return build_policy()


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
