"""Which matches of a query come first, without ranking all of the very many. Pure.

Ranking reads every match. A word that thousands of texts hold says little of any of them, so where
there are that many, those that hold it in a name or a TL;DR are ranked, and the others follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from terms.search.backend import Matches

MOST_RANKED = 1_000
"""Ranking so many takes some milliseconds; see `script/bench search`."""
MOST_COUNTED = 1_000
"""Nobody turns so many pages; one more says that there are more."""


class Part(Enum):
    """The part of a document in which all words must stand."""

    ALL = "all"
    HEAD = "names and TL;DR"
    NAMES = "names"


@dataclass(frozen=True)
class Ranked:
    """One page of ranked terms, and how many were ranked; 0 where the page is past them."""

    term_ids: list[int]
    number: int


def as_ranked(rows: Sequence[tuple[int, ...]]) -> Ranked:
    """A database's rows: the id of a term, and how many were ranked."""
    return Ranked([row[0] for row in rows], rows[0][1] if rows else 0)


class Query(Protocol):
    """The terms that one query matches, in one database."""

    def count(self, part: Part, most: int) -> int:
        """How many terms hold the words in this part; counting stops at `most`."""
        ...

    def ranked(self, part: Part, limit: int, offset: int) -> Ranked:
        """Terms that hold the words in this part, best first; at most `MOST_RANKED` are ranked."""
        ...

    def others(self, part: Part, limit: int, offset: int) -> list[int]:
        """Terms that match but are not among those that `ranked` gives, in a lasting order."""
        ...


def best_matches(query: Query, limit: int, offset: int) -> Matches:
    """One page of what matches, best first, and how many terms match, up to `MOST_COUNTED` + 1."""
    total = query.count(Part.ALL, MOST_COUNTED + 1)
    if total <= MOST_RANKED:
        return Matches(query.ranked(Part.ALL, limit, offset).term_ids, total)
    part, ranked = Part.HEAD, _ranked(query, Part.HEAD, limit, offset)
    if ranked.number == MOST_RANKED:
        part, ranked = Part.NAMES, _ranked(query, Part.NAMES, limit, offset)
    if len(ranked.term_ids) == limit:
        return Matches(ranked.term_ids, total)
    left, past = limit - len(ranked.term_ids), max(0, offset - ranked.number)
    return Matches([*ranked.term_ids, *query.others(part, left, past)], total)


def _ranked(query: Query, part: Part, limit: int, offset: int) -> Ranked:
    """The page, and how many were ranked even where it is past them."""
    ranked = query.ranked(part, limit, offset)
    return ranked if ranked.number else Ranked([], query.count(part, MOST_RANKED))
