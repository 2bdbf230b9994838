"""Answers as text, as they are stored: positions of options, or a number."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def write_positions(positions: Iterable[int]) -> str:
    """`2,1,3`: choices in any order, steps in the order given."""
    return ",".join(str(position) for position in positions)


def read_positions(response: str) -> tuple[int, ...]:
    """The positions of a stored response, in their order."""
    return tuple(int(position) for position in response.split(","))


def write_given_number(value: Fraction) -> str:
    """`127/1000`: exactly what was typed, percent and dollars already taken off."""
    return str(value)


def read_given_number(response: str) -> Fraction:
    """The number of a stored response."""
    return Fraction(response)
