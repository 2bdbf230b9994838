"""Amounts, shares and multiples as people write them: exact reading, and half-even writing."""

from __future__ import annotations

import re
from fractions import Fraction

from calculator.ranges import Number, exact

LONGEST_INPUT = 40
"""Characters that a typed number may have; a choice of this project."""

LARGEST_EXPONENT = 18
"""Largest power of ten, up or down, that a typed number may have; a choice of this project."""

CENT_DIGITS = 2

SIGNIFICANT_DIGITS = 6
"""Digits to which an amount below one dollar is shown, from its first that is not 0."""

_NUMBER = re.compile(
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?:e(?P<exponent>[+-]?[0-9]+))?",
    re.IGNORECASE,
)
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan|inf(?:inity)?|∞)", re.IGNORECASE)
_MINUS_SIGNS = ("-", "\N{MINUS SIGN}")


def format_usd(value: Number) -> str:
    """Write an amount in dollars, rounded half-even.

    From one dollar up it has cents and thousands separators, and no cents where they are 00 and
    the amount is 1,000 or more: `$29.00`, `$127,000`, `$1,000.50`. Below one dollar it has six
    significant digits, without trailing zeros after the cents: `$0.127`, `$0.01`, `$0.151914`.
    Raises `TypeError` for a float.
    """
    amount = exact("value", value)
    size = abs(amount)
    if size < 1:
        text = _drop_trailing_zeros(_decimal(size, _places_below_one(size)), keep=CENT_DIGITS)
    else:
        text = _decimal(size, CENT_DIGITS)
        if size >= 1000 or text == "1,000.00":
            text = text.removesuffix(".00")
    return f"-${text}" if amount < 0 else f"${text}"


def format_percent(value: Number, places: int = 1) -> str:
    """Write a share as a percentage with `places` decimals, rounded half-even: 0.873 is `87.3%`.

    Raises `TypeError` for a float.
    """
    return f"{_decimal(exact('value', value) * 100, places)}%"


def format_multiple(value: Number, places: int = 2) -> str:
    """Write a multiple with at most `places` decimals, rounded half-even: `9.7x`, `10x`, `1.71x`.

    Raises `TypeError` for a float.
    """
    return f"{_drop_trailing_zeros(_decimal(exact('value', value), places), keep=0)}x"


def parse_amount(text: str) -> Fraction:
    """Read an amount exactly: `1,000`, `1e6`, `$0.01`, `0.7`.

    Commas separate thousands only, and a point starts the decimals. Raises `ValueError` for text
    that is empty, longer than 40 characters, not a finite number of 0 or more, or not readable.
    """
    return _parse_number(text, _trimmed(text).removeprefix("$").lstrip())


def parse_share(text: str) -> Fraction:
    """Read a share exactly, as a number from 0 to 1: `70%`, `0.7` and `70` are all 7/10.

    A bare number above 1 is read as a percentage, so `1` is the whole and `1%` a hundredth.
    Raises `ValueError` as `parse_amount` does, and for more than 100 %.
    """
    trimmed = _trimmed(text)
    number = _parse_number(text, trimmed.removesuffix("%").rstrip())
    share = number / 100 if trimmed.endswith("%") or number > 1 else number
    if share > 1:
        raise ValueError(f"{text!r} is more than 100%: write a share such as 70% or 0.7")
    return share


def _trimmed(text: str) -> str:
    if len(text) > LONGEST_INPUT:
        raise ValueError(f"the number has {len(text)} characters: write at most {LONGEST_INPUT}")
    if not text.strip():
        raise ValueError("the number is empty: write one such as 1,000 or 0.7")
    return text.strip()


def _parse_number(text: str, number: str) -> Fraction:
    """Read `number`, what is left of `text` without its sign for money or percent."""
    if _NOT_FINITE.fullmatch(number):
        raise ValueError(f"{text!r} is not a finite number: write one such as 1,000 or 0.7")
    match = _NUMBER.fullmatch(number.lstrip("".join(_MINUS_SIGNS)))
    if match is None:
        raise ValueError(f"{text!r} is not a number: write one such as 1,000 or 0.7")
    if number.startswith(_MINUS_SIGNS):
        raise ValueError(f"{text!r} is negative: write 0 or more")
    exponent = int(match["exponent"] or 0)
    if abs(exponent) > LARGEST_EXPONENT:
        allowed = f"from e-{LARGEST_EXPONENT} to e{LARGEST_EXPONENT}"
        raise ValueError(f"{text!r} has the exponent {exponent}: write one {allowed}")
    return Fraction(match["digits"].replace(",", "")) * Fraction(10) ** exponent


def _decimal(value: Fraction, places: int) -> str:
    """Write `value` with thousands separators and `places` decimals; `round` is half-even."""
    scaled = round(value * 10**places)
    whole, decimals = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}.{decimals:0{places}d}" if places else f"{sign}{whole:,}"


def _places_below_one(value: Fraction) -> int:
    """Return the decimals that show `value`, from 0 to below 1, to six significant digits."""
    if value == 0:
        return CENT_DIGITS
    # 1/value is in (10**z, 10**(z + 1)] for z zeros after the point, so its ceiling less one,
    # (d - 1) // n for the value n/d, has z + 1 digits: 0.05 is 1/20, and 19 has two.
    zeros_after_point = len(str((value.denominator - 1) // value.numerator)) - 1
    return zeros_after_point + SIGNIFICANT_DIGITS


def _drop_trailing_zeros(text: str, *, keep: int) -> str:
    """Drop zeros at the end of the decimals beyond the first `keep`, and a bare point."""
    whole, _, decimals = text.partition(".")
    kept = decimals[:keep] + decimals[keep:].rstrip("0")
    return f"{whole}.{kept}" if kept else whole
