"""Numbers as fields and addresses hold them: exact, and with one reading in every language.

A point starts the decimals and nothing sets thousands apart, so that an address means the same on a
site in any language.
"""

from fractions import Fraction

from calculator.model.ranges import Number
from glossary_site.numbers.parsing import plain_number

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
