"""The ring of a cycle: an ellipse behind its parts, and arrow heads where it can be seen. Pure.

Places are percent of the picture, which is as high as its words need; y grows downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, pi, sin

COLUMNS, SPAN = 12, 4
"""A part is as wide as four of the twelve columns of a ring."""

_LEFT, _INNER_LEFT, _MIDDLE, _INNER_RIGHT, _RIGHT = 1, 2, 5, 8, 9
RING_CELLS = {
    3: ((1, _MIDDLE), (3, _INNER_RIGHT), (3, _INNER_LEFT)),
    4: ((1, _MIDDLE), (2, _RIGHT), (3, _MIDDLE), (2, _LEFT)),
    5: ((1, _MIDDLE), (2, _RIGHT), (3, _INNER_RIGHT), (3, _INNER_LEFT), (2, _LEFT)),
    6: (
        *((1, _INNER_LEFT), (1, _INNER_RIGHT), (2, _RIGHT)),
        *((3, _INNER_RIGHT), (3, _INNER_LEFT), (2, _LEFT)),
    ),
    7: (
        *((1, _MIDDLE), (2, _RIGHT), (3, _RIGHT)),
        *((4, _INNER_RIGHT), (4, _INNER_LEFT), (3, _LEFT), (2, _LEFT)),
    ),
}
"""Row and first column of each part, clockwise, by how many there are. The middle stays free, and
the ellipse runs behind all of them."""

_RADIUS = 100 / 3
_GAP_X, _GAP_Y = 1.6, 6.0
"""The margin of a part inside its cell, in percent of the picture's width and of a row's height."""
_ROW_HEIGHT = 13.0
"""A usual row, in percent of the picture's width: it tells only how the arrow heads are turned."""
_SAMPLES = 720


@dataclass(frozen=True)
class Head:
    """An arrow head: its place in percent, and how it is turned from pointing right, in degrees."""

    x: str
    y: str
    turned: str


@dataclass(frozen=True)
class Ring:
    """An ellipse around the middle of the picture, and its arrow heads; radii as `33.3%`."""

    radius_x: str
    radius_y: str
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom


@lru_cache
def draw_ring(count: int) -> Ring | None:
    """The ring behind so many parts; None for more or fewer than it can have."""
    if count not in RING_CELLS:
        return None
    cells = RING_CELLS[count]
    rows = max(row for row, _ in cells)
    radius_y = 50 - 50 / rows
    boxes = [_box(row, column, rows) for row, column in cells]
    angles = [_angle(box, radius_y) for box in boxes]
    heads = [
        _head(start, end if end > start else end + 2 * pi, boxes, radius_y, rows)
        for start, end in pairwise([*angles, angles[0]])
    ]
    return Ring(f"{_RADIUS:.1f}%", f"{radius_y:.1f}%", tuple(heads))


def _box(row: int, column: int, rows: int) -> _Box:
    width, height = 100 / COLUMNS, 100 / rows
    left, top = (column - 1) * width, (row - 1) * height
    gap_y = height * _GAP_Y / 100
    return _Box(left + _GAP_X, top + gap_y, left + SPAN * width - _GAP_X, top + height - gap_y)


def _angle(box: _Box, radius_y: float) -> float:
    """Where on the ring the middle of a part is nearly, clockwise from the top."""
    x = (box.left + box.right) / 2 - 50
    y = 50 - (box.top + box.bottom) / 2
    return atan2(x / _RADIUS, y / radius_y) % (2 * pi)


def _head(start: float, end: float, boxes: Sequence[_Box], radius_y: float, rows: int) -> Head:
    """In the middle of what can be seen of the ring between two parts."""
    steps = (start + (end - start) * step / _SAMPLES for step in range(_SAMPLES))
    seen = [at for at in steps if not any(box.holds(*_point(at, radius_y)) for box in boxes)]
    middle = seen[len(seen) // 2]
    x, y = _point(middle, radius_y)
    height = _ROW_HEIGHT * rows / 100
    turned = degrees(atan2(radius_y * height * sin(middle), _RADIUS * cos(middle)))
    return Head(f"{x:.1f}%", f"{y:.1f}%", f"{turned:.0f}")


def _point(angle: float, radius_y: float) -> tuple[float, float]:
    return 50 + _RADIUS * sin(angle), 50 - radius_y * cos(angle)
