"""A page's title and description, written once and used for readers, searches and shared links."""

from django import template
from django.utils.safestring import mark_safe

from terms.markdown.plain import plain_text

register = template.Library()

DESCRIPTION_LENGTH = 160
"""Characters: about what search engines show of a description."""


@register.simple_block_tag
def captured(content: str) -> str:
    """`{% captured as name %}…{% endcaptured %}`: what is inside as one line, to be used again."""
    return mark_safe(" ".join(content.split()))  # noqa: S308 - a template has escaped it


@register.filter
def summary(html: str) -> str:
    """The words of `html`, cut between two of them where they are too many for a description."""
    text = plain_text(html)
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return f"{text[:DESCRIPTION_LENGTH].rpartition(' ')[0].rstrip(',;:–')}…"
