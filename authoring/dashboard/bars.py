"""Counts as bars of a table, in percent of the longest. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A count with its name; `width` is its part of the largest one, from 0 to 100."""

    name: str
    count: int
    width: int


def draw_bars(counts: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    """A bar for each pair of name and count, in their order."""
    pairs = list(counts)
    most = max((count for _, count in pairs), default=0)
    return tuple(
        Bar(name, count, round(100 * count / most) if most else 0) for name, count in pairs
    )
