"""Asks the browser to fetch a page of this site when the reader points at its link."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.paths import fixed_path

NOT_PREFETCHED = ["/admin/*", "/me/*", "/static/*"]
# https://wicg.github.io/nav-speculation/speculation-rules.html; "moderate" is on hover or press.
RULES = {
    "prefetch": [
        {
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": NOT_PREFETCHED}},
                    {"not": {"selector_matches": "[download], [hx-get]"}},
                ]
            },
            "eagerness": "moderate",
        }
    ]
}


@public_page()
@require_safe
@cache_control(max_age=86400, public=True)
def speculation_rules(request: HttpRequest) -> JsonResponse:
    """The rules, as the media type that browsers ask for."""
    return JsonResponse(RULES, content_type="application/speculationrules+json")


class PrefetchMiddleware:
    """Names the rules in the header of every page; fragments and other formats have no links."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response["Speculation-Rules"] = f'"{fixed_path("speculation_rules")}"'
        return response
