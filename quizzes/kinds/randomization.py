"""Orders and numbers drawn from a seed: the same seed gives the same draw, on every machine.

Everything comes from SHA-256 and not from a random generator, whose sequence another version of
Python may change: an attempt has to look the same for as long as it is kept.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from glossary_site.numbers.formula import evaluate

AS_WRITTEN = 0
"""The seed of what has to be the same for everyone: options stand in their author's order."""


@dataclass(frozen=True)
class Parameter:
    """A number in a question: drawn from `low` to `high` by `step`, or computed by `formula`.

    With `low` equal to `high` it is fixed. A formula may name the parameters before it.
    """

    name: str
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    formula: str = ""

    @property
    def choices(self) -> int:
        """How many values it can take when it is drawn."""
        return int((self.high - self.low) // self.step) + 1


def draw(seed: int, parameters: Sequence[Parameter]) -> dict[str, Fraction]:
    """A value for each parameter. Raises `FormulaError` where a formula cannot be computed."""
    values: dict[str, Fraction] = {}
    for parameter in parameters:
        if parameter.formula:
            values[parameter.name] = evaluate(parameter.formula, values)
        else:
            place = _mix(seed, parameter.name) % parameter.choices
            values[parameter.name] = parameter.low + place * parameter.step
    return values


def arrange(seed: int, count: int) -> tuple[int, ...]:
    """The places from 0 to `count` - 1 in the order drawn; as written for `AS_WRITTEN`."""
    if seed == AS_WRITTEN:
        return tuple(range(count))
    return _shuffle(seed, count)


def disarrange(seed: int, count: int) -> tuple[int, ...]:
    """The places in an order that is never the one written, as long as there are two of them."""
    order = _shuffle(seed, count)
    return (*order[1:], *order[:1]) if order == tuple(range(count)) else order


def _shuffle(seed: int, count: int) -> tuple[int, ...]:
    return tuple(sorted(range(count), key=lambda place: _mix(seed, str(place))))


def _mix(seed: int, word: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{word}".encode()).digest()[:8])
