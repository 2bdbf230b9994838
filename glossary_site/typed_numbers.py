"""Numbers as people type them, read exactly. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction

MAX_CHARACTERS = 40
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?", re.ASCII)


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
