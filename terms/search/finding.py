"""One page of results for a query: exact names first, then by relevance, then what is close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from terms.models import Term
from terms.search.backend import Filters, SearchBackend
from terms.search.databases import search_backend
from terms.search.hits import Hit, explain, names_hold
from terms.search.marking import Marker
from terms.search.spelling import Name, closest, closest_word, one_edit
from terms.search.words import name_key, number_forms, query_words

MAX_CLOSE = 3


@dataclass(frozen=True)
class Results:
    """What a query found.

    `corrected` is the query whose terms are shown where the typed one found nothing; `close` are
    names that the typed query comes close to; `any_word` says that no term holds all its words.
    """

    hits: list[Hit]
    total: int
    corrected: str = ""
    close: tuple[Name, ...] = ()
    any_word: bool = False

    @property
    def is_missed(self) -> bool:
        """Whether the query, as it was typed, found nothing."""
        return not self.total or bool(self.corrected) or self.any_word


@dataclass(frozen=True)
class _Window:
    """The part of the results that is shown: `limit` of them after the first `offset`."""

    limit: int
    offset: int


def find_terms(query: str, filters: Filters, *, limit: int, offset: int = 0) -> Results:
    """Published terms for a cleaned query, `limit` of them after the first `offset`.

    Any string is a legal query.
    """
    backend, window = search_backend(), _Window(limit, offset)
    words = query_words(query)
    marker = Marker(words, backend.language)
    if exact := _exact_names(backend, query, filters):
        ids, total = _find(backend, words, filters, window, exact)
        return Results(explain(ids, marker, exact), total)
    ids, total = _find(backend, words, filters, window)
    best = ids[0] if ids and not offset else _best(backend, words, filters, total)
    if best and names_hold(best, marker):
        return Results(explain(ids, marker), total)
    close = close_names(backend, query, filters, far=not best)
    if best and close:
        ids, total = _find(backend, words, filters, window, close)
        return Results(explain(ids, marker, close=close), total, close=close)
    if best:
        return Results(explain(ids, marker), total)
    return _find_otherwise(backend, words, filters, window, close)


def _find(
    backend: SearchBackend,
    words: Sequence[str],
    filters: Filters,
    window: _Window,
    leading: Sequence[Name] = (),
    *,
    every: bool = True,
) -> tuple[list[int], int]:
    """The ids to show and how many terms there are: those of `leading` names, then the others."""
    first = [name.term_id for name in leading]
    shown = first[window.offset : window.offset + window.limit]
    matches = backend.find(
        words,
        replace(filters, without=tuple(first)),
        limit=window.limit - len(shown),
        offset=max(0, window.offset - len(first)),
        every=every,
    )
    return [*shown, *matches.term_ids], len(first) + matches.total


def _best(backend: SearchBackend, words: Sequence[str], filters: Filters, total: int) -> int | None:
    """The first of all results, for a page that does not begin with it."""
    return backend.find(words, filters, limit=1, offset=0).term_ids[0] if total else None


def _find_otherwise(
    backend: SearchBackend,
    words: tuple[str, ...],
    filters: Filters,
    window: _Window,
    close: tuple[Name, ...],
) -> Results:
    """What a query that found nothing may have meant: a close name, close words, some words."""
    if close:
        corrected, every = query_words(close[0].label), True
    else:
        corrected = tuple(closest_word(word, backend.names_like(word)) for word in words)
        every = bool(backend.find(corrected, filters, limit=1, offset=0).total)
    ids, total = _find(backend, corrected if every else words, filters, window, close, every=every)
    marker = Marker(corrected if every else words, backend.language)
    shown = close[0].label if close else " ".join(corrected) if every else ""
    hits = explain(ids, marker, close=close)
    return Results(hits, total, shown, close, any_word=not every and bool(total))


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
    names = backend.names_with(one_edit(key)) or (backend.names_like(key) if far else [])
    return tuple(_within(closest(key, names, MAX_CLOSE), filters))


def _within(names: Sequence[Name], filters: Filters) -> list[Name]:
    """Those of `names` whose terms are published and pass the filters."""
    terms = Term.objects.published().filter(pk__in={name.term_id for name in names})
    if filters.category_id is not None:
        terms = terms.filter(category=filters.category_id)
    if filters.letter:
        terms = terms.filter(initial=filters.letter)
    ids = set(terms.values_list("pk", flat=True)) if names else set()
    return [name for name in names if name.term_id in ids]
