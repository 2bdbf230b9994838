"""What readers bring to a call, and their requests for one."""

from __future__ import annotations

import datetime
import secrets
import uuid
import zoneinfo

from django.core import signing
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from glossary_site.web.handover import Findings, find

LONGEST_SUBJECT = 4000
HANDOVER_LASTS = datetime.timedelta(days=7)
REQUEST_SALT = "advisory.request"


def make_reference() -> str:
    """128 random bits as 22 characters that fit into an address."""
    return secrets.token_urlsafe(16)


def make_calendar_uid() -> str:
    """What a call is called in calendars and events, for ever (RFC 7986, 5.3)."""
    return str(uuid.uuid4())


class Origin(models.TextChoices):
    """The kind of page that led to the advisor; all but DIRECT are keys of `HANDOVER_PROVIDERS`."""

    TERM = "term", _("A term")
    RESULT = "result", _("A maturity result")
    CALCULATION = "calculation", _("The calculator")
    DIRECT = "direct", _("The advisor’s page")


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Which references still stand for something."""

    def valid(self) -> HandoverQuerySet:
        return self.filter(made_at__gt=timezone.now() - HANDOVER_LASTS)

    def expired(self) -> HandoverQuerySet:
        return self.filter(made_at__lte=timezone.now() - HANDOVER_LASTS)


class Handover(models.Model):
    """The page that a reader came from: `reference` stands for it in an address, for a week.

    What was found out there is read from the page when it is shown. Only what a reader
    agreed to pass on to a scheduler is stored: as the text that was shown, a line each.
    """

    reference = models.CharField(max_length=32, unique=True, default=make_reference)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    subject = models.TextField(max_length=LONGEST_SUBJECT)
    agreed = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    objects = HandoverQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_origin_display()}, {date_format(self.made_at)}"

    def find(self, request: HttpRequest) -> Findings | None:
        """What the page says now to whoever asks; None where it is gone, or not for them."""
        return find(request, self.origin, self.subject)


class CallRequest(models.Model):
    """Somebody who would like a call: what about, when, and what came of it.

    `shared` is what they ticked, a line each; times are UTC, and `time_zone` is the reader's own.
    `place` is the phone number, link or address where an accepted call of `minutes` is held.
    `digest` tells what was sent again from what is asked anew; it is empty once the same may be
    asked again.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DONE = "done", _("Done")

    OPEN = (State.NEW, State.ACCEPTED)

    name = models.CharField(max_length=120)
    email = models.EmailField()
    time_zone = models.CharField(max_length=64, default="UTC")
    first_choice = models.DateTimeField(null=True, blank=True)
    second_choice = models.DateTimeField(null=True, blank=True)
    third_choice = models.DateTimeField(null=True, blank=True)
    message = models.TextField(max_length=4000)
    shared = models.TextField(blank=True, default="")
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.DIRECT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    accepted_time = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True, default="")
    sequence = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    calendar_uid = models.CharField(
        max_length=300, unique=True, default=make_calendar_uid, editable=False
    )
    minutes = models.PositiveSmallIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="call_request_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {date_format(self.requested_at)}"

    def get_absolute_url(self) -> str:
        """The page of whoever asked; its address is signed, and there is no other key to it."""
        return reverse("advisory:call_request", args=[signing.dumps(self.pk, salt=REQUEST_SALT)])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The reader's time zone; UTC where this machine no longer knows it."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")

    @property
    def choices(self) -> tuple[datetime.datetime | None, ...]:
        """The three times that the reader may have given, in UTC."""
        return self.first_choice, self.second_choice, self.third_choice

    @property
    def preferred_times(self) -> list[datetime.datetime]:
        """Those that were given, in the reader's time zone and order."""
        return [time.astimezone(self.zone) for time in self.choices if time]

    @property
    def local_time(self) -> datetime.datetime | None:
        """When the call is, in the reader's time zone."""
        return self.accepted_time.astimezone(self.zone) if self.accepted_time else None

    @property
    def state_sentence(self) -> str:
        """What became of the request, as its reader is told."""
        if self.state == self.State.ACCEPTED:
            return gettext("The advisor expects your call on %(time)s (%(zone)s).") % {
                "time": date_format(self.local_time, "DATETIME_FORMAT") if self.local_time else "",
                "zone": self.time_zone,
            }
        return {
            self.State.NEW: gettext(
                "Your request is stored. The advisor answers by e-mail, and here."
            ),
            self.State.DECLINED: gettext("The advisor cannot take this call."),
            self.State.WITHDRAWN: gettext("You withdrew this request."),
            self.State.DONE: gettext("This call has taken place."),
        }[self.State(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_cancelled(self) -> bool:
        """Whether it had a time, and takes place no more."""
        has_ended = self.state in (self.State.DECLINED, self.State.WITHDRAWN)
        return has_ended and self.accepted_time is not None


class OriginCount(models.Model):
    """How often readers went on to the advisor in the month that begins with `month`."""

    class Step(models.TextChoices):
        OPENED = "opened", _("Pressed “Book advisory call”")
        LEFT = "left", _("Went on to the scheduler")

    origin = models.CharField(max_length=12, choices=Origin.choices)
    step = models.CharField(max_length=8, choices=Step.choices)
    month = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("origin", "step", "month", name="origin_count_once_a_month")
        ]

    def __str__(self) -> str:
        month = date_format(self.month, "YEAR_MONTH_FORMAT")
        return f"{self.origin} {self.step} in {month}: {self.count}"
