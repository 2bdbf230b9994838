"""Numbers as the pages of a quiz show them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from glossary_site.typed_numbers import Notation

MOST_PLACES = 6
_SHOW_CENTS_BELOW_USD = 10
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


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
