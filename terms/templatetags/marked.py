"""Text with the words that were looked for marked."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from terms.search.highlighting import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The escaped text of `pieces`, each that was looked for inside `<mark>`."""
    html = (
        f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)
        for piece in pieces
    )
    return mark_safe("".join(html))  # noqa: S308 - every text is escaped just above
