"""Amounts, shares and multiples: read exactly as people write them, rounded half-even."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
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


class NumberFault(Enum):
    """Why a text is not the number asked for; the value is for a log, not for a reader."""

    EMPTY = "is empty"
    TOO_LONG = f"has more than {LONGEST_INPUT} characters"
    NOT_A_NUMBER = "is not a number such as 1,000 or 0.7"
    NOT_FINITE = "is not a finite number"
    NEGATIVE = "is negative"
    EXPONENT_TOO_LARGE = f"has an exponent beyond {LARGEST_EXPONENT} or -{LARGEST_EXPONENT}"
    MORE_THAN_ALL = "is more than 100%"


class NumberTextError(ValueError):
    """The text as it was typed, and what is wrong with it."""

    def __init__(self, text: str, fault: NumberFault) -> None:
        super().__init__(f"{text!r} {fault.value}")
        self.text = text
        self.fault = fault


def round_usd(value: Number) -> Decimal:
    """Round an amount of dollars half-even to the digits that are shown of it.

    From one dollar up these are cents, and no cents where they are 00 and the amount is 1,000 or
    more: `29.00`, `127000`, `1000.50`. Below one dollar they are six significant digits, without
    trailing zeros after the cents: `0.127`, `0.01`, `0.151914`. Raises `TypeError` for a float.
    """
    amount = exact("value", value)
    size = abs(amount)
    if size < 1:
        return _without_zeros(_rounded(amount, _places_below_one(size)), keep=CENT_DIGITS)
    cents = round(amount * 100)
    if abs(cents) >= 1000_00 and cents % 100 == 0:
        return Decimal(cents // 100)
    return Decimal(f"{cents}E-{CENT_DIGITS}")


def round_percent(value: Number, places: int = 1) -> Decimal:
    """Round a share half-even to a percentage with `places` decimals: 0.873 is `87.3`.

    Raises `TypeError` for a float.
    """
    return _rounded(exact("value", value) * 100, places)


def round_number(value: Number, places: int = 2) -> Decimal:
    """Round a number half-even to at most `places` decimals: `9.7`, `10`, `1.71`.

    Raises `TypeError` for a float.
    """
    return _without_zeros(_rounded(exact("value", value), places), keep=0)


def parse_amount(text: str) -> Fraction:
    """Read an amount exactly: `1,000`, `1e6`, `$0.01`, `0.7`.

    Commas separate thousands only, and a point starts the decimals. Raises
    `NumberTextError` for text that is empty, longer than 40 characters, not a finite number of 0
    or more, or not readable.
    """
    return _parse_number(text, _trimmed(text).removeprefix("$").lstrip())


def parse_share(text: str) -> Fraction:
    """Read a share exactly, as a number from 0 to 1: `70%`, `0.7` and `70` are all 7/10.

    A bare number above 1 is read as a percentage, so `1` is the whole and `1%` a hundredth.
    Raises `NumberTextError` as `parse_amount` does, and for more than 100 %.
    """
    trimmed = _trimmed(text)
    number = _parse_number(text, trimmed.removesuffix("%").rstrip())
    share = number / 100 if trimmed.endswith("%") or number > 1 else number
    if share > 1:
        raise NumberTextError(text, NumberFault.MORE_THAN_ALL)
    return share


def _trimmed(text: str) -> str:
    if len(text) > LONGEST_INPUT:
        raise NumberTextError(text, NumberFault.TOO_LONG)
    if not text.strip():
        raise NumberTextError(text, NumberFault.EMPTY)
    return text.strip()


def _parse_number(text: str, number: str) -> Fraction:
    """Read `number`, what is left of `text` without its sign for money or percent."""
    if _NOT_FINITE.fullmatch(number):
        raise NumberTextError(text, NumberFault.NOT_FINITE)
    match = _NUMBER.fullmatch(number.lstrip("".join(_MINUS_SIGNS)))
    if match is None:
        raise NumberTextError(text, NumberFault.NOT_A_NUMBER)
    if number.startswith(_MINUS_SIGNS):
        raise NumberTextError(text, NumberFault.NEGATIVE)
    exponent = int(match["exponent"] or 0)
    if abs(exponent) > LARGEST_EXPONENT:
        raise NumberTextError(text, NumberFault.EXPONENT_TOO_LARGE)
    return Fraction(match["digits"].replace(",", "")) * Fraction(10) ** exponent


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round `value` to exactly `places` decimals; `round` is half-even."""
    return Decimal(f"{round(value * 10**places)}E-{places}")


def _places_below_one(value: Fraction) -> int:
    """Return the decimals that show `value`, from 0 to below 1, to six significant digits."""
    if value == 0:
        return CENT_DIGITS
    # 1/value is in (10**z, 10**(z + 1)] for z zeros after the point, so its ceiling less one,
    # (d - 1) // n for the value n/d, has z + 1 digits: 0.05 is 1/20, and 19 has two.
    zeros_after_point = len(str((value.denominator - 1) // value.numerator)) - 1
    return zeros_after_point + SIGNIFICANT_DIGITS


def _without_zeros(number: Decimal, *, keep: int) -> Decimal:
    """Drop zeros at the end of the decimals beyond the first `keep`."""
    whole, _, decimals = f"{number:f}".partition(".")
    return Decimal(f"{whole}.{decimals[:keep]}{decimals[keep:].rstrip('0')}")
