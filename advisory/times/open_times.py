"""The hours in which the advisor usually takes calls, and the times that follow from them. Pure."""

import datetime
import re
import zoneinfo
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKS = 3
"""How far ahead times are offered."""

_HOURS = re.compile(r"(?P<days>\w+(?:[-,]\w+)*) (?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Hours:
    """From `start` to `end` on a day of the week, which is 0 on Monday."""

    weekday: int
    start: datetime.time
    end: datetime.time


@dataclass(frozen=True)
class Blocked:
    """The days from `first` to `last`, both included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class OpenTimes:
    """The week of the advisor on the clock of `zone`, in parts as long as a call."""

    zone: zoneinfo.ZoneInfo
    hours: Sequence[Hours]
    slot: datetime.timedelta
    lead: datetime.timedelta
    """How long before a call it must be asked for."""
    blocked: Sequence[Blocked] = ()

    def starts(
        self, now: datetime.datetime, taken: Iterable[datetime.datetime] = ()
    ) -> list[datetime.datetime]:
        """When a call may begin within `WEEKS` from `now`, in UTC and order.

        Parts are counted in elapsed time, so that a day of 23 or 25 hours has as many as it
        is long. What overlaps with a call that begins at one of the `taken` times is left out.
        """
        earliest, latest = now + self.lead, now + datetime.timedelta(weeks=WEEKS)
        held = sorted(taken)
        first = now.astimezone(self.zone).date()
        found = {
            start
            for day in (first + datetime.timedelta(days=n) for n in range(7 * WEEKS + 1))
            if not any(one.first <= day <= one.last for one in self.blocked)
            for start in self._starts_on(day)
            if earliest <= start <= latest
            and not any(abs(start - other) < self.slot for other in held)
        }
        return sorted(found)

    def _starts_on(self, day: datetime.date) -> Iterable[datetime.datetime]:
        for hours in self.hours:
            if hours.weekday != day.weekday():
                continue
            start, end = (
                datetime.datetime.combine(day, time, self.zone).astimezone(datetime.UTC)
                for time in (hours.start, hours.end)
            )
            while start + self.slot <= end:
                yield start
                start += self.slot


@dataclass(frozen=True)
class OfferedTime:
    """A time that may be picked, on one clock."""

    start: datetime.datetime
    is_picked: bool

    @property
    def value(self) -> str:
        """As a form sends it: 2026-12-01T08:30Z."""
        return time_value(self.start)


@dataclass(frozen=True)
class OfferedDay:
    """The times of one day."""

    day: datetime.date
    times: Sequence[OfferedTime]


@dataclass(frozen=True)
class OfferedWeek:
    """The days from a Monday on that have times."""

    monday: datetime.date
    days: Sequence[OfferedDay]

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)

    @property
    def count(self) -> int:
        return sum(len(day.times) for day in self.days)

    @property
    def has_picked(self) -> bool:
        return any(time.is_picked for day in self.days for time in day.times)


def time_value(start: datetime.datetime) -> str:
    return start.astimezone(datetime.UTC).isoformat(timespec="minutes").replace("+00:00", "Z")


def weeks_of(
    starts: Iterable[datetime.datetime], zone: datetime.tzinfo, picked: Container[str] = ()
) -> list[OfferedWeek]:
    """The times by week and day on the clock of `zone`; those of the `picked` values are."""
    times = [OfferedTime(one.astimezone(zone), time_value(one) in picked) for one in starts]
    days = [OfferedDay(day, list(here)) for day, here in groupby(times, key=_date)]
    return [OfferedWeek(monday, list(here)) for monday, here in groupby(days, key=_monday)]


def _date(time: OfferedTime) -> datetime.date:
    return time.start.date()


def _monday(day: OfferedDay) -> datetime.date:
    return day.day - datetime.timedelta(days=day.day.weekday())


def read_hours(line: str) -> list[Hours]:
    """`Mon-Thu 09:00-12:00` or `Mon,Wed 14:00-16:30`. Raises ValueError for anything else."""
    form = f"{line[:60]!r} is no hours: write Mon-Thu 09:00-12:00"
    found = _HOURS.fullmatch(line)
    if not found:
        raise ValueError(form)
    try:
        start, end = (datetime.time.fromisoformat(found[name]) for name in ("start", "end"))
        days = [day for part in found["days"].split(",") for day in _weekdays(part)]
    except ValueError:
        raise ValueError(f"{form}; days are {', '.join(WEEKDAYS)}") from None
    if start >= end:
        raise ValueError(f"{line!r} ends before it starts: write the end after the start")
    return [Hours(day, start, end) for day in days]


def _weekdays(part: str) -> range:
    first, _, last = part.partition("-")
    ends = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    if ends[0] > ends[1]:
        raise ValueError(part)
    return range(ends[0], ends[1] + 1)


def read_blocked(line: str) -> Blocked:
    """`2026-12-24`, or `2026-12-24 to 2027-01-02`. Raises ValueError for anything else."""
    first, _, last = line.partition(" to ")
    ends = [first, last or first]
    try:
        if not all(_DAY.fullmatch(end) for end in ends):
            raise ValueError(line)
        blocked = Blocked(*(datetime.date.fromisoformat(end) for end in ends))
    except ValueError:
        message = "is no day: write 2026-12-24, or 2026-12-24 to 2027-01-02"
        raise ValueError(f"{line[:60]!r} {message}") from None
    if blocked.first > blocked.last:
        raise ValueError(f"{line!r} ends before it starts: write the later day last")
    return blocked


def read_zone(name: str) -> zoneinfo.ZoneInfo:
    """The time zone by its IANA name. Raises ValueError where there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"{name[:60]!r} is no time zone: write one such as Europe/Berlin"
        ) from None
