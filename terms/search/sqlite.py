"""Search on SQLite: FTS5 with weighted bm25 for texts, a trigram index for names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from terms.search.backend import Filters, Matches
from terms.search.spelling import Name, trigrams

WEIGHTS = (12.0, 8.0, 4.0)
"""Of title, other names and TL;DR; every other section counts 1."""
MAX_NAME_ROWS = 20_000
"""How many entries of the trigram index one query reads, the rarest trigrams first."""
MAX_NAMES = 300
_AFTER_ALL = "\U0010ffff"


class SqliteBackend:
    language = "porter"

    def find(
        self, words: Sequence[str], filters: Filters, *, limit: int, offset: int, every: bool = True
    ) -> Matches:
        if not words:
            return Matches([], 0)
        where, values = _narrow(filters)
        match = _match(words, every=every)
        weights = ", ".join(map(str, WEIGHTS))
        source = f"FROM terms_searchtext {where}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT terms_searchtext.rowid {source} "
                f"ORDER BY bm25(terms_searchtext, {weights}), terms_searchtext.rowid "
                "LIMIT %s OFFSET %s",
                [match, *values, limit, offset],
            )
            ids = [row[0] for row in cursor.fetchall()]
            if len(ids) < limit and (ids or not offset):
                return Matches(ids, offset + len(ids))
            cursor.execute(f"SELECT count(*) {source}", [match, *values])
            return Matches(ids, cursor.fetchone()[0])

    def names_with(self, keys: Sequence[str]) -> list[Name]:
        return _names("WHERE key IN (SELECT value FROM json_each(%s))", [json.dumps(keys)])

    def names_starting(self, key: str, limit: int) -> list[Name]:
        return _names(
            "WHERE key >= %s AND key < %s ORDER BY key LIMIT %s", [key, key + _AFTER_ALL, limit]
        )

    def names_like(self, key: str) -> list[Name]:
        chosen = _rare_trigrams(key)
        if not chosen:
            return []
        union = " UNION ALL ".join(
            ["SELECT rowid FROM terms_nametrigram WHERE terms_nametrigram MATCH %s"] * len(chosen)
        )
        return _names(
            f"WHERE id IN (SELECT rowid FROM ({union}) GROUP BY rowid "
            "ORDER BY count(*) DESC LIMIT %s)",
            [*map(_quote, chosen), MAX_NAMES],
        )

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO terms_searchtext(terms_searchtext) VALUES ('rebuild')")
            cursor.execute("INSERT INTO terms_nametrigram(terms_nametrigram) VALUES ('delete-all')")
            cursor.execute(
                "INSERT INTO terms_nametrigram(rowid, padded) "
                "SELECT id, '  ' || key || ' ' FROM terms_searchname"
            )


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _match(words: Sequence[str], *, every: bool) -> str:
    """The FTS5 query: each word a quoted string, the last one also a start of a word."""
    *whole, last = map(_quote, words)
    return (" AND " if every else " OR ").join([*whole, f"({last} OR {last} *)"])


def _narrow(filters: Filters) -> tuple[str, list[Any]]:
    conditions, values = ["terms_searchtext MATCH %s"], list[Any]()
    if filters.category_id is not None:
        conditions.append("document.category_id = %s")
        values.append(filters.category_id)
    if filters.letter:
        conditions.append("document.initial = %s")
        values.append(filters.letter)
    join = "JOIN terms_searchdocument document ON document.term_id = terms_searchtext.rowid "
    source = join if values else ""
    if filters.without:
        places = ", ".join(["%s"] * len(filters.without))
        conditions.append(f"terms_searchtext.rowid NOT IN ({places})")
        values.extend(filters.without)
    return f"{source}WHERE {' AND '.join(conditions)}", values


def _names(rest: str, values: Sequence[Any]) -> list[Name]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term_id, label, key FROM terms_searchname {rest}", values)
        return [Name(*row) for row in cursor.fetchall()]


def _rare_trigrams(key: str) -> list[str]:
    """The trigrams of `key` that the fewest names have, as many as `MAX_NAME_ROWS` allows."""
    parts = trigrams(key)
    count = (
        "(SELECT count(*) FROM (SELECT 1 FROM terms_nametrigram "
        f"WHERE terms_nametrigram MATCH %s LIMIT {MAX_NAME_ROWS // 4}))"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([count] * len(parts))}", list(map(_quote, parts)))
        counts = cursor.fetchone()
    chosen, rows = list[str](), 0
    for number, part in sorted(zip(counts, parts, strict=True)):
        rows += number
        if rows > MAX_NAME_ROWS and chosen:
            break
        if number:
            chosen.append(part)
    return chosen
