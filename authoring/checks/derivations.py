"""Derived figures whose working does not lead to their value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from authoring.checks.arithmetic import Number, equations, numbers_in
from authoring.files.library import Library
from authoring.files.reading import Problem
from authoring.specs.term import FigureSpec

_LABEL = re.compile(r"\S+:\s")
_ROUND = re.compile(r"\d0+(?![\d.,])")


def check_derivations(library: Library) -> Iterator[Problem]:
    """Sums that do not come out, and values that no sum of the working gives."""
    for folder in library.folders:
        for index, figure in enumerate(folder.term.figures if folder.term else ()):
            for field, message in _faults(figure):
                yield folder.front.problem(("figures", index, field), message, "wrong-sum")


def _faults(figure: FigureSpec) -> Iterator[tuple[str, str]]:
    sums = list(equations(figure.working or ""))
    for left, right in sums:
        if not left.agrees(right):
            yield "working", f"{left.text} is {_written(left.value)}, not {right.text}"
    if not sums:
        return
    results = [side.value for pair in sums for side in pair]
    results += [number.value for number in numbers_in(f"{figure.working} {figure.states}")]
    for number in numbers_in(_LABEL.sub("", figure.value)):
        if not any(_rounded(number, figure.value).rounds(abs(result)) for result in results):
            yield (
                "value",
                f"{figure.value!r}: the working does not lead to {_written(number.value)}",
            )


def _rounded(number: Number, text: str) -> Number:
    """The number with the noughts that it ends with taken as rounding, as in 231,000."""
    whole = int(number.value) if number.value.denominator == 1 else 0
    noughts = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    if number.half_unit != Fraction(1, 2) or not _ROUND.search(text):
        return number
    return Number(number.value, Fraction(10**noughts, 2))


def _written(value: Fraction) -> str:
    return f"{float(value):.6g}"
