"""Files that calendars take (RFC 5545): what all of them have alike."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from icalendar import Calendar

MEDIA_TYPE = "text/calendar"


def new_calendar(site_url: str, method: str) -> Calendar:
    """A calendar of this site without entries; `method` is what it asks of who reads it."""
    from icalendar import Calendar  # slow to import, and few pages write a calendar

    host = urlsplit(site_url).hostname or "localhost"
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//glossary//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def calendar_text(text: str) -> str:
    """`text` without control characters, which no value may hold (RFC 5545, 3.3.11).

    Every kind of line break is one that can be written: "\\n".
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in unified if one in "\n\t" or unicodedata.category(one) != "Cc")
