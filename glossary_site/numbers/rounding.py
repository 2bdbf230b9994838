"""Exact numbers rounded half-even to the digits that are shown of them. Pure."""

from decimal import Decimal
from fractions import Fraction

SIGNIFICANT_DIGITS = 6
"""Digits to which a number below one is shown, from its first that is not 0."""


def round_to(value: Fraction, places: int) -> Decimal:
    """Round `value` to exactly `places` decimals; `round` is half-even."""
    return Decimal(f"{round(value * 10**places)}E-{places}")


def places_below_one(value: Fraction, digits: int = SIGNIFICANT_DIGITS) -> int:
    """The decimals that show `value`, above 0 and below 1, to so many significant digits."""
    # 1/value is in (10**z, 10**(z + 1)] for z zeros after the point, so its ceiling less one,
    # (d - 1) // n for the value n/d, has z + 1 digits: 0.05 is 1/20, and 19 has two.
    zeros_after_point = len(str((value.denominator - 1) // value.numerator)) - 1
    return zeros_after_point + digits


def without_zeros(number: Decimal, *, keep: int = 0) -> Decimal:
    """Drop zeros at the end of the decimals beyond the first `keep`."""
    whole, _, decimals = f"{number:f}".partition(".")
    return Decimal(f"{whole}.{decimals[:keep]}{decimals[keep:].rstrip('0')}")
