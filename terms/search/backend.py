"""What search asks of a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from terms.search.spelling import Name


@dataclass(frozen=True)
class Filters:
    """What the found terms are narrowed by; None and an empty letter narrow nothing."""

    category_id: int | None = None
    letter: str = ""
    without: tuple[int, ...] = ()


@dataclass(frozen=True)
class Matches:
    """The terms of one page of results, best first, and how many there are in all, counted up to
    one more than `ranking.MOST_COUNTED`."""

    term_ids: Sequence[int]
    total: int


class SearchBackend(Protocol):
    """One database's full-text and name search. Every word given to it is only a word: no
    character of it means anything else."""

    language: str
    """The stemmer that the database's index uses, by its name in Snowball."""

    def find(
        self, words: Sequence[str], filters: Filters, *, limit: int, offset: int, every: bool = True
    ) -> Matches:
        """Terms that hold every word (or any, unless `every`), the last one also as a start."""
        ...

    def find_names(self, words: Sequence[str], limit: int) -> list[int]:
        """The best terms whose title or other names hold every word, the last also as a start."""
        ...

    def names_with(self, keys: Sequence[str]) -> list[Name]:
        """Names whose key is one of `keys`, of which there may be thousands."""
        ...

    def names_starting(self, key: str, limit: int) -> list[Name]:
        """Names whose key starts with `key`: first those that are it, then titles, abbreviations
        and aliases, each in the order of their keys."""
        ...

    def names_as_long(self, start: str, least: int, most: int) -> list[Name]:
        """Names whose key begins with `start` and has from `least` to `most` characters; where
        there are thousands of them, the first ones."""
        ...

    def names_like(self, key: str) -> list[Name]:
        """The few hundred names that share most with `key`, in no order."""
        ...

    def rebuild(self) -> None:
        """Make what the database derives from documents and names anew."""
        ...
