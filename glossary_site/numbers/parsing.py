"""Numbers as people type them: read exactly, or refused; never taken for another number. Pure.

A comma may set thousands apart or start the decimals, and so may a point: `1,234` has two readings,
`0,875` and `1,234.5` have one. A language writes one of them, its decimal mark:

- With a decimal point, as in English, a comma only sets whole thousands apart. A decimal comma is
  refused, with what to write instead.
- With a decimal comma, as in German, whatever has one reading is read: `0,127`, `1.234,5`, and
  `0.127` too. What has two is refused, since either may be meant: an address may come from an
  English site, and a point is what calculators and programs write.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction

MAX_CHARACTERS = 40
LARGEST_EXPONENT = 18
"""Largest power of ten, up or down, that a typed number may have; a choice of this project."""

MOST_PLACES = MAX_CHARACTERS + LARGEST_EXPONENT
"""Decimals that a typed number can have."""

_NOT_FINITE = re.compile(r"s?nan|inf(?:inity)?|∞", re.IGNORECASE)
_SAME = {
    **dict.fromkeys(map(ord, "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"), "-"),
    **dict.fromkeys(map(ord, "\N{FIGURE DASH}\N{EM DASH}\N{SMALL HYPHEN-MINUS}"), "-"),
    **dict.fromkeys(map(ord, "’\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"), "'"),
}


class DecimalMark(StrEnum):
    """What starts the decimals in a language."""

    POINT = "."
    COMMA = ","

    @property
    def other(self) -> DecimalMark:
        return DecimalMark.COMMA if self is DecimalMark.POINT else DecimalMark.POINT


class Notation(StrEnum):
    """How a quantity is written: plainly, as a percentage of one, or in US dollars."""

    NUMBER = "number"
    PERCENT = "percent"
    DOLLARS = "dollars"


class NumberFault(Enum):
    """Why a text is not the number asked for; the value is for a log, not for a reader."""

    EMPTY = "is empty"
    TOO_LONG = f"has more than {MAX_CHARACTERS} characters"
    NOT_A_NUMBER = "is not a number such as 1000 or 0.7"
    NOT_FINITE = "is not a finite number"
    EXPONENT_TOO_LARGE = f"has an exponent beyond {LARGEST_EXPONENT} or -{LARGEST_EXPONENT}"
    OTHER_MARK = "is not a number such as 1000 or 0.7: it has a decimal comma"
    AMBIGUOUS = "can be read as two numbers"
    NEGATIVE = "is negative"
    MORE_THAN_ALL = "is more than 100%"


class NumberTextError(ValueError):
    """The text as it was typed, what is wrong with it, and what to write instead, if known."""

    def __init__(self, text: str, fault: NumberFault, advice: tuple[str, ...] = ()) -> None:
        super().__init__(f"{text[: MAX_CHARACTERS + 1]!r} {fault.value}")
        self.text = text
        self.fault = fault
        self.advice = advice


def read_number(
    text: str, notation: Notation = Notation.NUMBER, mark: DecimalMark = DecimalMark.POINT
) -> Fraction:
    """The quantity that a reader typed: 12.7 and 12.7% are the same where a percentage is asked.

    Takes a sign, thousands in groups of three, decimals, a power of ten (`1e6`) and the sign of
    the notation before or after. Raises `NumberTextError`.
    """
    value = _read(text, _plain(text), notation, mark)
    return value / 100 if notation is Notation.PERCENT else value


def read_amount(text: str, mark: DecimalMark = DecimalMark.POINT) -> Fraction:
    """A number or an amount of dollars, of 0 or more: `1,000`, `1e6`, `$0.01`, `0.7`.

    Raises `NumberTextError`.
    """
    return _not_negative(text, read_number(text, Notation.DOLLARS, mark))


def read_share(text: str, mark: DecimalMark = DecimalMark.POINT) -> Fraction:
    """A share as a number from 0 to 1: `70%`, `0.7` and `70` are all 7/10.

    A bare number above 1 is read as a percentage, so `1` is the whole and `1%` a hundredth.
    Raises `NumberTextError`, for more than 100 % too.
    """
    plain = _plain(text)
    number = _not_negative(text, _read(text, plain, Notation.PERCENT, mark))
    share = number / 100 if "%" in plain or number > 1 else number
    if share > 1:
        raise NumberTextError(text, NumberFault.MORE_THAN_ALL)
    return share


def plain_number(value: Fraction, mark: DecimalMark = DecimalMark.POINT) -> str:
    """A number with finite decimals so that it has one reading in every language.

    Without groups, and never with just three decimals where a group could be meant: `1000`,
    `0.125`, `1.2340`.
    """
    places = _decimal_places(value)
    if places == len("000") and 1 <= abs(value) < 1000:
        places += 1
    digits = f"{abs(int(value * 10**places)):0{places + 1}}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if value < 0 else "") + whole + (f"{mark}{decimals}" if decimals else "")


def has_one_reading(text: str, notation: Notation = Notation.NUMBER) -> bool:
    """Whether what a page shows is read as one number, whatever the language."""
    try:
        read_number(text, notation, DecimalMark.COMMA)
    except NumberTextError as error:
        return error.fault is not NumberFault.AMBIGUOUS
    return True


def _plain(text: str) -> str:
    """`text` with one sign for each minus, space and apostrophe, and without invisible ones."""
    if len(text) > MAX_CHARACTERS:
        raise NumberTextError(text, NumberFault.TOO_LONG)
    plain = "".join(map(_plain_character, text.strip())).translate(_SAME).strip().lower()
    if not plain:
        raise NumberTextError(text, NumberFault.EMPTY)
    return plain


def _plain_character(character: str) -> str:
    match unicodedata.category(character):
        case "Cf":
            return ""
        case "Zs":
            return " "
    wide = unicodedata.decomposition(character).startswith(("<wide>", "<small>"))
    return unicodedata.normalize("NFKC", character) if wide else character


@dataclass(frozen=True)
class _Typed:
    """A number without its unit: its sign, and its digits with their marks and power of ten."""

    is_negative: bool
    digits: str

    def read(self, decimal: DecimalMark) -> Fraction | None:
        """The number with `decimal` before its decimals; None where it cannot be that."""
        match = _NUMBERS[decimal].fullmatch(self.digits)
        if match is None or not (match["whole"] or match["decimals"]):
            return None
        whole = re.sub(r"\D", "", match["whole"])
        value = Fraction(f"{whole or 0}.{match['decimals'] or 0}")
        value *= Fraction(10) ** int(match["exponent"] or 0)
        return -value if self.is_negative else value


def _signed_pattern(unit: str) -> re.Pattern[str]:
    """A sign, before the unit or after it, and what stands between the two places of a unit."""
    before, after = rf"(?P<before>{unit})?", rf"(?P<after>{unit})?"
    return re.compile(
        rf"(?P<sign>[+-]?) ?{before} ?(?P<inner>[+-]?) ?(?P<digits>[^ +-].*?) ?{after}"
    )


_SIGNED = {
    Notation.NUMBER: _signed_pattern("(?!)"),
    Notation.PERCENT: _signed_pattern("%"),
    Notation.DOLLARS: _signed_pattern(r"(?:us)?\$"),
}


def _number_pattern(decimal: DecimalMark) -> re.Pattern[str]:
    """Digits, in groups of three or not, with decimals and a power of ten."""
    group = rf"[1-9][0-9]{{0,2}}(?P<group>[{decimal.other} '])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    decimals = rf"(?:{re.escape(decimal)}(?P<decimals>[0-9]*))?"
    exponent = r"(?:e(?P<exponent>[+-]?[0-9]+))?"
    return re.compile(rf"(?P<whole>{group}|[0-9]*){decimals}{exponent}")


_NUMBERS = {mark: _number_pattern(mark) for mark in DecimalMark}


def _read(text: str, plain: str, notation: Notation, mark: DecimalMark) -> Fraction:
    """The number in `plain`, without the unit of the notation, which does not scale it."""
    typed = _without_unit(plain, notation)
    if typed is None:
        raise NumberTextError(text, NumberFault.NOT_A_NUMBER)
    if _NOT_FINITE.fullmatch(typed.digits):
        raise NumberTextError(text, NumberFault.NOT_FINITE)
    exponent = re.fullmatch(r"[0-9., ']+e([+-]?[0-9]+)", typed.digits)
    if exponent and abs(int(exponent[1])) > LARGEST_EXPONENT:
        raise NumberTextError(text, NumberFault.EXPONENT_TOO_LARGE)
    return _one_reading(text, typed, mark)


def _one_reading(text: str, typed: _Typed, mark: DecimalMark) -> Fraction:
    usual, unusual = typed.read(mark), typed.read(mark.other)
    if usual is None and unusual is None:
        raise NumberTextError(text, NumberFault.NOT_A_NUMBER)
    if mark is DecimalMark.POINT:
        if usual is None and unusual is not None:
            instead = plain_number(unusual, mark)
            raise NumberTextError(text, NumberFault.OTHER_MARK, (instead,))
    elif usual is not None and unusual is not None and usual != unusual:
        advice = tuple(plain_number(one, mark) for one in sorted((usual, unusual), key=abs))
        raise NumberTextError(text, NumberFault.AMBIGUOUS, advice)
    return usual if usual is not None else unusual or Fraction(0)


def _without_unit(plain: str, notation: Notation) -> _Typed | None:
    """The sign and digits of a text that has at most one sign, and its unit at most once."""
    match = _SIGNED[notation].fullmatch(plain)
    if match is None or (match["sign"] and match["inner"]) or (match["before"] and match["after"]):
        return None
    return _Typed("-" in (match["sign"], match["inner"]), match["digits"])


def _not_negative(text: str, value: Fraction) -> Fraction:
    if value < 0:
        raise NumberTextError(text, NumberFault.NEGATIVE)
    return value


def _decimal_places(value: Fraction) -> int:
    for places in range(MOST_PLACES):
        if (value * 10**places).denominator == 1:
            return places
    raise ValueError(f"{value} has no finite decimals")
