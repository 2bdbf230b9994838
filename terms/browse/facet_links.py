"""The A-Z and the categories around a list of terms, as links that narrow it."""

from __future__ import annotations

from dataclasses import dataclass

from terms.browse.filters import Browse


@dataclass(frozen=True)
class FacetLink:
    """A link that narrows the list, and how many terms stand there."""

    key: str
    title: str
    count: int
    path: str


def facet_links(browse: Browse) -> dict[str, object]:
    """What the template shows: every letter and category within what else was asked for."""
    shelves = browse.shelves
    return {
        "letters": [
            FacetLink(one.name, one.name, one.count, browse.path(letter=one.name))
            for one in shelves.letters
        ],
        "every_letter": browse.path(letter=""),
        "categories": [
            FacetLink(one.slug, one.title, one.term_count, browse.path(category=one.slug))
            for one in shelves.categories
        ],
        "every_category": browse.path(category=""),
    }
