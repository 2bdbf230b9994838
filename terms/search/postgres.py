"""Search on PostgreSQL: a weighted tsvector for texts, pg_trgm for names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from terms.search import ranking
from terms.search.backend import Filters, Matches
from terms.search.ranking import Part, Ranked, as_ranked, best_matches
from terms.search.spelling import Name
from terms.search.words import indexed

WEIGHTS = "{0.08, 0.3, 0.7, 1}"
"""Of the texts, TL;DR, other names and title, as `ts_rank` takes them: from D to A."""
_FIRST = "ORDER BY term_id LIMIT %s"
"""The same matches each time, where there are more than are ranked."""
_LABELS = {Part.ALL: "", Part.HEAD: "ABC", Part.NAMES: "AB"}
MAX_NAMES = 300
MAX_AS_LONG = 2_000
MIN_SIMILARITY = "0.2"
MIN_WORD_SIMILARITY = "0.3"
"""How much of a query's trigrams a part of a longer name must share: 'drfit' with 'model drift'."""


class PostgresBackend:
    language = "english"

    def find(
        self, words: Sequence[str], filters: Filters, *, limit: int, offset: int, every: bool = True
    ) -> Matches:
        query = _TextQuery(words, filters, every=every) if words else None
        return best_matches(query, limit, offset) if query else Matches([], 0)

    def find_names(self, words: Sequence[str], limit: int) -> list[int]:
        return _TextQuery(words, Filters(), every=True).ranked(Part.NAMES, limit, 0).term_ids

    def names_with(self, keys: Sequence[str]) -> list[Name]:
        return _names("WHERE key = ANY(%s)", [list(keys)])

    def names_starting(self, key: str, limit: int) -> list[Name]:
        return _names(
            "WHERE key LIKE %s ORDER BY key <> %s, kind, key LIMIT %s",
            [_starting(key), key, limit],
        )

    def names_as_long(self, start: str, least: int, most: int) -> list[Name]:
        return _names(
            "WHERE key LIKE %s AND length(key) BETWEEN %s AND %s ORDER BY key LIMIT %s",
            [_starting(start), least, most, MAX_AS_LONG],
        )

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


def _starting(key: str) -> str:
    """What LIKE takes for texts that start with `key`."""
    return key.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


class _TextQuery:
    """The matches of one tsquery, narrowed by filters; see `ranking.Query`."""

    def __init__(self, words: Sequence[str], filters: Filters, *, every: bool) -> None:
        self._words, self._every = words, every
        self._conditions, self._values = "", list[Any]()
        if filters.category_id is not None:
            self._conditions += " AND category_id = %s"
            self._values.append(filters.category_id)
        if filters.letter:
            self._conditions += " AND initial = %s"
            self._values.append(filters.letter)
        if filters.without:
            self._conditions += " AND term_id <> ALL(%s)"
            self._values.append(list(filters.without))

    def count(self, part: Part, most: int) -> int:
        rows = f"SELECT 1 {self._source} LIMIT %s"
        return _rows(f"SELECT count(*) FROM ({rows}) found", [*self._asked(part), most])[0][0]

    def ranked(self, part: Part, limit: int, offset: int) -> Ranked:
        rows = f"SELECT term_id, ts_rank(%s, vector, query, 1) AS score {self._source} {_FIRST}"
        page = (
            f"SELECT term_id, count(*) OVER () FROM ({rows}) found "
            "ORDER BY score DESC, term_id LIMIT %s OFFSET %s"
        )
        values = [WEIGHTS, *self._asked(part), ranking.MOST_RANKED, limit, offset]
        return as_ranked(_rows(page, values))

    def others(self, part: Part, limit: int, offset: int) -> list[int]:
        others = (
            f"SELECT term_id {self._source} AND term_id NOT IN (SELECT term_id {self._source} "
            f"{_FIRST}) ORDER BY term_id LIMIT %s OFFSET %s"
        )
        values = [*self._asked(Part.ALL), *self._asked(part)]
        return [pk for (pk,) in _rows(others, [*values, ranking.MOST_RANKED, limit, offset])]

    @property
    def _source(self) -> str:
        return (
            "FROM terms_searchdocument, to_tsquery('terms_search', %s) query "
            f"WHERE vector @@ query{self._conditions}"
        )

    def _asked(self, part: Part) -> list[Any]:
        """What `_source` asks for: the words in this part, then what narrows them."""
        labels = _LABELS[part]
        *whole, last = (f"'{indexed(word)}'" for word in self._words)
        start = f"({last}:{labels} | {last}:*{labels})" if labels else f"({last} | {last}:*)"
        named = [f"{word}:{labels}" if labels else word for word in whole]
        return [(" & " if self._every else " | ").join([*named, start]), *self._values]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[int, ...]] = cursor.fetchall()
        return rows


def _names(rest: str, values: Sequence[Any]) -> list[Name]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term_id, label, key, kind FROM terms_searchname {rest}", values)
        return [Name(*row) for row in cursor.fetchall()]
