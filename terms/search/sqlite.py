"""Search on SQLite: FTS5 with weighted bm25 for texts, a trigram index for names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from terms.search import ranking
from terms.search.backend import Filters, Matches
from terms.search.ranking import Part, Ranked, as_ranked, best_matches
from terms.search.spelling import Name, trigrams
from terms.search.stems import PORTER, other_form, stem_of, without_ending
from terms.search.words import indexed

WEIGHTS = (12.0, 8.0, 4.0)
"""Of title, other names and TL;DR; the sections count 1."""
MAX_NAME_ROWS = 20_000
"""How many entries of the trigram index one query reads, the rarest trigrams first."""
MAX_NAMES = 300
MAX_AS_LONG = 2_000
LONG_WORD = 6
_AFTER_ALL = "\U0010ffff"


class SqliteBackend:
    language = PORTER

    def find(
        self, words: Sequence[str], filters: Filters, *, limit: int, offset: int, every: bool = True
    ) -> Matches:
        query = _TextQuery(_match(words, every=every), filters) if words else None
        return best_matches(query, limit, offset) if query else Matches([], 0)

    def find_names(self, words: Sequence[str], limit: int) -> list[int]:
        return (
            _TextQuery(_match(words, every=True), Filters()).ranked(Part.NAMES, limit, 0).term_ids
        )

    def names_with(self, keys: Sequence[str]) -> list[Name]:
        return _names("WHERE key IN (SELECT value FROM json_each(%s))", [json.dumps(keys)])

    def names_starting(self, key: str, limit: int) -> list[Name]:
        return _names(
            "WHERE key >= %s AND key < %s ORDER BY key <> %s, kind, key LIMIT %s",
            [key, key + _AFTER_ALL, key, limit],
        )

    def names_as_long(self, start: str, least: int, most: int) -> list[Name]:
        return _names(
            "WHERE key >= %s AND key < %s AND length(key) BETWEEN %s AND %s ORDER BY key LIMIT %s",
            [start, start + _AFTER_ALL, least, most, MAX_AS_LONG],
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
            for index in map(_index, (Part.ALL, Part.HEAD)):
                cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
            cursor.execute("INSERT INTO terms_nametrigram(terms_nametrigram) VALUES ('delete-all')")
            cursor.execute(
                "INSERT INTO terms_nametrigram(rowid, padded) "
                "SELECT id, '  ' || key || ' ' FROM terms_searchname"
            )


def _match(words: Sequence[str], *, every: bool) -> str:
    """The FTS5 query: each word a quoted string, the last one also a start of a word."""
    *whole, last = words
    return (" AND " if every else " OR ").join([*map(_as_word, whole), _as_start(last)])


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _phrase(word: str) -> str:
    """A word as one string; of a script without spaces, signs that follow one another."""
    return _quote(word if word.isascii() else indexed(word))


def _as_word(word: str) -> str:
    return _any(_forms(word))


def _as_start(word: str) -> str:
    """A short word counts more where it stands by itself than at the start of another: 'art' begins
    'article'. What a long one begins are mostly its own forms. One that begins no other is looked
    for as a word, which FTS5 finds sooner than a start."""
    if not _begins_another(word):
        return _as_word(word)
    itself, *other = _forms(word)
    return _any([*([itself] if len(word) < LONG_WORD else []), *other, f"{itself} *"])


def _forms(word: str) -> list[str]:
    return [_phrase(form) for form in (word, other_form(word)) if form]


def _any(expressions: Sequence[str]) -> str:
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0]


def _begins_another(word: str) -> bool:
    """Whether some text holds a word that begins with this one's stem and goes on.

    True also where that is not known, as FTS5's stemmer takes some letters that ours leaves.
    """
    if not (word.isascii() and word.isalnum()):
        return True
    first = stem_of(word, PORTER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT term FROM terms_searchword WHERE term >= %s LIMIT 1", [first + " "])
        following = cursor.fetchone()
    return following is not None and following[0].startswith(without_ending(first))


class _TextQuery:
    """The matches of one FTS5 expression, narrowed by filters; see `ranking.Query`."""

    def __init__(self, match: str, filters: Filters) -> None:
        self._match = match
        self._join, conditions, self._values = "", list[str](), list[Any]()
        if filters.category_id is not None:
            conditions.append("document.category_id = %s")
            self._values.append(filters.category_id)
        if filters.letter:
            conditions.append("document.initial = %s")
            self._values.append(filters.letter)
        if conditions:
            self._join = "JOIN terms_searchdocument document ON document.term_id = found.rowid"
        if filters.without:
            places = ", ".join(["%s"] * len(filters.without))
            conditions.append(f"found.rowid NOT IN ({places})")
            self._values.extend(filters.without)
        self._conditions = "".join(f" AND {condition}" for condition in conditions)

    def count(self, part: Part, most: int) -> int:
        rows = f"SELECT 1 {self._source(part)} LIMIT %s"
        return _rows(f"SELECT count(*) FROM ({rows})", [*self._asked(part), most])[0][0]

    def ranked(self, part: Part, limit: int, offset: int) -> Ranked:
        weights = ", ".join(map(str, WEIGHTS))
        rows = f"SELECT found.rowid AS id, bm25({_index(part)}, {weights}) AS score"
        first = f"{rows} {self._source(part)} ORDER BY found.rowid LIMIT %s"
        page = f"SELECT id, count(*) OVER () FROM ({first}) ORDER BY score, id LIMIT %s OFFSET %s"
        return as_ranked(_rows(page, [*self._asked(part), ranking.MOST_RANKED, limit, offset]))

    def others(self, part: Part, limit: int, offset: int) -> list[int]:
        ranked = f"SELECT found.rowid {self._source(part)} ORDER BY found.rowid LIMIT %s"
        others = (
            f"SELECT found.rowid {self._source(Part.ALL)} AND found.rowid NOT IN ({ranked}) "
            "ORDER BY found.rowid LIMIT %s OFFSET %s"
        )
        values = [*self._asked(Part.ALL), *self._asked(part)]
        return [pk for (pk,) in _rows(others, [*values, ranking.MOST_RANKED, limit, offset])]

    def _source(self, part: Part) -> str:
        index = _index(part)
        return f"FROM {index} found {self._join} WHERE {index} MATCH %s{self._conditions}"

    def _asked(self, part: Part) -> list[Any]:
        """What `_source` asks for: the words in this part, then what narrows them."""
        match = (
            f"{{title_words names_words}} : ({self._match})" if part is Part.NAMES else self._match
        )
        return [match, *self._values]


def _index(part: Part) -> str:
    """Names and TL;DRs have an index of their own, in which common words are found soon."""
    return "terms_searchtext" if part is Part.ALL else "terms_searchhead"


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[int, ...]] = cursor.fetchall()
        return rows


def _names(rest: str, values: Sequence[Any]) -> list[Name]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term_id, label, key, kind FROM terms_searchname {rest}", values)
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
