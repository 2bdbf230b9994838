"""A reader who asks for a call."""

import datetime
import time
from typing import Any

from django.utils import timezone

from advisory.forms import opening_stamp
from advisory.models import CallRequest

FUTURE = f"{timezone.now() + datetime.timedelta(days=30):%Y-%m-%d}"
"""A day, thirty from now."""


def filled_in(**changes: str) -> dict[str, str]:
    """What a browser sends of the form, a minute after it was shown."""
    fields = {
        "name": "Rita Reader",
        "email": "rita@example.org",
        "message": "Our margin shrinks.",
        "time_zone": "UTC",
        "opened": opening_stamp(time.time() - 60),
    }
    return fields | changes


def asked(first_choice: datetime.timedelta | None = None, **changes: Any) -> CallRequest:
    """A stored request; `first_choice` is how long from now its only time is."""
    fields = {"name": "Rita Reader", "email": "rita@example.org", "message": "Our margin."}
    if first_choice:
        changes["first_choice"] = timezone.now() + first_choice
    return CallRequest.objects.create(**fields | changes)
