"""Amounts, shares and numbers: rounded to the digits that are shown, or exact as fields hold them.

Exact ones have one reading in every language: a point starts the decimals and nothing sets
thousands apart, so that an address means the same on a site in any language.
"""

from decimal import Decimal
from fractions import Fraction

from calculator.model.ranges import Number, exact
from glossary_site.numbers.parsing import plain_number
from glossary_site.numbers.rounding import places_below_one, round_to, without_zeros

CENT_DIGITS = 2


def round_usd(value: Number) -> Decimal:
    """Round an amount of dollars half-even to the digits that are shown of it.

    From one dollar up these are cents, and no cents where they are 00 and the amount is 1,000 or
    more: `29.00`, `127000`, `1000.50`. Below one dollar they are six significant digits, without
    trailing zeros after the cents: `0.127`, `0.01`, `0.151914`. Raises `TypeError` for a float.
    """
    amount = exact("value", value)
    size = abs(amount)
    if size < 1:
        places = places_below_one(size) if size else CENT_DIGITS
        return without_zeros(round_to(amount, places), keep=CENT_DIGITS)
    cents = round(amount * 100)
    if abs(cents) >= 1000_00 and cents % 100 == 0:
        return Decimal(cents // 100)
    return Decimal(f"{cents}E-{CENT_DIGITS}")


def round_percent(value: Number, places: int = 1) -> Decimal:
    """Round a share half-even to a percentage with `places` decimals: 0.873 is `87.3`.

    Raises `TypeError` for a float.
    """
    return round_to(exact("value", value) * 100, places)


def round_number(value: Number, places: int = 2) -> Decimal:
    """Round a number half-even to at most `places` decimals: `9.7`, `10`, `1.71`.

    Raises `TypeError` for a float.
    """
    return without_zeros(round_to(exact("value", value), places))


_CENTS = 2


def exact_usd(value: Number) -> str:
    """Write an amount of 0 or more: `$0.10`, `$0.0000125`, `$127000`."""
    digits = exact_number(value)
    whole, _point, decimals = digits.partition(".")
    shows_cents = bool(decimals) or Fraction(value) < 1000
    return f"${whole}.{decimals.ljust(_CENTS, '0')}" if shows_cents else f"${whole}"


def exact_percent(value: Number) -> str:
    """Write a share as a percentage: `70%`, `12.5%`."""
    return f"{exact_number(Fraction(value) * 100)}%"


def exact_number(value: Number) -> str:
    """Write a plain number: `50000`, `2.5`."""
    return plain_number(Fraction(value))
