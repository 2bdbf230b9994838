"""What a list of results shows of each term: why it was found, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from terms.models import SearchName
from terms.search.documents import SECTIONS
from terms.search.found import FoundName, FoundTerm
from terms.search.highlighting import Marker, Piece
from terms.search.spelling import Name

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

    term: FoundTerm
    title: Pieces
    text: Pieces
    in_title: bool = False
    abbreviation: Pieces = ()
    alias: Pieces = ()
    section: Section | None = None
    close_to: str = ""


def explain(
    term_ids: Sequence[int],
    found: Mapping[int, FoundTerm],
    marker: Marker,
    exact: Iterable[Name] = (),
    *,
    close: Iterable[Name] = (),
) -> list[Hit]:
    """The hits of these terms, in the same order, without those that `found` does not have.

    Terms of `exact` names were found by them; those of `close` names are what may be meant.
    """
    keys = {name.term_id: name.key for name in exact}
    labels = {name.term_id: name.label for name in close}
    hits = []
    for term in (found[pk] for pk in term_ids if pk in found):
        if term.pk in labels:
            tldr = marker.snippet(term.tldr)
            hits.append(Hit(term, marker.mark(term.title), tldr, close_to=labels[term.pk]))
        else:
            hits.append(_hit(term, marker, keys.get(term.pk, "")))
    return hits


def _hit(term: FoundTerm, marker: Marker, key: str) -> Hit:
    title, tldr = marker.mark(term.title), marker.snippet(term.tldr)
    name = _found_name(term, marker, key)
    if name and name.kind == SearchName.Kind.ABBREVIATION:
        return Hit(term, title, tldr, abbreviation=marker.mark(name.label))
    if name and name.kind == SearchName.Kind.ALIAS:
        return Hit(term, title, tldr, alias=marker.mark(name.label))
    if name:
        return Hit(term, title, tldr, in_title=True)
    if marker.holds_all(term.tldr):
        return Hit(term, title, tldr)
    return _section_hit(term, marker, title, tldr)


def _found_name(term: FoundTerm, marker: Marker, key: str) -> FoundName | None:
    """The name with this key, or else the first that holds every word."""
    exact = (name for name in term.names if name.key == key)
    holding = (name for name in term.names if marker.holds_all(name.label))
    return next(exact, None) or next(holding, None)


def _section_hit(term: FoundTerm, marker: Marker, title: Pieces, tldr: Pieces) -> Hit:
    """The first section that holds most of the words; none where only names and TL;DR do."""
    best, most = None, marker.count(term.tldr)
    for section, text in zip(SECTIONS.values(), term.texts, strict=True):
        number = marker.count(text)
        if number > most:
            best, most = (section, text), number
    if best:
        (anchor, heading), text = best
        return Hit(term, title, marker.snippet(text), section=Section(anchor, heading))
    in_title = any(piece.marked for piece in title) and not most
    return Hit(term, title, tldr, in_title=in_title)
