"""The private calendar: an all-day entry on each of the next days on which something is due."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from glossary_site.calendar_files import new_calendar
from learners.models import Learner
from quizzes.models import CalendarAddress, LoggedReview
from quizzes.models.reminders import digest_of, new_token
from quizzes.reminders.days import days_on_clock
from quizzes.reviews.due import due_days, review_length, review_title

if TYPE_CHECKING:
    from icalendar import Event

AHEAD_D = 28
"""How many days the calendar shows: what comes later changes with every review until then."""

REFRESHED_EVERY = datetime.timedelta(hours=6)


def make_address(learner: Learner, time_zone: str) -> str:
    """Give the learner's calendar a new address, in the place of an earlier one; its token."""
    token = new_token()
    made = {"token_digest": digest_of(token), "time_zone": time_zone, "made_at": timezone.now()}
    CalendarAddress.objects.update_or_create(learner=learner, defaults=made)
    return token


def calendar_file(address: CalendarAddress, site_url: str) -> bytes:
    """What is due, as an `.ics` file that is the same as long as nothing has changed.

    The entry of a day has one `UID`, and a `SEQUENCE` that rises with each review and each day, so
    that calendars take it for the same entry, changed.
    """
    from icalendar import vDuration

    now = timezone.now()
    today = now.astimezone(address.zone).date()
    last = today + datetime.timedelta(days=AHEAD_D)
    number = days_on_clock(due_days(address.learner_id, last), now, address.zone)
    changed_at = _changed_at(address, today)
    calendar = new_calendar(site_url, "PUBLISH")
    calendar.add("name", _("Questions to review"))
    calendar.add("x-wr-calname", _("Questions to review"))
    calendar.add("refresh-interval", vDuration(REFRESHED_EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED_EVERY))
    for day in sorted(day for day in number if day <= last):
        calendar.add_component(_entry(address, day, number[day], changed_at, site_url))
    return bytes(calendar.to_ical())


def _entry(
    address: CalendarAddress,
    day: datetime.date,
    number: int,
    changed_at: datetime.datetime,
    site_url: str,
) -> Event:
    from icalendar import Event

    entry, link = Event(), site_url.removesuffix("/") + reverse("reviews:review")
    entry.add("uid", f"{day:%Y%m%d}-{address.token_digest[:20]}")
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    minutes = (changed_at - address.made_at) // datetime.timedelta(minutes=1)
    entry.add("sequence", max(0, minutes))
    entry.add("dtstart", day)
    entry.add("dtend", day + datetime.timedelta(days=1))
    entry.add("summary", f"{review_title(number)}, {review_length(number)}")
    entry.add("description", link)
    entry.add("url", link)
    entry.add("transp", "TRANSPARENT")
    return entry


def _changed_at(address: CalendarAddress, today: datetime.date) -> datetime.datetime:
    """When what is due last changed: at an answer, or when the learner's day began."""
    log = LoggedReview.objects.filter(learner=address.learner_id)
    answered_at: datetime.datetime | None = log.aggregate(last=Max("answered_at"))["last"]
    day_began = datetime.datetime.combine(today, datetime.time(), address.zone)
    return max(answered_at or day_began, day_began).astimezone(datetime.UTC)
