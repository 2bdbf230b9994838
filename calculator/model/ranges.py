"""The numbers that the cost model takes: exact, in their range or an error; shares scaled to 1."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = Fraction | Decimal | int
"""An exact number. A float is refused, because 0.7 + 0.2 + 0.1 is not 1 in floats."""

SHOWN_DIGITS = 50
"""Digits to which an error writes a value as a decimal before it falls back to a fraction."""


class CostModelError(ValueError):
    """A value outside its range.

    `field` is the name of the dataclass field or argument (`cache_hit_rate`), with its place
    for a tier (`tiers.1.share`, counted from 0); `value` is the value as given; the message
    names both and says what is allowed.
    """

    def __init__(self, field: str, value: object, message: str) -> None:
        super().__init__(field, value, message)
        self.field = field
        self.value = value
        self.message = message

    def __str__(self) -> str:
        return self.message


def exact(field: str, value: Number) -> Fraction:
    """Return `value` as a fraction that equals it.

    Raises `TypeError` for anything but a `Fraction`, `Decimal` or `int` (so for a `float` and
    a `bool`), and `CostModelError` for a `Decimal` that is NaN or infinite.
    """
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
        kind = type(value).__name__
        raise TypeError(f"{field} is {value!r}, a {kind}: give a Fraction, Decimal or int")
    if isinstance(value, Decimal) and not value.is_finite():
        raise CostModelError(field, value, f"{field} is {value}: it must be a finite number")
    return Fraction(value)


def not_negative(field: str, value: Number) -> Fraction:
    """Return `value` exactly, or raise `CostModelError` unless `0 <= value`."""
    number = exact(field, value)
    return _allowed(field, number, holds=number >= 0, rule="0 or more")


def positive(field: str, value: Number) -> Fraction:
    """Return `value` exactly, or raise `CostModelError` unless `0 < value`."""
    number = exact(field, value)
    return _allowed(field, number, holds=number > 0, rule="more than 0")


def share(field: str, value: Number) -> Fraction:
    """Return `value` exactly, or raise `CostModelError` unless `0 <= value <= 1`."""
    number = exact(field, value)
    return _allowed(field, number, holds=0 <= number <= 1, rule="from 0 to 1")


def share_below_one(field: str, value: Number) -> Fraction:
    """Return `value` exactly, or raise `CostModelError` unless `0 <= value < 1`."""
    number = exact(field, value)
    return _allowed(field, number, holds=0 <= number < 1, rule="at least 0 and less than 1")


def whole_number(field: str, value: int, *, most: int) -> int:
    """Return `value`, or raise `CostModelError` unless `0 <= value <= most`.

    Raises `TypeError` for anything but an `int`.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{field} is {value!r}, a {type(value).__name__}: give an int")
    if not 0 <= value <= most:
        message = f"{field} is {value}: it must be a whole number from 0 to {most}"
        raise CostModelError(field, value, message)
    return value


def exact_decimal(value: Fraction) -> Decimal | None:
    """The decimal that equals `value`, or None where none of `SHOWN_DIGITS` does."""
    with localcontext() as context:
        context.prec = SHOWN_DIGITS
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(f"{quotient:f}") if Fraction(quotient) == value else None


def shown(value: Fraction) -> str:
    """Write `value` without rounding: as a decimal where one is exact, else as `1/3`."""
    decimal = exact_decimal(value)
    return str(value) if decimal is None else f"{decimal:f}"


def _allowed(field: str, number: Fraction, *, holds: bool, rule: str) -> Fraction:
    if not holds:
        raise CostModelError(field, number, f"{field} is {shown(number)}: it must be {rule}")
    return number


STEP = Fraction(1, 1_000_000)
"""Scaled shares are whole multiples of this, so that they can be typed: 58.3333 %."""


def scale_shares(shares: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The shares in the same proportion, as near as steps allow, summing to exactly 1.

    What is left over by rounding down goes, a step each, to those that lost most by it. None where
    all shares are 0.
    """
    total = sum(shares, Fraction(0))
    if total == 0:
        return None
    wanted = [share / total / STEP for share in shares]
    steps = [int(one) for one in wanted]
    left = int(1 / STEP) - sum(steps)
    by_loss = sorted(range(len(shares)), key=lambda place: steps[place] - wanted[place])
    for place in by_loss[:left]:
        steps[place] += 1
    return tuple(number * STEP for number in steps)
