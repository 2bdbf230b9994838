"""An accepted call as a file that calendars take (RFC 5545 and 5546)."""

from __future__ import annotations

import datetime
from email.utils import parseaddr
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress, vText

from advisory.models import CallRequest

MEDIA_TYPE = "text/calendar"


class Method(Enum):
    """What the file asks of a calendar: to put the call in, or to take it out."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar_file(call: CallRequest, method: Method, site_url: str) -> bytes:
    """The call as an `.ics` file, for a call whose time was accepted.

    Files of one call have one `UID`, so that a later one replaces it in the reader's calendar.
    Raises ValueError where no time was accepted.
    """
    if call.accepted_time is None:
        raise ValueError(f"call {call.pk} has no accepted time")
    host = urlsplit(site_url).hostname or "localhost"
    event = Event()
    event.add("uid", f"call-{call.pk}@{host}")
    event.add("dtstamp", call.changed_at.astimezone(datetime.UTC))
    event.add("sequence", call.sequence)
    event.add("dtstart", call.accepted_time.astimezone(datetime.UTC))
    event.add("duration", datetime.timedelta(minutes=settings.ADVISORY_CALL_MINUTES))
    event.add("summary", gettext("Advisory call"))
    event.add("description", call.message)
    event.add("status", "CONFIRMED" if method is Method.REQUEST else "CANCELLED")
    event.add("organizer", _address(settings.ADVISORY_EMAIL or settings.DEFAULT_FROM_EMAIL))
    event.add("attendee", _address(call.email, call.name))
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//glossary//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(written: str, name: str = "") -> vCalAddress:
    """Of `Ada <ada@example.org>`, too, the address."""
    _name, email = parseaddr(written)
    address = vCalAddress(f"MAILTO:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address
