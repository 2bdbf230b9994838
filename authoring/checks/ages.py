"""Figures that time may have overtaken."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from authoring.files.library import Library
from authoring.files.reading import Problem, Severity

FRESH_DAYS = 365
FRESH_PRICE_DAYS = 90
_MONEY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP)\b")


def check_ages(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Figures older than a year, and prices older than 90 days.

    A derived figure is as old as what it is derived from, which is looked at itself.
    """
    for folder in library.folders:
        for index, figure in enumerate(folder.term.figures if folder.term else ()):
            limit = fresh_days(figure.value)
            age = (today - last_day(figure.as_of)).days
            if figure.kind != "calculation" and age > limit:
                message = (
                    f"the figure {figure.key!r} is of {figure.as_of}, {age} days ago: look for a "
                    f"newer one, or say in its caveat why it still holds (after {limit} days)"
                )
                yield folder.front.problem(
                    ("figures", index, "as_of"), message, "stale-figure", Severity.WARNING
                )


def fresh_days(value: str) -> int:
    """How long a figure is taken as it stands: an amount of money for a shorter time."""
    return FRESH_PRICE_DAYS if _MONEY.search(value) else FRESH_DAYS


def last_day(as_of: str) -> datetime.date:
    """The last day of a year, of a month, or the day itself: 2026, 2026-03, 2026-03-10."""
    year, *rest = (int(part) for part in as_of.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)
