"""Which matches of a query come first, without ranking all of the very many. Pure.

Ranking reads every match. A word that thousands of texts hold says little of any of them, so where
there are that many, those that hold it in a name or a TL;DR are ranked, and the others follow.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from terms.search.backend import Matches

MOST_RANKED = 1_000
"""Ranking so many takes some milliseconds; see `script/bench search`."""
MOST_COUNTED = 10_000
"""Nobody turns so many pages; one more says that there are more."""


class Part(Enum):
    """The part of a document in which all words must stand."""

    ALL = "all"
    HEAD = "names and TL;DR"
    NAMES = "names"


class Query(Protocol):
    """The terms that one query matches, in one database."""

    def count(self, part: Part, most: int | None = None) -> int:
        """How many terms hold the words in this part; counting stops at `most`."""
        ...

    def ranked(self, part: Part, limit: int, offset: int) -> list[int]:
        """Terms that hold the words in this part, best first; at most `MOST_RANKED` are ranked."""
        ...

    def others(self, part: Part, limit: int, offset: int) -> list[int]:
        """Terms that match but are not among those that `ranked` gives, in a lasting order."""
        ...


def best_matches(query: Query, limit: int, offset: int) -> Matches:
    """One page of what matches, best first, and how many terms match, up to `MOST_COUNTED` + 1."""
    total = query.count(Part.ALL, MOST_COUNTED + 1)
    part = _part_to_rank(query, total)
    ids = query.ranked(part, limit, offset)
    if len(ids) == limit or part is Part.ALL:
        return Matches(ids, total)
    number = min(query.count(part, MOST_RANKED), MOST_RANKED)
    others = query.others(part, limit - len(ids), max(0, offset - number))
    return Matches([*ids, *others], total)


def _part_to_rank(query: Query, total: int) -> Part:
    """The largest part with few enough matches, or the names."""
    if total <= MOST_RANKED:
        return Part.ALL
    is_few = query.count(Part.HEAD, MOST_RANKED + 1) <= MOST_RANKED
    return Part.HEAD if is_few else Part.NAMES
