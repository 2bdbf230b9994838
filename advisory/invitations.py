"""An accepted call as a file that calendars take (RFC 5545 and 5546)."""

from __future__ import annotations

import datetime
import re
from email.utils import parseaddr
from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from advisory.models import CallRequest
from glossary_site.calendar_files import calendar_text, new_calendar

if TYPE_CHECKING:
    from icalendar import vCalAddress

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


class Method(Enum):
    """What the file asks of a calendar: to put the call in, or to take it out."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def method_for(call: CallRequest) -> Method:
    """What a file about the call, as it stands now, asks of a calendar."""
    return Method.CANCEL if call.is_cancelled else Method.REQUEST


def calendar_file(call: CallRequest, site_url: str) -> bytes:
    """The call as an `.ics` file, for a call that has a time, or had one before it was cancelled.

    Files of one call have one `UID` for ever, so that one with a higher `SEQUENCE` replaces an
    earlier one in the reader's calendar, whatever the site is called by then. Raises ValueError
    where no time was accepted.
    """
    from icalendar import Event

    if call.accepted_time is None:
        raise ValueError(f"call {call.pk} has no accepted time")
    method = method_for(call)
    event = Event()
    event.add("uid", call.calendar_uid)
    event.add("dtstamp", call.changed_at.astimezone(datetime.UTC))
    event.add("sequence", call.sequence)
    event.add("dtstart", call.accepted_time.astimezone(datetime.UTC))
    event.add(
        "duration", datetime.timedelta(minutes=call.minutes or settings.ADVISORY_CALL_MINUTES)
    )
    event.add("summary", gettext("Advisory call"))
    event.add("description", calendar_text(call.message))
    if call.place:
        event.add("location", calendar_text(call.place))
    if link := _WEB_ADDRESS.search(calendar_text(call.place)):
        event.add("url", link[0])
    event.add("status", "CONFIRMED" if method is Method.REQUEST else "CANCELLED")
    event.add("organizer", _address(settings.ADVISORY_EMAIL or settings.DEFAULT_FROM_EMAIL))
    attendee = _address(call.email, call.name)
    attendee.params["rsvp"] = "FALSE"
    attendee.params["partstat"] = "ACCEPTED"
    event.add("attendee", attendee)
    calendar = new_calendar(site_url, method.value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(written: str, name: str = "") -> vCalAddress:
    """Of `Ada <ada@example.org>`, too, the address. Neither it nor the name breaks its line."""
    from icalendar import vCalAddress, vText

    _name, email = parseaddr(written)
    address = vCalAddress(f"MAILTO:{_one_line(email)}")
    if name:
        address.params["cn"] = vText(_one_line(name))
    return address


def _one_line(text: str) -> str:
    return " ".join(calendar_text(text).split())
