"""What the site must reach, by the issues of the project, and where it does not."""

from __future__ import annotations

from collections.abc import Iterator

Figures = dict[str, float]

AT_LEAST = {
    "kept page / nginx, plain": 0.6,
    "kept page / nginx, brotli": 0.55,
    "page on disk / nginx, brotli": 0.95,
    "quiz answers a second": 800,
}
AT_MOST = {
    "start-up to first answer, s": 2,
    "memory at rest, MB": 150,
    "quiz answer p99, ms": 60,
    "quiz answers lost": 0,
    "first load, s, 2,000": 60,
    "unchanged load, s, 2,000": 3,
    "files that came back otherwise": 0,
}

MOST_GROWTH = 1.1
"""How many times the memory after a warm-up a million requests may end at: not at more than what
the measurement itself moves by."""


def missed_bars(figures: Figures) -> Iterator[str]:
    """A sentence for each bar that is not reached; what was not measured is not judged."""
    for name, value in figures.items():
        bar = name.rpartition(", ")[0] if name.rpartition(", ")[0] in AT_LEAST | AT_MOST else name
        if value < AT_LEAST.get(bar, value):
            yield f"Missed: {name} is {value:,.2f}, below {AT_LEAST[bar]}"
        if value > AT_MOST.get(bar, value):
            yield f"Missed: {name} is {value:,.2f}, above {AT_MOST[bar]}"
