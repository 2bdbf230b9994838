"""Figures in the text of a term's page, each a button that opens its note."""

import re
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from terms.pages.figure_notes import FigureNote, link_notes

register = template.Library()
_INDENTATION = re.compile(r"(<(pre|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)


@register.simple_block_tag
def noted(content: str, notes: Iterable[FigureNote]) -> SafeString:
    """`{% noted notes %}…{% endnoted %}`: what is inside, its links to figures made buttons.

    The indentation of templates is a tenth of the longest page, and is left out; what is code, or
    is typed into, stays as it is.
    """
    numbers = {note.figure.key: note.number for note in notes}
    html = _INDENTATION.sub(lambda found: found[1] or "\n", link_notes(content, numbers))
    return mark_safe(html)  # noqa: S308 - a template has escaped it
