"""The pieces of prose that a term page consists of. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from terms.markdown.placing import PlacedImage


class Piece(NamedTuple):
    """The HTML of one field of one row; a term has about fifty, so that they are to be cheap.

    `heading` is the slug of the term that the row's heading already links to, if any.
    """

    table: str
    pk: int
    column: str
    html: str
    heading: str


@dataclass(frozen=True)
class TermProse:
    """Every piece of a term that is not empty, by section, in the reader's order."""

    term_id: int
    slug: str
    sections: dict[str, list[Piece]]
    images: dict[str, PlacedImage]
    """Its images by their keys."""
