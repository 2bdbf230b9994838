"""One page of results for a query: exact names first, then by relevance, then what is close."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from glossary_site.page_cache.content_version import cache_until_content_change
from terms.models import SearchName, Term
from terms.names.naming import name_key
from terms.search.backend import search_backend
from terms.search.highlighting import Marker
from terms.search.hits import Hit, read_hits
from terms.search.spelling import Name, alike, closest, closest_word, one_a_term
from terms.search.stems import readings
from terms.search.words import loose_words, number_forms, query_phrase, query_words

MAX_CLOSE = 3
MOST_NAMED = 50
"""How many terms are asked for a name that holds every word: more than anyone reads of."""


@dataclass(frozen=True)
class Filters:
    """What the found terms are narrowed by; None and an empty letter narrow nothing."""

    category_id: int | None = None
    letter: str = ""
    tag: str = ""

    def terms(self) -> QuerySet[Term]:
        """The published terms that pass."""
        terms = Term.objects.published()
        if self.category_id is not None:
            terms = terms.filter(category=self.category_id)
        if self.tag:
            terms = terms.filter(tags__key=self.tag)
        return terms.filter(initial=self.letter) if self.letter else terms


@dataclass(frozen=True)
class Results:
    """What a query found: the ids of all its terms, best first, and the `hits` of one page.

    `words` are marked in them, and terms of `exact` names were found by these. `is_named` says that
    a name of a term is the query, or holds all its words; `corrected` is the query whose terms are
    shown where the typed one found nothing; `close` are names that the typed query comes close to;
    `any_word` says that no term holds all its words; `alike` are names to offer where nothing at
    all is found.
    """

    ids: Sequence[int]
    words: tuple[str, ...]
    is_named: bool = False
    exact: tuple[Name, ...] = ()
    close: tuple[Name, ...] = ()
    corrected: str = ""
    any_word: bool = False
    alike: tuple[Name, ...] = ()
    hits: Sequence[Hit] = ()
    replacing: Mapping[int, int] = field(default_factory=dict)
    """By the id of a found term the one that replaces it and stands before it."""

    @property
    def total(self) -> int:
        return len(self.ids)

    @property
    def is_missed(self) -> bool:
        """Whether the query, as it was typed, found nothing."""
        return not self.total or bool(self.corrected) or self.any_word


class _Search:
    """Looks among the terms that pass the filters, and among their names."""

    def __init__(self, filters: Filters) -> None:
        self.backend = search_backend()
        self._ids = set(filters.terms().values_list("pk", flat=True))
        self.names = [name for name in read_names() if name.term_id in self._ids]

    def find(self, words: Sequence[str], *, every: bool = True) -> list[int]:
        """The terms that hold the words, best first."""
        return [pk for pk in self.backend.find(words, every=every) if pk in self._ids]

    def find_unfinished(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], list[int]]:
        """What the words find, or else what they find once the last one is finished; with them."""
        for reading in readings(words, self.backend.language):
            if ids := self.find(reading):
                return reading, ids
        return words, []

    def named(self, words: tuple[str, ...]) -> list[int]:
        """The terms of which one name holds every word, best first."""
        found = [pk for pk in self.backend.find(words, in_names=True) if pk in self._ids]
        marker, asked = Marker(words, self.backend.language), set(found[:MOST_NAMED])
        own = (name for name in self.names if name.term_id in asked)
        holding = {name.term_id for name in own if marker.holds_all(name.label)}
        return [pk for pk in found if pk in holding]

    def led_by_phrase(self, ids: Sequence[int], named: Sequence[int], query: str) -> list[int]:
        """What several words find: first terms that they name, then those in whose text they follow
        one another, then those that have them here and there."""
        phrase = query_phrase(query)
        if not phrase or not ids:
            return [*ids]
        followed = {*self.backend.find_phrase(phrase)}
        return [*dict.fromkeys([*named, *(pk for pk in ids if pk in followed), *ids])]


def _new_before_old(results: Results) -> Results:
    """What replaces a found term stands before it, also where it does not hold the words."""
    instead = read_replacements()
    pairs = ((instead[old], old) if old in instead else (old,) for old in results.ids)
    ids = list(dict.fromkeys(pk for pair in pairs for pk in pair))
    return replace(results, ids=ids, replacing=instead)


def find_terms(query: str, filters: Filters, *, limit: int, offset: int = 0) -> Results:
    """Published terms for a cleaned query, `limit` of them after the first `offset`.

    Any string is a legal query.
    """
    found = _kept((query, filters))
    marker = Marker(found.words, search_backend().language)
    shown = found.ids[offset : offset + limit]
    hits = read_hits(shown, marker, found.exact, close=found.close, replacing=found.replacing)
    return replace(found, hits=hits)


def _find(asked: tuple[str, Filters]) -> Results:
    return _new_before_old(_found(*asked))


def _found(query: str, filters: Filters) -> Results:
    search, words = _Search(filters), query_words(query)
    if exact := _exact_names(query, search.names):
        ids = search.led_by_phrase(search.find(words), (), query)
        return Results(_led_by(exact, ids), words, is_named=True, exact=exact)
    words, ids = search.find_unfinished(words)
    named = search.named(words) if ids else []
    ids = search.led_by_phrase(ids, named, query)
    if named:
        return Results(ids, words, is_named=True)
    close = close_names(query, search.names, far=not ids)
    if ids:
        return Results(_led_by(close, ids), words, close=close)
    return _find_meant(search, close) if close else _find_some(search, query, words)


_kept = cache_until_content_change(_find, maxsize=1_024)
"""Most searches are searches that others made before."""


def _find_meant(search: _Search, close: tuple[Name, ...]) -> Results:
    """The terms of names that the query comes close to, and what the closest name finds."""
    meant = close[0].label
    words = query_words(meant)
    return Results(_led_by(close, search.find(words)), words, close=close, corrected=meant)


def _find_some(search: _Search, query: str, words: tuple[str, ...]) -> Results:
    """What the words find once each is corrected by itself, or else what some of them find."""
    corrected = tuple(closest_word(word, search.names) for word in words)
    if ids := search.find(corrected):
        return Results(ids, corrected, corrected=" ".join(corrected))
    loose = loose_words(words)
    if ids := search.find(loose, every=False):
        return Results(ids, loose, any_word=True)
    return Results((), words, alike=tuple(alike(name_key(query), search.names, MAX_CLOSE)))


def _led_by(names: Iterable[Name], term_ids: Iterable[int]) -> list[int]:
    """The terms of the names, then the others."""
    return list(dict.fromkeys([*(name.term_id for name in names), *term_ids]))


def _exact_names(query: str, names: Iterable[Name]) -> tuple[Name, ...]:
    """Names that are the query, then those that are its singular or plural, one a term."""
    forms = number_forms(name_key(query))
    exact = [name for name in names if name.key in forms]
    return tuple(one_a_term(sorted(exact, key=lambda name: forms.index(name.key))))


def close_names(query: str, names: Sequence[Name], *, far: bool = True) -> tuple[Name, ...]:
    """The names that the query is likely to be a misspelling of, nearest first, one a term.

    Where one is a single slip away, only such names; others are only given if `far` is set.
    """
    key = name_key(query)
    near = closest(key, names, MAX_CLOSE, most_edits=1)
    return tuple(near or (closest(key, names, MAX_CLOSE) if far else ()))


def read_names() -> list[Name]:
    """Every name of every published term, titles first; nobody may change what is given."""
    return _kept_names(None)


def read_replacements() -> Mapping[int, int]:
    """By the id of a term that readers still see the one that replaces it."""
    return _kept_replacements(None)


def _read_replacements(_key: None) -> dict[int, int]:
    seen = Term.objects.published().filter(replaced_by__status=Term.Status.PUBLISHED)
    pairs = seen.values_list("pk", "replaced_by")
    return {pk: newer for pk, newer in pairs if newer}


_kept_replacements = cache_until_content_change(_read_replacements, maxsize=1)


def _read_names(_key: None) -> list[Name]:
    rows = SearchName.objects.order_by("kind", "pk")
    return [Name(*row) for row in rows.values_list("term_id", "label", "key", "kind")]


_kept_names = cache_until_content_change(_read_names, maxsize=1)
"""Read anew they take half the time of an answer to somebody who types, in a glossary of 2,000."""
