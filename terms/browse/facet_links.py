"""The A-Z and the categories around a list, drawn once for all lists that are narrowed alike."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote_plus

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from glossary_site.page_cache.keeping import kept_content
from terms.browse.filters import Browse
from terms.models import Category

_QUERY = "~the~query~"
"""Stands in the drawn links where the query comes in, which is another one each time."""


@dataclass(frozen=True)
class Way:
    """A link that narrows the list, and how many terms stand there."""

    key: str
    title: str
    count: int
    path: str


def draw_ways(browse: Browse) -> SafeString:
    """The ways as HTML."""
    drawn = _drawn((browse.category, browse.letter, bool(browse.query), get_language()))
    query = quote_plus(browse.query)
    return mark_safe(drawn.replace(_QUERY, query))  # noqa: S308 - it holds no sign of HTML


def _draw(key: tuple[Category | None, str, bool, str | None]) -> str:
    category, letter, is_search, _ = key
    browse = Browse(_QUERY if is_search else "", category, letter)
    return render_to_string("terms/_ways.html", ways_of(browse))


_drawn = kept_content(_draw, most=1024)


def ways_of(browse: Browse) -> dict[str, object]:
    """What the template draws: every letter and category within what else was asked for."""
    return {
        "browse": browse,
        "letters": _letters(browse),
        "every_letter": browse.path(letter=""),
        "categories": _categories(browse),
        "every_category": browse.path(category=""),
    }


def _letters(browse: Browse) -> list[Way]:
    return [
        Way(letter.name, letter.name, letter.count, browse.path(letter=letter.name))
        for letter in browse.shelves.letters
    ]


def _categories(browse: Browse) -> list[Way]:
    """The categories that hold a term."""
    return [
        Way(one.slug, one.title, one.term_count, browse.path(category=one.slug))
        for one in browse.shelves.categories
    ]
