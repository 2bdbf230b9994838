"""The kinds of pictures, and what each may hold. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

FEWEST_PARTS, MOST_PARTS = 3, 7
SIDES = 2
FEWEST_POINTS, MOST_POINTS = 2, 5
TITLE_WORDS, NOTE_WORDS, POINT_WORDS = 14, 8, 12


class Kind(StrEnum):
    """How the parts of a picture belong together."""

    CYCLE = "cycle"
    FLOW = "flow"
    LAYERS = "layers"
    TIMELINE = "timeline"
    COMPARISON = "comparison"
    SCALE = "scale"


def _(text: str) -> str:
    """Mark a text for translation, which whoever shows it does."""
    return text


SHAPES = {
    Kind.CYCLE: _("Each part leads to the next, and the last one to the first again."),
    Kind.FLOW: _("Each part leads to the next."),
    Kind.LAYERS: _("Layers from the top to the one that carries them all."),
    Kind.TIMELINE: _("In the order of time."),
    Kind.COMPARISON: _("Two sides, point by point."),
    Kind.SCALE: _("A scale from the least to the most."),
}
"""What a picture says by its shape, for those who hear it."""


class Told(Protocol):
    """A part as an author writes it."""

    @property
    def note(self) -> str | None: ...
    @property
    def points(self) -> Sequence[str]: ...


def check_parts(kind: Kind, parts: Sequence[Told], *, centre: str | None) -> None:
    """Raise ValueError, which says what is allowed, for what a picture of this kind cannot hold."""
    if centre and kind is not Kind.CYCLE:
        raise ValueError(f"'centre' belongs to a cycle, not to {_named(kind)}")
    if kind is Kind.COMPARISON:
        _check_sides(parts)
    elif not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        allowed = f"{FEWEST_PARTS} to {MOST_PARTS} parts"
        raise ValueError(f"{_named(kind)} has {allowed}, not {len(parts)}")
    elif any(part.points for part in parts):
        raise ValueError(
            f"'points' belong to a comparison; {_named(kind)} has a 'note' to each part"
        )


def _check_sides(parts: Sequence[Told]) -> None:
    if len(parts) != SIDES:
        raise ValueError(f"a comparison has exactly {SIDES} parts, not {len(parts)}")
    if any(part.note for part in parts):
        raise ValueError("the parts of a comparison have 'points' in the place of a 'note'")
    first, second = (len(part.points) for part in parts)
    for count in (first, second):
        if not FEWEST_POINTS <= count <= MOST_POINTS:
            allowed = f"{FEWEST_POINTS} to {MOST_POINTS} 'points'"
            raise ValueError(f"each side of a comparison has {allowed}, not {count}")
    if first != second:
        raise ValueError(f"the points of both sides pair up: there are {first} and {second}")


def _named(kind: Kind) -> str:
    return "a picture of layers" if kind is Kind.LAYERS else f"a {kind}"
