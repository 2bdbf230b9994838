"""How large, how exact and how long what content says may be. Pure.

Here alone: the specs of the files take their limits from it, and so do the columns, with them the
forms of the admin.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

KIND_CHARACTERS = 20
ABBREVIATION_CHARACTERS = 40
KEY_CHARACTERS = 80
NOTE_CHARACTERS = 80
FILE_NAME_CHARACTERS = 100
LABEL_CHARACTERS = 120
RUBRIC_CHARACTERS = 160
"""One of seven levels to pick from: all seven are read, so each is short."""

TITLE_CHARACTERS = 200
LINE_CHARACTERS = 300
URL_CHARACTERS = 500
TEXT_CHARACTERS = 20_000
ROWS = 1_000
"""The most items of a list: a position is a small number."""

START_TERMS = 8
"""The most terms that a glossary names to start with: a screen of them, and no more."""

EXACT_DIGITS = 15
"""SQLite keeps a decimal as a binary fraction of 64 bits, which is exact to so many digits."""

_LARGEST = 999_999_999
"""What nine digits before the point can say; a quiz reads numbers of the cost model."""


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, both allowed, with at most so many decimal `places`."""

    low: Decimal
    high: Decimal
    places: int = 0

    @property
    def ends(self) -> tuple[Decimal, Decimal] | tuple[int, int]:
        """`low` and `high`, as whole numbers where there are no others between them."""
        return (self.low, self.high) if self.places else (int(self.low), int(self.high))

    def fault(self, value: Fraction | Decimal | int) -> str:
        """What is wrong with a finite number, in words; nothing where it is inside."""
        number = Fraction(value)
        if not self.low <= number <= self.high:
            return f"is not from {self.low:,f} to {self.high:,f}"
        if (number * 10**self.places).denominator != 1:
            return f"has more than {self.places} decimal places" if self.places else "is not whole"
        if len(str(abs(number * 10**self.places)).rstrip("0")) > EXACT_DIGITS:
            return f"has more than {EXACT_DIGITS} digits that count"
        return ""


def _range(low: int | str, high: int, places: int = 0) -> Range:
    return Range(Decimal(low), Decimal(high), places)


SHARE = _range(0, 1, places=8)
PRICE_USD = _range(0, _LARGEST, places=9)
USERS = _range(1, _LARGEST)
REQUESTS_PER_USER = _range(1, _LARGEST)
PRICE_PER_USER_USD = _range("0.000001", _LARGEST, places=6)
BAND = _range(-_LARGEST, _LARGEST, places=6)
AMOUNT = _range(-_LARGEST, _LARGEST, places=9)
TOKENS = _range(0, 100_000_000)
"""Of one request, ten times what the longest context window takes."""
TOLERANCE = _range(0, _LARGEST, places=9)
STEP = _range("0.000000001", _LARGEST, places=9)
LEVEL = _range(1, 7)
STATEMENT_LEVEL = _range(2, 7)
WEIGHT = _range(1, 5)
MINUTES = _range(1, 120)
SLOT_MINUTES = _range(5, 480)
LEAD_HOURS = _range(0, 720)

FIRST_DAY = datetime.date(1000, 1, 1)
LAST_DAY = datetime.date(2999, 12, 31)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AS_OF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def read_day(text: str) -> datetime.date:
    """The day written as 2026-11-22. Raises ValueError for another form and another age."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is not a day: write 2026-11-22")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None
    check_day(day)
    return day


def check_day(day: datetime.date) -> None:
    """Raise ValueError for a day before `FIRST_DAY` or after `LAST_DAY`."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is not from {FIRST_DAY} to {LAST_DAY}")


def check_as_of(text: str) -> None:
    """Raise ValueError unless `text` is a year, a month or a day: 2026, 2026-03, 2026-03-10."""
    if not _AS_OF.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is not a date: write 2026, 2026-03 or 2026-03-10")
    read_day(f"{text}-01-01"[:10] if len(text) < 10 else text)
