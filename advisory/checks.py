"""What must hold of the settings before the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from advisory.schedulers import Scheduler, base_fault


@register()
def scheduler_is_usable(**_kwargs: Any) -> list[CheckMessage]:
    """The scheduler is one that we know, and its address https and absolute."""
    found: list[CheckMessage] = []
    base, kind = settings.ADVISORY_BOOKING_URL, settings.ADVISORY_SCHEDULER
    if base and (fault := base_fault(base)):
        found.append(Error(f"ADVISORY_BOOKING_URL is {base!r}; {fault}", id="advisory.E001"))
    allowed = [scheduler.value for scheduler in Scheduler]
    if kind not in allowed:
        message = f"ADVISORY_SCHEDULER is {kind!r}; it must be one of {', '.join(allowed)}"
        found.append(Error(message, id="advisory.E002"))
    return found
