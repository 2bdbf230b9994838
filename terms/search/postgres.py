"""Search on PostgreSQL: a weighted tsvector for texts, pg_trgm for names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from terms.search.backend import Filters, Matches
from terms.search.spelling import Name

WEIGHTS = "{0.08, 0.3, 0.7, 1}"
"""Of the texts, TL;DR, other names and title, as `ts_rank` takes them: from D to A."""
MAX_NAMES = 300
MIN_SIMILARITY = "0.2"
MIN_WORD_SIMILARITY = "0.3"
"""How much of a query's trigrams a part of a longer name must share: 'drfit' with 'model drift'."""


class PostgresBackend:
    language = "english"

    def find(
        self, words: Sequence[str], filters: Filters, *, limit: int, offset: int, every: bool = True
    ) -> Matches:
        if not words:
            return Matches([], 0)
        where, values = _narrow(filters)
        query = _query(words, every=every)
        source = (
            "FROM terms_searchdocument document, to_tsquery('english', %s) query "
            f"WHERE vector @@ query{where}"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT term_id {source} ORDER BY ts_rank(%s, vector, query, 1) DESC, term_id "
                "LIMIT %s OFFSET %s",
                [query, *values, WEIGHTS, limit, offset],
            )
            ids = [row[0] for row in cursor.fetchall()]
            if len(ids) < limit and (ids or not offset):
                return Matches(ids, offset + len(ids))
            cursor.execute(f"SELECT count(*) {source}", [query, *values])
            return Matches(ids, cursor.fetchone()[0])

    def names_with(self, keys: Sequence[str]) -> list[Name]:
        return _names("WHERE key = ANY(%s)", [list(keys)])

    def names_starting(self, key: str, limit: int) -> list[Name]:
        pattern = key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        return _names("WHERE key LIKE %s ORDER BY key LIMIT %s", [pattern, limit])

    def names_like(self, key: str) -> list[Name]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.similarity_threshold', %s, false), "
                "set_config('pg_trgm.word_similarity_threshold', %s, false)",
                [MIN_SIMILARITY, MIN_WORD_SIMILARITY],
            )
        return _names(
            "WHERE key %% %s OR %s <%% key "
            "ORDER BY greatest(similarity(key, %s), word_similarity(%s, key)) DESC LIMIT %s",
            [key, key, key, key, MAX_NAMES],
        )

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("REINDEX INDEX terms_searchdocument_vector")
            cursor.execute("REINDEX INDEX terms_searchname_trigram")


def _query(words: Sequence[str], *, every: bool) -> str:
    """The tsquery: each word a quoted string, the last one also a start of a word."""
    *whole, last = ("'" + word.replace("\\", r"\\").replace("'", "''") + "'" for word in words)
    return (" & " if every else " | ").join([*whole, f"({last} | {last}:*)"])


def _narrow(filters: Filters) -> tuple[str, list[Any]]:
    conditions, values = "", list[Any]()
    if filters.category_id is not None:
        conditions += " AND document.category_id = %s"
        values.append(filters.category_id)
    if filters.letter:
        conditions += " AND document.initial = %s"
        values.append(filters.letter)
    if filters.without:
        conditions += " AND document.term_id <> ALL(%s)"
        values.append(list(filters.without))
    return conditions, values


def _names(rest: str, values: Sequence[Any]) -> list[Name]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term_id, label, key FROM terms_searchname {rest}", values)
        return [Name(*row) for row in cursor.fetchall()]
