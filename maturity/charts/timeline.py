"""The chart of results over time, as numbers that an SVG needs. Pure: no Django, no colours."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LEVELS = 7
FEWEST_MOMENTS = 2
"""One result has no course; the table says it all."""

WIDTH = 328
"""As wide as the content of a page on a phone of 360, so that a unit is at least a pixel."""

HEIGHT = 216
_LEFT, _RIGHT, _TOP, _BOTTOM = 24.0, 310.0, 22.0, 186.0
_MOST_LABELS = 8
"""With more results, their labels would lie over each other."""


@dataclass(frozen=True)
class Moment:
    """A result: when it was finished, its index from 1 to 7, and the version of its model."""

    at: datetime.datetime
    index: Decimal
    version: int


@dataclass(frozen=True)
class Mark:
    """A result in the drawing; `label_y` is the baseline of its index, written above it."""

    x: str
    y: str
    label_y: str
    index: Decimal


@dataclass(frozen=True)
class Line:
    """A level across the drawing, or the first result with another version down it."""

    number: int
    place: str
    words_place: str


@dataclass(frozen=True)
class Timeline:
    """The whole chart; `course` is a value for SVG's `points`."""

    view_box: str
    left: str
    right: str
    top: str
    bottom: str
    levels: tuple[Line, ...]
    versions: tuple[Line, ...]
    course: str
    marks: tuple[Mark, ...]
    has_labels: bool


def timeline_chart(moments: Sequence[Moment]) -> Timeline | None:
    """Return the chart of `moments`, in order of time, or None for fewer than two."""
    if len(moments) < FEWEST_MOMENTS:
        return None
    places = _across(moments)
    marks = tuple(_mark(x, moment.index) for x, moment in zip(places, moments, strict=True))
    return Timeline(
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        left=f"{_LEFT:.1f}",
        right=f"{_RIGHT:.1f}",
        top=f"{_TOP:.1f}",
        bottom=f"{_BOTTOM:.1f}",
        levels=tuple(
            Line(level, f"{_height(Decimal(level)):.1f}", f"{_height(Decimal(level)) + 4:.1f}")
            for level in range(1, LEVELS + 1)
        ),
        versions=_versions(places, moments),
        course=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        marks=marks,
        has_labels=len(moments) <= _MOST_LABELS,
    )


def _across(moments: Sequence[Moment]) -> list[float]:
    """Return where each lies: in proportion to time, or evenly where all came at one instant."""
    first, last = moments[0].at, moments[-1].at
    inner_left, inner_right = _LEFT + 18, _RIGHT - 18
    if first == last:
        step = (inner_right - inner_left) / (len(moments) - 1)
        return [inner_left + step * number for number in range(len(moments))]
    return [
        inner_left + (inner_right - inner_left) * ((moment.at - first) / (last - first))
        for moment in moments
    ]


def _height(index: Decimal) -> float:
    """Return the y of an index; y grows downwards in SVG."""
    return _BOTTOM - (_BOTTOM - _TOP) * float(index - 1) / (LEVELS - 1)


def _mark(x: float, index: Decimal) -> Mark:
    y = _height(index)
    return Mark(f"{x:.1f}", f"{y:.1f}", f"{y - 9:.1f}", index)


def _versions(places: Sequence[float], moments: Sequence[Moment]) -> tuple[Line, ...]:
    """Return a line half way to each result whose version is not that of the one before it."""
    pairs = zip(places, places[1:], moments, moments[1:], strict=False)
    return tuple(
        Line(after.version, f"{(left + right) / 2:.1f}", f"{(left + right) / 2 + 4:.1f}")
        for left, right, before, after in pairs
        if before.version != after.version
    )
