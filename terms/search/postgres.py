"""Search on PostgreSQL: a weighted tsvector."""

from collections.abc import Sequence

from django.db import connection

from terms.search.words import indexed

WEIGHTS = "{0.08, 0.3, 0.7, 1}"
"""Of the texts, TL;DR, other names and title, as `ts_rank` takes them: from D to A."""
_NAMES = "AB"
"""The labels of a document's title and other names in its vector."""
_FIND = """
SELECT term_id FROM terms_searchdocument, to_tsquery('terms_search', %s) query
WHERE vector @@ query ORDER BY ts_rank(%s, vector, query, 1) DESC, term_id
"""


class PostgresBackend:
    language = "english"

    def find(
        self, words: Sequence[str], *, every: bool = True, in_names: bool = False
    ) -> list[int]:
        if not words:
            return []
        labels = f":{_NAMES}" if in_names else ""
        *whole, last = (f"'{indexed(word)}'" for word in words)
        start = f"({last}{labels} | {last}:*{labels.removeprefix(':')})"
        return _match(
            (" & " if every else " | ").join([*(f"{word}{labels}" for word in whole), start])
        )

    def find_phrase(self, words: Sequence[str]) -> list[int]:
        if not words:
            return []
        *whole, last = (f"'{indexed(word)}'" for word in words)
        return _match(" <-> ".join([*whole, f"({last} | {last}:*)"]))

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX terms_searchdocument_vector")


def _match(query: str) -> list[int]:
    """The terms that a query of `to_tsquery` finds, best first."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [query, WEIGHTS])
        return [pk for (pk,) in cursor.fetchall()]
