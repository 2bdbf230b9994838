"""What the search box suggests while a reader types: names that start so, hold it, are close."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from terms.models import SearchName, Term
from terms.names.naming import name_key
from terms.names.word_edges import is_unspaced
from terms.search.backend import SearchBackend, search_backend
from terms.search.finding import close_names, read_names
from terms.search.highlighting import Marker
from terms.search.hits import Pieces, name_words
from terms.search.spelling import Name, names_starting, one_a_term
from terms.search.stems import readings
from terms.search.words import clean_query, loose_words, query_phrase, query_words

MAX_SUGGESTIONS = 8
MAX_NEAREST = 5
_MIN_CHARACTERS_INSIDE = 3


@dataclass(frozen=True)
class Suggestion:
    """A term to go to, and the name by which it is suggested, its typed words marked."""

    term: Term
    label: Pieces
    kind: SearchName.Kind

    @property
    def what(self) -> str:
        """What the label is: a title in its category, or another name of a term."""
        if self.kind == SearchName.Kind.TITLE:
            return f"{gettext('Category')}: {self.term.category.title}"
        return name_words(self.kind, self.term.title)


@dataclass(frozen=True)
class Suggestions:
    """At most `MAX_SUGGESTIONS`; `are_close` says that none holds what was typed."""

    items: list[Suggestion]
    are_close: bool = False


def suggest_terms(query: str) -> Suggestions:
    """Terms to offer for a cleaned query that may not be finished."""
    backend, words = search_backend(), query_words(query)
    marker = Marker(words, backend.language)
    key = name_key(query)
    if not key:
        return Suggestions([])
    every = read_names()
    names = one_a_term(names_starting(key, every))
    if len(names) < MAX_SUGGESTIONS and (len(key) >= _MIN_CHARACTERS_INSIDE or is_unspaced(key)):
        ids = _named(backend, words)[:MAX_SUGGESTIONS]
        inside = [name for name in every if name.term_id in ids and marker.holds_all(name.label)]
        inside.sort(key=lambda name: ids.index(name.term_id))
        names = one_a_term([*names, *inside])
    if names:
        return Suggestions(_suggestions(names[:MAX_SUGGESTIONS], marker))
    return Suggestions(_suggestions(close_names(query, every), marker), are_close=True)


def nearest_terms(words: str) -> list[tuple[str, str]]:
    """Titles and paths of the terms nearest to the words of an address that leads nowhere: those of
    names that start so or are close, else those that have the words, else any of them."""
    query = clean_query(words)
    key, looked_up, every = name_key(query), query_words(query), read_names()
    if not key:
        return []
    names = [*names_starting(key, every), *close_names(query, every)]
    ids = [name.term_id for name in one_a_term(names)] or _holding(looked_up, query_phrase(query))
    terms = Term.objects.published().only("slug", "title").in_bulk(ids[:MAX_NEAREST])
    found = (terms[pk] for pk in ids[:MAX_NEAREST] if pk in terms)
    return [(term.title, term.get_absolute_url()) for term in found]


def _holding(words: tuple[str, ...], phrase: tuple[str, ...]) -> list[int]:
    """The terms with the words in a name, in a row, all of them somewhere, or any of them."""
    backend = search_backend()
    if ids := backend.find(words, in_names=True):
        return ids
    if ids := [*backend.find_phrase(phrase), *backend.find(words)]:
        return list(dict.fromkeys(ids))
    return backend.find(loose_words(words), every=False)


def _named(backend: SearchBackend, words: tuple[str, ...]) -> list[int]:
    """The best terms whose names hold every word, also once the last one is finished."""
    found = (backend.find(reading, in_names=True) for reading in readings(words, backend.language))
    return next(filter(None, found), [])


def _suggestions(names: Iterable[Name], marker: Marker) -> list[Suggestion]:
    listed = list(names)
    terms = (
        Term.objects.published().select_related("category").only("slug", "title", "category__title")
    )
    found = terms.in_bulk([name.term_id for name in listed])
    return [
        _suggestion(found[name.term_id], name, marker) for name in listed if name.term_id in found
    ]


def _suggestion(term: Term, name: Name, marker: Marker) -> Suggestion:
    """A title is shown whole, also where what stands before its parentheses was typed."""
    kind = SearchName.Kind(name.kind)
    label = term.title if kind == SearchName.Kind.TITLE else name.label
    return Suggestion(term, marker.mark(label), kind)
