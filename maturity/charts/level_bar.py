"""A level as a bar of seven cells, as numbers that an SVG needs. Pure: no Django, no colours."""

from dataclasses import dataclass
from fractions import Fraction

LEVELS = 7
WIDTH = 168
HEIGHT = 16
_STEP = 24
_CELL = 22


@dataclass(frozen=True)
class Cell:
    """A level: `is_reached`, or `is_potential` where a 'don't know' keeps it from being so."""

    x: int
    is_reached: bool
    is_potential: bool


@dataclass(frozen=True)
class LevelBar:
    """The seven cells, and how far the first that is not reached is filled."""

    cells: tuple[Cell, ...]
    part_x: int
    part_width: str

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a cell."""
        return _CELL, HEIGHT


def level_bar(level: int, potential: int, progress: Fraction) -> LevelBar:
    """Return the bar of a dimension at `level` and so far, from 0 to 1, through the next gate.

    What is not rated is at level 0.
    """
    cells = tuple(
        Cell(_STEP * place, place < level, level <= place < potential) for place in range(LEVELS)
    )
    return LevelBar(cells, _STEP * level, f"{float(_CELL * progress):.1f}" if progress else "")
