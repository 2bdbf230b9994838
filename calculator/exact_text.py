"""Numbers as a form takes them: without rounding, and the same in every language."""

from __future__ import annotations

from fractions import Fraction

from calculator.money import round_usd
from calculator.ranges import Number, shown


def exact_usd(value: Number) -> str:
    """Write an amount of 0 or more: `$0.10`, `$0.0000125`, `$127,000`."""
    has_whole_cents = (Fraction(value) * 100).denominator == 1
    return f"${round_usd(value):,f}" if has_whole_cents else f"${shown(Fraction(value))}"


def exact_percent(value: Number) -> str:
    """Write a share as a percentage: `70%`, `12.345%`."""
    return f"{shown(Fraction(value) * 100)}%"


def exact_number(value: Number) -> str:
    """Write a plain number, with thousands separators where it is whole: `50,000`, `2.5`."""
    number = Fraction(value)
    return f"{number.numerator:,}" if number.denominator == 1 else shown(number)
