"""The prose of a term linked, section by section. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from terms.autolink.hand_links import close_links, hand_linked, open_links
from terms.autolink.matching import LinkedHtml, Linker
from terms.markdown.parser import ANY_SLUG
from terms.markdown.placing import place
from terms.names.labels import Label
from terms.sections.pieces import Piece, TermProse


@dataclass(frozen=True)
class LinkedSection:
    """The pieces of a section with their links, and the terms that they lead to."""

    anchor: str
    pieces: list[tuple[Piece, LinkedHtml]]
    mentions: set[str]


@dataclass(frozen=True)
class LinkedTerm:
    """The pieces of a term whose HTML is another now, with it, and in how many sections the term
    mentions each of the others."""

    term_id: int
    changed: list[Piece]
    mentions: Counter[str]


class ProseLinker:
    """Links prose by the labels of all published terms.

    `term_address` is the path of a term's page, with `ANY_SLUG` for its slug.
    """

    def __init__(self, labels: Iterable[Label], term_address: str) -> None:
        listed = list(labels)
        self._linker = Linker(listed, lambda slug: term_address.replace(ANY_SLUG, quote(slug)))
        self._published = {label.slug for label in listed}

    def __call__(self, prose: TermProse) -> LinkedTerm:
        """`prose` with its links."""
        changed: list[Piece] = []
        mentions: Counter[str] = Counter()
        for section in self.link_sections(prose):
            changed += [
                piece._replace(html=linked.html)
                for piece, linked in section.pieces
                if linked.html != piece.html
            ]
            mentions.update(section.mentions - {prose.slug})
        return LinkedTerm(prose.term_id, changed, mentions)

    def link_sections(self, prose: TermProse) -> Iterator[LinkedSection]:
        """Each section with its links, and with all that was found in it."""
        for anchor, stored in prose.sections.items():
            headings = {piece.heading for piece in stored if piece.heading}
            placed = [
                place(piece.html, prose.images, f"{anchor}-{number}" if number else anchor)
                for number, piece in enumerate(stored)
            ]
            opened = [open_links(html) for html in placed]
            linked = headings.union(*map(hand_linked, opened))
            pieces = []
            for piece, html in zip(stored, opened, strict=True):
                found = self._linker.link(html, own=prose.slug, linked=linked)
                closed = close_links(found.html, self._published.__contains__)
                pieces.append((piece, LinkedHtml(closed, found.findings)))
            yield LinkedSection(anchor, pieces, linked - headings)
