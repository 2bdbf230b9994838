"""Numbers as people type them and as pages show them, and exact in between."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction

MAX_CHARACTERS = 40
MOST_PLACES = 6
_SHOW_CENTS_BELOW_USD = 10
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?", re.ASCII)
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


class NumberError(ValueError):
    """A text that is not a number."""


class Notation(StrEnum):
    """How a quantity is written: plainly, as a percentage of one, or in US dollars."""

    NUMBER = "number"
    PERCENT = "percent"
    DOLLARS = "dollars"


def read_number(text: str, notation: Notation = Notation.NUMBER) -> Fraction:
    """The quantity that a reader typed: 12.7 and 12.7% are the same where a percentage is asked.

    Accepts a sign, thousands in groups of three, a decimal point, and the sign of the notation.
    Raises `NumberError` for anything else, a decimal comma among it, which could be misread.
    """
    plain = text.strip().replace("−", "-").replace("\N{NO-BREAK SPACE}", " ")
    if notation is Notation.PERCENT:
        plain = plain.removesuffix("%")
    if notation is Notation.DOLLARS:
        plain = plain.replace("$", "", 1)
    plain = plain.strip()
    if len(plain) > MAX_CHARACTERS or not _PLAIN.fullmatch(plain) or not re.search(r"\d", plain):
        raise NumberError(f"{text[:MAX_CHARACTERS]!r} is not a number")
    value = Fraction(plain.replace(",", "").removesuffix("."))
    return value / 100 if notation is Notation.PERCENT else value


def write_number(value: Fraction, notation: Notation = Notation.NUMBER, unit: str = "") -> str:
    """The quantity for a reader, exact to `MOST_PLACES` decimal places, then rounded half-even."""
    shown = value * 100 if notation is Notation.PERCENT else value
    digits = decimal_text(abs(shown), grouped=True)
    if notation is Notation.DOLLARS and ("." in digits or abs(shown) < _SHOW_CENTS_BELOW_USD):
        digits = f"{digits}." if "." not in digits else digits
        digits += "0" * (2 - len(digits.split(".")[1]))
    before = ("−" if shown < 0 else "") + ("$" if notation is Notation.DOLLARS else "")
    after = "%" if notation is Notation.PERCENT else ""
    return f"{before}{digits}{after}" + (f"\N{NO-BREAK SPACE}{unit}" if unit else "")


def decimal_text(value: Fraction, *, places: int = MOST_PLACES, grouped: bool = False) -> str:
    """`value` in decimal digits without trailing zeros, with `places`, 1 or more, at most."""
    quotient = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = quotient.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    return text.rstrip("0").rstrip(".")
