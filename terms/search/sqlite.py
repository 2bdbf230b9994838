"""Search on SQLite: FTS5 with weighted bm25."""

from collections.abc import Sequence

from django.db import connection

from terms.search.stems import PORTER, other_form
from terms.search.words import indexed

LONG_WORD = 6
_FIND = """
SELECT rowid FROM terms_searchtext WHERE terms_searchtext MATCH %s
ORDER BY bm25(terms_searchtext, 12.0, 8.0, 4.0, 1.0), rowid
"""
"""Title, other names and TL;DR count more than the sections."""


class SqliteBackend:
    language = PORTER

    def find(
        self, words: Sequence[str], *, every: bool = True, in_names: bool = False
    ) -> list[int]:
        if not words:
            return []
        *whole, last = words
        parts = [*(_any(_forms(word)) for word in whole), _as_start(last)]
        match = (" AND " if every else " OR ").join(parts)
        return _match(f"{{title_words names_words}} : ({match})" if in_names else match)

    def find_phrase(self, words: Sequence[str]) -> list[int]:
        if not words:
            return []
        phrase = _phrase(" ".join(words))
        return _match(_any([phrase, f"{phrase} *"]))

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO terms_searchtext(terms_searchtext) VALUES ('rebuild')")


def _match(expression: str) -> list[int]:
    """The terms that an expression of FTS5 finds, best first."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [expression])
        return [pk for (pk,) in cursor.fetchall()]


def _as_start(word: str) -> str:
    """A short word counts more where it stands by itself than at the start of another: 'art' begins
    'article'. What a long one begins are mostly its own forms."""
    itself, *other = _forms(word)
    return _any([*([itself] if len(word) < LONG_WORD else []), *other, f"{itself} *"])


def _forms(word: str) -> list[str]:
    return [_phrase(form) for form in (word, other_form(word)) if form]


def _phrase(words: str) -> str:
    """One quoted string: what is in it follows one another. A word of a script without spaces is
    signs that do."""
    escaped = (words if words.isascii() else indexed(words)).replace('"', '""')
    return f'"{escaped}"'


def _any(expressions: Sequence[str]) -> str:
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0]
