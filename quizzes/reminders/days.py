"""On which days something is to be reviewed, and when a reminder of it is written. Pure."""

import datetime
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Mapping

NOON = datetime.time(12)
LATEST_BY = datetime.timedelta(hours=3)
"""A reminder that could not be written for so long after its hour waits for its next day."""


def days_on_clock(
    due_on: Iterable[datetime.date], now: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> Mapping[datetime.date, int]:
    """How many questions each day has on a clock in `zone`, of those due by their days in UTC.

    A day counts what is due by its noon there, so that whoever comes in the afternoon finds it;
    what is due now is today's.
    """
    today, number = now.astimezone(zone).date(), Counter[datetime.date]()
    for day in due_on:
        begins = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        local = begins.astimezone(zone)
        is_late = local.time() > NOON
        first = local.date() + datetime.timedelta(days=is_late)
        number[today if begins <= now else max(first, today)] += 1
    return number


def next_time(
    now: datetime.datetime,
    weekdays: str,
    hour: int,
    zone: zoneinfo.ZoneInfo,
    mailed_at: datetime.datetime | None,
) -> datetime.datetime:
    """When to write next: at `hour` on one of the `weekdays`, digits from 0, which is Monday.

    Never on the day of `mailed_at`, as the clock there tells it, nor at a time that has passed.
    """
    today = now.astimezone(zone).date()
    last = mailed_at.astimezone(zone).date() if mailed_at else None
    for days in range(9):
        day = today + datetime.timedelta(days=days)
        at = datetime.datetime.combine(day, datetime.time(hour), zone).astimezone(datetime.UTC)
        if str(day.weekday()) in weekdays and day != last and at > now:
            return at
    raise ValueError(f"{weekdays!r} holds no day of the week; use digits from 0 to 6")
