"""On which day a question stands in a calendar, and when a mail is written."""

import datetime
import zoneinfo

import pytest

from quizzes.reminders.days import days_on_clock, next_time

NOW = datetime.datetime(2026, 6, 10, 9, 30, tzinfo=datetime.UTC)  # a Wednesday
TODAY = NOW.date()
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def day(number: int) -> datetime.date:
    return datetime.date(2026, 6, number)


def test_a_day_counts_what_is_due_by_noon_and_today_all_that_is_due() -> None:
    found = days_on_clock([day(1), TODAY, day(12), day(12)], NOW, BERLIN)
    assert found == {TODAY: 2, day(12): 2}


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("America/Los_Angeles", 12),  # due at 17:00 on the 11th
        ("Asia/Tokyo", 12),  # due at 9:00
        ("Pacific/Auckland", 12),  # due at noon
        ("Pacific/Tongatapu", 13),  # due at 13:00
    ],
)
def test_a_day_in_utc_begins_at_another_hour_elsewhere(zone: str, first: int) -> None:
    assert days_on_clock([day(12)], NOW, zoneinfo.ZoneInfo(zone)) == {day(first): 1}


def test_what_is_due_stands_on_the_day_that_it_is_there() -> None:
    late = datetime.datetime(2026, 6, 10, 1, tzinfo=datetime.UTC)
    zone = zoneinfo.ZoneInfo("America/Los_Angeles")
    assert days_on_clock([TODAY], late, zone) == {day(9): 1}


@pytest.mark.parametrize(
    ("weekdays", "hour", "mailed", "expected"),
    [
        ("0123456", 12, None, "2026-06-10T12:00"),
        ("0123456", 11, None, "2026-06-11T11:00"),
        ("0123456", 18, "2026-06-10T08:00", "2026-06-11T18:00"),
        ("2", 8, None, "2026-06-17T08:00"),
        ("2", 18, "2026-06-10T08:00", "2026-06-17T18:00"),
        ("6", 8, None, "2026-06-14T08:00"),
    ],
)
def test_the_next_mail_is_on_a_chosen_day_and_never_twice_on_one(
    weekdays: str, hour: int, mailed: str | None, expected: str
) -> None:
    mailed_at = datetime.datetime.fromisoformat(mailed).replace(tzinfo=BERLIN) if mailed else None
    found = next_time(NOW, weekdays, hour, BERLIN, mailed_at)
    assert found.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") == expected


def test_the_hour_stays_when_clocks_change() -> None:
    saturday = datetime.datetime(2026, 10, 24, 12, tzinfo=datetime.UTC)
    found = next_time(saturday, "6", 8, BERLIN, None)
    assert found == datetime.datetime(2026, 10, 25, 7, tzinfo=datetime.UTC)


def test_no_day_is_an_error() -> None:
    with pytest.raises(ValueError, match="no day of the week"):
        next_time(NOW, "", 8, BERLIN, None)
