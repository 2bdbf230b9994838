"""How much of a term a reader would recall, where a page names the term."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from terms.pages.mastery import mastery_fragment

register = template.Library()


@register.simple_tag(takes_context=True)
def mastery_of(context: dict[str, Any], term_id: int, shape: str = "line") -> SafeString:
    """What the page's `mastery` tells of the term, as a private fragment; nothing of a stranger."""
    return mastery_fragment(context.get("mastery", {}), term_id, shape)
