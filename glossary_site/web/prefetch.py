"""Asks the browser to fetch a page of this site when the reader points at its link."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.registries import PRIVATE_PREFIXES


@public_page()
@require_safe
@cache_control(max_age=86400, public=True)
def speculation_rules(request: HttpRequest) -> JsonResponse:
    """The rules, as the media type that browsers ask for.

    See https://wicg.github.io/nav-speculation/speculation-rules.html; "moderate" is on hover or
    press.
    """
    elsewhere = [f"{prefix}*" for prefix in (*PRIVATE_PREFIXES, "/static/")]
    where = [
        {"href_matches": "/*"},
        {"not": {"href_matches": elsewhere}},
        {"not": {"selector_matches": "[download], [hx-get]"}},
    ]
    rules = {"prefetch": [{"where": {"and": where}, "eagerness": "moderate"}]}
    return JsonResponse(rules, content_type="application/speculationrules+json")
