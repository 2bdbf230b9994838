"""One page of results for a query: exact names first, then by relevance, then what is close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary_site.page_cache.content_version import cache_until_content_change
from terms.models import Term
from terms.names.naming import name_key
from terms.search.backend import Filters, SearchBackend
from terms.search.databases import search_backend
from terms.search.found import read_found, read_names
from terms.search.highlighting import Marker
from terms.search.hits import Hit, explain
from terms.search.ranking import MOST_COUNTED
from terms.search.spelling import (
    FIRST_CHARACTERS,
    Name,
    alike,
    allowed_edits,
    closest,
    closest_word,
    one_slip_away,
    slips_at_start,
)
from terms.search.unfinished import readings
from terms.search.words import loose_words, number_forms, query_words

MAX_CLOSE = 3


@dataclass(frozen=True)
class Results:
    """What a query found.

    `corrected` is the query whose terms are shown where the typed one found nothing; `close` are
    names that the typed query comes close to; `any_word` says that no term holds all its words;
    `alike` are names to offer where nothing at all is found.
    """

    hits: list[Hit]
    total: int
    corrected: str = ""
    close: tuple[Name, ...] = ()
    any_word: bool = False
    alike: tuple[Name, ...] = ()

    @property
    def shown_total(self) -> int:
        """How many terms there are to turn through."""
        return min(self.total, MOST_COUNTED)

    @property
    def has_more(self) -> bool:
        """Whether there are more terms than were counted."""
        return self.total > MOST_COUNTED

    @property
    def is_missed(self) -> bool:
        """Whether the query, as it was typed, found nothing."""
        return not self.total or bool(self.corrected) or self.any_word


@dataclass(frozen=True)
class _Found:
    """What a query finds, before anything is read to be shown. Hits are marked by `words`; terms of
    `exact` names were found by them."""

    ids: tuple[int, ...]
    total: int
    words: tuple[str, ...]
    exact: tuple[Name, ...] = ()
    close: tuple[Name, ...] = ()
    corrected: str = ""
    any_word: bool = False
    alike: tuple[Name, ...] = ()


@dataclass(frozen=True)
class _Request:
    """A cleaned query, what it is narrowed by, and which part of the results is shown."""

    query: str
    filters: Filters
    limit: int
    offset: int

    @property
    def backend(self) -> SearchBackend:
        return search_backend()

    def find(
        self, words: Sequence[str], leading: Sequence[Name] = (), *, every: bool = True
    ) -> tuple[tuple[int, ...], int]:
        """The ids to show and how many terms there are: of `leading` names, then the others."""
        first = tuple(name.term_id for name in leading)
        shown = first[self.offset : self.offset + self.limit]
        matches = self.backend.find(
            words,
            replace(self.filters, without=first),
            limit=self.limit - len(shown),
            offset=max(0, self.offset - len(first)),
            every=every,
        )
        return (*shown, *matches.term_ids), len(first) + matches.total

    def find_unfinished(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...], int]:
        """What the words find, or else what they find once the last one is finished; with them."""
        for reading in readings(words, self.backend.language):
            ids, total = self.find(reading)
            if total:
                return reading, ids, total
        return tuple(words), (), 0

    def best(self, words: Sequence[str]) -> int | None:
        """The first of all results, also for a page that does not begin with it."""
        ids = self.backend.find(words, self.filters, limit=1, offset=0).term_ids
        return ids[0] if ids else None


def find_terms(query: str, filters: Filters, *, limit: int, offset: int = 0) -> Results:
    """Published terms for a cleaned query, `limit` of them after the first `offset`.

    Any string is a legal query.
    """
    found = _kept(_Request(query, filters, limit, offset))
    marker = Marker(found.words, search_backend().language)
    hits = explain(found.ids, read_found(found.ids), marker, found.exact, close=found.close)
    return Results(
        hits,
        found.total,
        corrected=found.corrected,
        close=found.close,
        any_word=found.any_word,
        alike=found.alike,
    )


def _find(request: _Request) -> _Found:
    words = query_words(request.query)
    if exact := _exact_names(request.backend, request.query, request.filters):
        return _Found(*request.find(words, exact), words, exact)
    words, ids, total = request.find_unfinished(words)
    best = ids[0] if ids and not request.offset else request.best(words)
    if best and _names_hold(request.backend, best, words):
        return _Found(ids, total, words)
    close = close_names(request.backend, request.query, request.filters, far=not best)
    if best and close:
        return _Found(*request.find(words, close), words, close=close)
    if best:
        return _Found(ids, total, words)
    return _find_meant(request, close) if close else _find_some(request, words)


_kept = cache_until_content_change(_find, maxsize=4_096)
"""Most searches are searches that others made; what one finds takes some hundred bytes."""


def _find_meant(request: _Request, close: tuple[Name, ...]) -> _Found:
    """The terms of names that the query comes close to, and what the closest name finds."""
    meant = close[0].label
    words = query_words(meant)
    return _Found(*request.find(words, close), words, close=close, corrected=meant)


def _find_some(request: _Request, words: tuple[str, ...]) -> _Found:
    """What the words find once each is corrected by itself, or else what some of them find."""
    backend = request.backend
    corrected = tuple(closest_word(word, backend.names_like(word)) for word in words)
    ids, total = request.find(corrected)
    if total:
        return _Found(ids, total, corrected, corrected=" ".join(corrected))
    ids, total = request.find(loose_words(words), every=False)
    if total:
        return _Found(ids, total, loose_words(words), any_word=True)
    key = name_key(request.query)
    names = alike(key, backend.names_like(key), MAX_CLOSE)
    return _Found((), 0, words, alike=tuple(names))


def _names_hold(backend: SearchBackend, term_id: int, words: tuple[str, ...]) -> bool:
    """Whether one name of the term holds every word."""
    marker = Marker(words, backend.language)
    return any(marker.holds_all(label) for label in read_names(term_id))


def _exact_names(backend: SearchBackend, query: str, filters: Filters) -> tuple[Name, ...]:
    """Names that are the query, then those that are its singular or plural, one a term."""
    forms = number_forms(name_key(query))
    names = _within(backend.names_with(forms), filters)
    first: dict[int, Name] = {}
    for name in sorted(names, key=lambda name: forms.index(name.key)):
        first.setdefault(name.term_id, name)
    return tuple(first.values())


def close_names(
    backend: SearchBackend, query: str, filters: Filters, *, far: bool = True
) -> tuple[Name, ...]:
    """The names that the query is likely to be a misspelling of, nearest first, one a term.

    Names one slip away are looked up; only where there is none, and `far` is set, those that are
    alike are compared with the query.
    """
    key = name_key(query)
    names = _names_one_slip_away(backend, key) or (backend.names_like(key) if far else [])
    return tuple(_within(closest(key, names, MAX_CLOSE), filters))


def _names_one_slip_away(backend: SearchBackend, key: str) -> list[Name]:
    """None where a key is so short that its neighbours mean something else."""
    if not allowed_edits(key):
        return []
    start = key[:FIRST_CHARACTERS]
    alike = backend.names_as_long(start, len(key) - 1, len(key) + 1)
    at_start = backend.names_with(slips_at_start(key, len(start)))
    return [*at_start, *one_slip_away(key, alike)]


def _within(names: Sequence[Name], filters: Filters) -> list[Name]:
    """Those of `names` whose terms are published and pass the filters."""
    if not names:
        return []
    terms = Term.objects.published().filter(pk__in={name.term_id for name in names})
    if filters.category_id is not None:
        terms = terms.filter(category=filters.category_id)
    if filters.letter:
        terms = terms.filter(initial=filters.letter)
    ids = set(terms.values_list("pk", flat=True))
    return [name for name in names if name.term_id in ids]
