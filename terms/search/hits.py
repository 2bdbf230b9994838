"""What a list of results shows of each term: why it was found, with the words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext, pgettext

from terms.models import SearchDocument, SearchName, Term
from terms.search.highlighting import Marker, Piece
from terms.search.spelling import Name
from terms.sections.registry import sections

Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class FoundSection:
    """A section of a term page: the anchor to go to and its heading."""

    anchor: str
    heading: str


@dataclass(frozen=True)
class Hit:
    """A found term. Exactly one of the reasons `in_title`, `abbreviation`, `alias`, `section`,
    `close_to` is set; with none of them it was found by its TL;DR."""

    term: Term
    title: Pieces
    text: Pieces
    in_title: bool = False
    abbreviation: Pieces = ()
    alias: Pieces = ()
    section: FoundSection | None = None
    close_to: str = ""

    @property
    def name(self) -> Pieces:
        """The name besides the title by which it was found, if it was."""
        return self.abbreviation or self.alias

    @property
    def reason(self) -> str:
        """Why it was found, in words; `name` stands before them and the section after them."""
        if self.close_to:
            return gettext("close to what you typed: %(name)s") % {"name": self.close_to}
        if self.in_title:
            return gettext("in the title")
        if self.abbreviation:
            return gettext("abbreviation of %(title)s") % {"title": self.term.title}
        if self.alias:
            return gettext("alias of %(title)s") % {"title": self.term.title}
        return pgettext("a section", "in") if self.section else gettext("in the TL;DR")


def read_hits(
    term_ids: Sequence[int],
    marker: Marker,
    exact: Iterable[Name] = (),
    *,
    close: Iterable[Name] = (),
) -> list[Hit]:
    """The hits of those of these terms that are published, in the same order.

    Terms of `exact` names were found by them; those of `close` names are what may be meant.
    """
    documents = (
        SearchDocument.objects.filter(term__status=Term.Status.PUBLISHED)
        .select_related("term__category")
        .prefetch_related(Prefetch("term__search_names", SearchName.objects.order_by("kind", "pk")))
        .only(
            "tldr", "sections", "term__slug", "term__title", "term__kind", "term__category__title"
        )
        .in_bulk(term_ids)
    )
    keys = {name.term_id: name.key for name in exact}
    labels = {name.term_id: name.label for name in close}
    hits = []
    for document in (documents[pk] for pk in term_ids if pk in documents):
        term = document.term
        if term.pk in labels:
            tldr = marker.snippet(document.tldr)
            hits.append(Hit(term, marker.mark(term.title), tldr, close_to=labels[term.pk]))
        else:
            hits.append(_hit(document, marker, keys.get(term.pk, "")))
    return hits


def _hit(document: SearchDocument, marker: Marker, key: str) -> Hit:
    term = document.term
    title, tldr = marker.mark(term.title), marker.snippet(document.tldr)
    name = _found_name(term, marker, key)
    if name and name.kind == SearchName.Kind.ABBREVIATION:
        return Hit(term, title, tldr, abbreviation=marker.mark(name.label))
    if name and name.kind == SearchName.Kind.ALIAS:
        return Hit(term, title, tldr, alias=marker.mark(name.label))
    if name:
        return Hit(term, title, tldr, in_title=True)
    if marker.holds_all(document.tldr):
        return Hit(term, title, tldr)
    return _section_hit(document, marker, title, tldr)


def _found_name(term: Term, marker: Marker, key: str) -> SearchName | None:
    """The name with this key, or else the first that holds every word."""
    names = term.search_names.all()
    exact = (name for name in names if name.key == key)
    holding = (name for name in names if marker.holds_all(name.label))
    return next(exact, None) or next(holding, None)


def _section_hit(document: SearchDocument, marker: Marker, title: Pieces, tldr: Pieces) -> Hit:
    """The first section that holds most of the words; none where only names and TL;DR do."""
    term, best, most = document.term, None, marker.count(document.tldr)
    for section in sections():
        text = document.sections.get(section.key, "")
        number = marker.count(text)
        if number > most:
            best, most = (section, text), number
    if best:
        section, text = best
        found = FoundSection(section.key, gettext(section.title))
        return Hit(term, title, marker.snippet(text), section=found)
    in_title = any(piece.marked for piece in title) and not most
    return Hit(term, title, tldr, in_title=in_title)
