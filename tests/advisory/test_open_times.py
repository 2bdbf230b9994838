"""The hours in which calls are usually taken, and the times that follow."""

import datetime
import itertools
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisory.times.open_times import (
    WEEKS,
    Blocked,
    Hours,
    OpenTimes,
    read_blocked,
    read_hours,
    read_zone,
    weeks_of,
)

UTC = datetime.UTC
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
HALF_HOUR = datetime.timedelta(minutes=30)
NOW = datetime.datetime(2026, 11, 29, 12, tzinfo=UTC)  # a Sunday


def made(*lines: str, zone: str = "Europe/Berlin", blocked: str = "", lead: int = 0) -> OpenTimes:
    return OpenTimes(
        zone=read_zone(zone),
        hours=[one for line in lines for one in read_hours(line)],
        slot=HALF_HOUR,
        lead=datetime.timedelta(hours=lead),
        blocked=[read_blocked(blocked)] if blocked else [],
    )


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_three_weeks_of_two_half_hours() -> None:
    starts = made("Mon,Wed 09:00-10:00").starts(NOW)
    assert len(starts) == 2 * 2 * WEEKS
    assert starts[:3] == [at("2026-11-30T08:00"), at("2026-11-30T08:30"), at("2026-12-02T08:00")]
    assert all(start.astimezone(BERLIN).hour == 9 for start in starts)


def test_what_is_too_soon_blocked_or_taken_is_left_out() -> None:
    times = made("Mon-Fri 09:00-10:00", blocked="2026-12-02 to 2026-12-18", lead=24)
    taken = [at("2026-12-01T08:15")]
    assert times.starts(NOW, taken) == []
    assert times.starts(NOW) == [at("2026-12-01T08:00"), at("2026-12-01T08:30")]


@pytest.mark.parametrize(
    ("now", "line", "zone", "expected"),
    [
        # 29 March 2026: in Berlin 02:00 becomes 03:00, so that 01:00-04:00 has two hours.
        ("2026-03-28T12:00", "Sun 01:00-04:00", "Europe/Berlin", ["00:00", "00:30", "01:00", "01:30"]),
        # 25 October 2026: 03:00 becomes 02:00 again, so that 02:00-03:00 has two hours.
        ("2026-10-24T12:00", "Sun 02:00-03:30", "Europe/Berlin",
         ["00:00", "00:30", "01:00", "01:30", "02:00"]),
        # 4 October 2026, Lord Howe: the clocks go forward by half an hour, at 02:00.
        ("2026-10-03T00:00", "Sun 01:30-03:00", "Australia/Lord_Howe", ["15:00", "15:30"]),
    ],
)  # fmt: skip
def test_a_day_has_as_many_parts_as_it_is_long(
    now: str, line: str, zone: str, expected: list[str]
) -> None:
    starts = made(line, zone=zone).starts(at(now))
    first = [one for one in starts if one < at(now) + datetime.timedelta(days=2)]
    assert [f"{one:%H:%M}" for one in first] == expected


def test_the_same_hour_on_the_advisors_clock_moves_for_whoever_changes_no_clock() -> None:
    starts = made("Mon 09:00-09:30").starts(at("2026-03-22T12:00"))
    kolkata = [one.astimezone(zoneinfo.ZoneInfo("Asia/Kolkata")) for one in starts]
    assert [f"{one:%d %H:%M}" for one in kolkata] == ["23 13:30", "30 12:30", "06 12:30"]


def test_a_week_is_the_readers_own() -> None:
    late = made("Sun 23:00-23:30").starts(NOW)[:1]
    [week] = weeks_of(late, zoneinfo.ZoneInfo("Asia/Tokyo"))
    assert (week.monday, week.sunday) == (datetime.date(2026, 11, 30), datetime.date(2026, 12, 6))
    assert week.days[0].day == datetime.date(2026, 11, 30)
    assert weeks_of(late, BERLIN)[0].monday == datetime.date(2026, 11, 23)


def test_hours_are_read() -> None:
    nine, noon = datetime.time(9), datetime.time(12)
    assert read_hours("Sat-Sun 09:00-12:00") == [Hours(5, nine, noon), Hours(6, nine, noon)]
    assert read_blocked("2026-12-24") == Blocked(
        datetime.date(2026, 12, 24), datetime.date(2026, 12, 24)
    )


@pytest.mark.parametrize(
    "line",
    ["", "Mon", "Mon 9-12", "Mon 09:00-25:00", "Mon 12:00-09:00", "Mon 09:00-09:00", "Fri-Mon 09:00-10:00",
     "Moon 09:00-10:00", "Mon 09:00 - 10:00", "mon 09:00-10:00", "Mon- 09:00-10:00", "Mon ０９:00-10:00"],
)  # fmt: skip
def test_other_hours_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"write|days are"):
        read_hours(line)


@pytest.mark.parametrize(
    "line", ["", "soon", "2026-13-01", "24.12.2026", "2026-12-24 to", "2026-12-24 to 2026-12-01"]
)
def test_other_days_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_blocked(line)


@pytest.mark.parametrize(
    "name", ["", "Berlin", "../../etc/passwd", "Mars/Olympus", "Europe", "x" * 300, "a\0b"]
)
def test_other_zones_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        read_zone(name)


zones = st.sampled_from(
    ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
)
moments = st.integers(0, 2 * 366 * 24).map(lambda hours: NOW + datetime.timedelta(hours=hours))


@given(
    zones, moments, st.integers(0, 240), st.sampled_from(["Mon-Sun 00:00-23:59", "Sun 01:00-04:00"])
)
def test_every_time_is_ahead_in_order_and_apart(
    zone: str, now: datetime.datetime, lead: int, line: str
) -> None:
    starts = made(line, zone=zone, lead=lead).starts(now)
    assert all(one - other >= HALF_HOUR for other, one in itertools.pairwise(starts))
    assert all(one >= now + datetime.timedelta(hours=lead) for one in starts)
    assert all(one <= now + datetime.timedelta(weeks=WEEKS) for one in starts)
