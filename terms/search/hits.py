"""What a list of results shows of each term: why it was found, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from terms.models import SearchDocument, SearchName, Term
from terms.search.documents import SECTIONS
from terms.search.marking import Marker, Piece
from terms.search.spelling import Name

_SHOWN = (
    *("slug", "title", "abbreviation", "category__title", "search_document__tldr"),
    *(f"search_document__{column}" for column in SECTIONS),
)
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Section:
    """A section of a term page: the anchor to go to and its heading."""

    anchor: str
    heading: str | Promise


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
    section: Section | None = None
    close_to: str = ""


def explain(
    term_ids: Sequence[int],
    marker: Marker,
    exact: Iterable[Name] = (),
    *,
    close: Iterable[Name] = (),
) -> list[Hit]:
    """The hits of these published terms, in the same order.

    Terms of `exact` names were found by them; those of `close` names are what may be meant.
    """
    terms = Term.objects.published().select_related("category", "search_document")
    found = {term.pk: term for term in terms.only(*_SHOWN).filter(pk__in=term_ids)}
    names: dict[int, list[SearchName]] = {}
    for row in SearchName.objects.filter(term__in=term_ids).order_by("kind", "pk"):
        names.setdefault(row.term_id, []).append(row)
    keys = {name.term_id: name.key for name in exact}
    labels = {name.term_id: name.label for name in close}
    hits = []
    for pk in term_ids:
        if pk in labels and pk in found:
            hits.append(_close_hit(found[pk], marker, labels[pk]))
        elif pk in found:
            hits.append(_hit(found[pk], names.get(pk, []), marker, keys.get(pk, "")))
    return hits


def names_hold(term_id: int, marker: Marker) -> bool:
    """Whether one name of the term holds every word that `marker` looks for."""
    labels = SearchName.objects.filter(term=term_id).values_list("label", flat=True)
    return any(marker.holds_all(label) for label in labels)


def _hit(term: Term, names: Sequence[SearchName], marker: Marker, key: str) -> Hit:
    document = term.search_document
    title, tldr = marker.mark(term.title), marker.snippet(document.tldr)
    name = _found_name(names, marker, key)
    if name and name.kind == SearchName.Kind.ABBREVIATION:
        return Hit(term, title, tldr, abbreviation=marker.mark(name.label))
    if name and name.kind == SearchName.Kind.ALIAS:
        return Hit(term, title, tldr, alias=marker.mark(name.label))
    if name:
        return Hit(term, title, tldr, in_title=True)
    if marker.holds_all(document.tldr):
        return Hit(term, title, tldr)
    return _section_hit(term, document, marker, title, tldr)


def _close_hit(term: Term, marker: Marker, label: str) -> Hit:
    tldr = marker.snippet(term.search_document.tldr)
    return Hit(term, marker.mark(term.title), tldr, close_to=label)


def _found_name(names: Sequence[SearchName], marker: Marker, key: str) -> SearchName | None:
    """The name with this key, or else the first that holds every word."""
    exact = (name for name in names if name.key == key)
    return next(exact, None) or next((name for name in names if marker.holds_all(name.label)), None)


def _section_hit(
    term: Term, document: SearchDocument, marker: Marker, title: Pieces, tldr: Pieces
) -> Hit:
    """The first section that holds most of the words; none where only names and TL;DR do."""
    best, most = "", marker.count(document.tldr)
    for column in SECTIONS:
        number = marker.count(getattr(document, column))
        if number > most:
            best, most = column, number
    if best:
        anchor, heading = SECTIONS[best]
        text = marker.snippet(getattr(document, best))
        return Hit(term, title, text, section=Section(anchor, heading))
    in_title = any(piece.marked for piece in title) and not most
    return Hit(term, title, tldr, in_title=in_title)
