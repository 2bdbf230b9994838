"""How many results each level has, as numbers that an SVG needs. Pure: no Django, no colours."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 328
"""As wide as the content of a page on a phone of 360, so that a unit is at least a pixel."""

HEIGHT = 180
_TOP, _BOTTOM = 24.0, 152.0
_GAP = 10.0
_LEAST = 1.5
"""The height of a column of nothing, so that its place can be seen."""


@dataclass(frozen=True)
class Column:
    """A level, from 1 to 7, and how many results it has; `middle` is where its labels stand."""

    level: int
    count: int
    x: str
    y: str
    width: str
    height: str
    middle: str
    count_y: str
    is_own: bool


@dataclass(frozen=True)
class Distribution:
    """The whole chart; level numbers are written at `level_y`."""

    view_box: str
    base: str
    right: str
    level_y: str
    columns: tuple[Column, ...]


def distribution_chart(counts: Sequence[int], own: int) -> Distribution:
    """Return columns for `counts` at the levels from 1 up; the highest fills the height."""
    width = (WIDTH + _GAP) / len(counts) - _GAP
    most = max(*counts, 1)
    columns = tuple(
        _column(level, count, (width + _GAP) * (level - 1), width, count / most, own)
        for level, count in enumerate(counts, start=1)
    )
    return Distribution(
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        base=f"{_BOTTOM:.1f}",
        right=f"{WIDTH:.1f}",
        level_y=f"{_BOTTOM + 19:.1f}",
        columns=columns,
    )


def _column(level: int, count: int, x: float, width: float, part: float, own: int) -> Column:
    height = max(_LEAST, (_BOTTOM - _TOP) * part)
    return Column(
        level=level,
        count=count,
        x=f"{x:.1f}",
        y=f"{_BOTTOM - height:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
        middle=f"{x + width / 2:.1f}",
        count_y=f"{_BOTTOM - height - 6:.1f}",
        is_own=level == own,
    )
