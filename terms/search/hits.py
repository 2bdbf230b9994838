"""What a list of results shows of each term: why it was found, with the words marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType

from django.db.models import Prefetch
from django.utils.translation import gettext, pgettext

from terms.models import SearchDocument, SearchName, Term
from terms.search.highlighting import Marker, Piece
from terms.search.spelling import Name
from terms.sections.registry import sections
from terms.sections.section import Section

NOTHING_REPLACED: Mapping[int, int] = MappingProxyType({})
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Hit:
    """A found term and why it was found: the `reason` in words, which stands behind the `name` and
    before the `section` that has what was looked for."""

    term: Term
    title: Pieces
    text: Pieces
    reason: str
    name: Pieces = ()
    section: Section | None = None


def name_words(kind: SearchName.Kind, title: str) -> str:
    """What a name is beside the title of its term."""
    if kind == SearchName.Kind.ABBREVIATION:
        return gettext("abbreviation of %(title)s") % {"title": title}
    if kind == SearchName.Kind.FORMER:
        return gettext("former name of %(title)s") % {"title": title}
    return gettext("alias of %(title)s") % {"title": title}


def read_hits(
    term_ids: Sequence[int],
    marker: Marker,
    exact: Iterable[Name] = (),
    *,
    close: Iterable[Name] = (),
    replacing: Mapping[int, int] = NOTHING_REPLACED,
) -> list[Hit]:
    """The hits of those of these terms that are published, in the same order.

    Terms of `exact` names were found by them; those of `close` names are what may be meant. Of a
    term that stands here because it replaces the next one, by `replacing`, that is the reason.
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
    shown = [documents[pk] for pk in term_ids if pk in documents]
    for document, following in zip_longest(shown, shown[1:]):
        term = document.term
        if following and replacing.get(following.pk) == term.pk:
            reason = gettext("replaces %(title)s") % {"title": following.title}
            hits.append(Hit(term, marker.mark(term.title), marker.snippet(document.tldr), reason))
            continue
        if term.pk in labels:
            reason = gettext("close to what you typed: %(name)s") % {"name": labels[term.pk]}
            tldr = marker.snippet(document.tldr)
            hits.append(Hit(term, marker.mark(term.title), tldr, reason))
        else:
            hits.append(_hit(document, marker, keys.get(term.pk, "")))
    return hits


def _hit(document: SearchDocument, marker: Marker, key: str) -> Hit:
    term = document.term
    title, tldr = marker.mark(term.title), marker.snippet(document.tldr)
    name = _found_name(term, marker, key)
    if name and name.kind == SearchName.Kind.TITLE:
        return Hit(term, title, tldr, gettext("in the title"))
    if name:
        reason = name_words(SearchName.Kind(name.kind), term.title)
        return Hit(term, title, tldr, reason, name=marker.mark(name.label))
    section = None if marker.holds_all(document.tldr) else _best_section(document, marker)
    if section:
        text = marker.snippet(document.sections[section.key])
        return Hit(term, title, text, pgettext("a section", "in"), section=section)
    in_title = any(piece.marked for piece in title) and not marker.count(document.tldr)
    return Hit(term, title, tldr, gettext("in the title") if in_title else gettext("in the TL;DR"))


def _found_name(term: Term, marker: Marker, key: str) -> SearchName | None:
    """The name with this key, or else the first that holds every word."""
    names = term.search_names.all()
    exact = (name for name in names if name.key == key)
    holding = (name for name in names if marker.holds_all(name.label))
    return next(exact, None) or next(holding, None)


def _best_section(document: SearchDocument, marker: Marker) -> Section | None:
    """The first section that holds most of the words; none where only names and TL;DR do."""
    best, most = None, marker.count(document.tldr)
    for section in sections():
        number = marker.count(document.sections.get(section.key, ""))
        if number > most:
            best, most = section, number
    return best
