"""The links of letters and categories around a list, each within all that was asked for."""

from dataclasses import dataclass

from terms.browse.facets import count_tags
from terms.browse.filters import Browse


@dataclass(frozen=True)
class FacetLink:
    """A link that narrows the list, and how many terms stand there."""

    key: str
    title: str
    count: int
    path: str


def facet_links(browse: Browse) -> dict[str, object]:
    """What `terms/term_list.html` shows."""
    return {
        "browse": browse,
        "letters": [
            FacetLink(letter, letter, count, browse.path(letter=letter))
            for letter, count in browse.facets.letters.items()
        ],
        "every_letter": browse.path(letter=""),
        "categories": [
            FacetLink(one.slug, one.title, one.term_count, browse.path(category=one.slug))
            for one in browse.facets.categories
        ],
        "every_category": browse.path(category=""),
        "tags": [
            FacetLink(one.key, one.name, one.count, browse.path(tag=one.key))
            for one in count_tags(browse.category, browse.letter)
        ],
        "every_tag": browse.path(tag=""),
        "everything": browse.path(category="", letter="", tag=""),
    }
