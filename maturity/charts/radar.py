"""The radar chart of a profile, as numbers that an SVG needs. Pure: no Django, no colours."""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEVELS = 7
FEWEST_SIDES = 3
"""With fewer dimensions there is no area to look at, and the table says it all."""

WIDTH = 320
"""The content of a page is 328 pixels wide on a phone of 360, so a unit is at least a pixel."""

HEIGHT = 268
_CENTRE = (160.0, 138.0)
_RADIUS = 80.0
_LABEL_RADIUS = 91.0
_LINE_HEIGHT = 14.0
_LABEL_CHARACTERS = 12
_STRAIGHT_UP_OR_DOWN = 0.1
"""A direction whose x is nearer to 0 than this has its label centred over it."""


@dataclass(frozen=True)
class Side:
    """A dimension in the profile: its title and its levels, from 1 to 7; None is not rated."""

    title: str
    level: int | None
    potential_level: int | None


@dataclass(frozen=True)
class Point:
    """A place in the drawing, in units of its view box."""

    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f}"


@dataclass(frozen=True)
class TextLine:
    """One line of a label and where its baseline begins, ends or is centred."""

    text: str
    x: str
    y: str


@dataclass(frozen=True)
class Axis:
    """A spoke from the centre: its outer end, the place of its level, and its label.

    `anchor` is SVG's `text-anchor`; the last of `lines` is the level.
    """

    x: str
    y: str
    mark_x: str
    mark_y: str
    anchor: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class Radar:
    """The whole chart; rings and shapes are values for SVG's `points`, rings from level 1 up.

    `potential` is empty where it would lie on `confirmed`.
    """

    view_box: str
    centre_x: str
    centre_y: str
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    confirmed: str
    potential: str


def radar_chart(sides: Sequence[Side]) -> Radar | None:
    """Return the chart of `sides`, clockwise from the top, or None for fewer than three.

    Level n lies n / 7 of the way out, so that level 1 can be seen; what is not rated lies in the
    centre.
    """
    if len(sides) < FEWEST_SIDES:
        return None
    angles = [2 * math.pi * number / len(sides) for number in range(len(sides))]
    confirmed = _shape(angles, [side.level or 0 for side in sides])
    potential = _shape(angles, [side.potential_level or 0 for side in sides])
    return Radar(
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        centre_x=f"{_CENTRE[0]:.1f}",
        centre_y=f"{_CENTRE[1]:.1f}",
        rings=tuple(_shape(angles, [level] * len(sides)) for level in range(1, LEVELS + 1)),
        axes=tuple(_axis(side, angle) for side, angle in zip(sides, angles, strict=True)),
        confirmed=confirmed,
        potential="" if potential == confirmed else potential,
    )


def _place(angle: float, radius: float) -> Point:
    """Return the point at `angle` clockwise from the top; y grows downwards in SVG."""
    return Point(
        _CENTRE[0] + radius * math.sin(angle),
        _CENTRE[1] - radius * math.cos(angle),
    )


def _shape(angles: Iterable[float], levels: Iterable[int]) -> str:
    return " ".join(
        str(_place(angle, _RADIUS * level / LEVELS))
        for angle, level in zip(angles, levels, strict=True)
    )


def _axis(side: Side, angle: float) -> Axis:
    end, mark = _place(angle, _RADIUS), _place(angle, _RADIUS * (side.level or 0) / LEVELS)
    return Axis(
        x=f"{end.x:.1f}",
        y=f"{end.y:.1f}",
        mark_x=f"{mark.x:.1f}",
        mark_y=f"{mark.y:.1f}",
        anchor=_anchor(angle),
        lines=_label(side, angle),
    )


def _anchor(angle: float) -> str:
    across = math.sin(angle)
    if abs(across) < _STRAIGHT_UP_OR_DOWN:
        return "middle"
    return "start" if across > 0 else "end"


def _label(side: Side, angle: float) -> tuple[TextLine, ...]:
    """Return the title, wrapped, and the level: a block above, below or beside the axis' end."""
    words = textwrap.wrap(side.title, _LABEL_CHARACTERS, break_long_words=False, max_lines=3)
    texts = [*words, str(side.level or "–")]
    place = _place(angle, _LABEL_RADIUS)
    height = (len(texts) - 1) * _LINE_HEIGHT
    # At the top the block ends at the place, at the bottom it begins there, beside it is centred.
    upward = (1 + math.cos(angle)) / 2
    first = place.y - height * upward + 0.7 * _LINE_HEIGHT * (1 - upward)
    return tuple(
        TextLine(text, f"{place.x:.1f}", f"{first + number * _LINE_HEIGHT:.1f}")
        for number, text in enumerate(texts)
    )
