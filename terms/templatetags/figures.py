"""Figures in the text of a term's page, each a button that opens its note."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from terms.pages.figure_notes import FigureNote, link_notes

register = template.Library()


@register.simple_block_tag
def noted(content: str, notes: Iterable[FigureNote]) -> SafeString:
    """`{% noted notes %}…{% endnoted %}`: what is inside, its links to figures made buttons."""
    numbers = {note.figure.key: note.number for note in notes}
    return mark_safe(link_notes(content, numbers))  # noqa: S308 - a template has escaped it
