"""Calls that were booked at a scheduler."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from advisory.models.calls import Origin, make_calendar_uid


class Booking(models.Model):
    """What a scheduler said of a booking; who booked it, only the scheduler knows.

    `reference` is the handover's that the link carried, and `agreed` what its reader ticked, as it
    was shown. `call` names the call in events, and stays when it is moved; `said_at` is when the
    scheduler last said something new.
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        CANCELLED = "cancelled", _("Cancelled")
        MOVED = "moved", _("Moved")

    scheduler = models.CharField(max_length=10)
    uid = models.CharField(max_length=300)
    call = models.CharField(max_length=36, default=make_calendar_uid)
    state = models.CharField(max_length=10, choices=State.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    said_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=32, blank=True, default="")
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.DIRECT)
    agreed = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["scheduler", "uid"], name="booking_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {date_format(self.starts_at, 'DATETIME_FORMAT')}"
