"""The advisor: who takes the calls, on what terms, and when."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory.times.open_times import OpenTimes, read_blocked, read_hours, read_zone
from terms.fields.columns import TEXT, LineField, within
from terms.fields.prose import ProseField
from terms.fields.ranges import (
    LABEL_CHARACTERS,
    LEAD_HOURS,
    LINE_CHARACTERS,
    SLOT_MINUTES,
    TITLE_CHARACTERS,
)
from terms.models import Glossary, Source

USUAL_LEAD_HOURS = 24


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def check_zone(text: str) -> None:
    """Refuse what names no time zone."""
    try:
        read_zone(text)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def check_hours(text: str) -> None:
    """Refuse a line that names no hours of the week."""
    try:
        for line in lines_of(text):
            read_hours(line)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def check_blocked_days(text: str) -> None:
    """Refuse a line that names no days."""
    try:
        for line in lines_of(text):
            read_blocked(line)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class Advisor(models.Model):
    """The person whom readers of the glossary can call."""

    glossary = models.OneToOneField(Glossary, on_delete=models.CASCADE, related_name="advisor")
    name = LineField(max_length=LABEL_CHARACTERS)
    role = LineField(max_length=TITLE_CHARACTERS)
    summary = ProseField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    price = LineField(max_length=LINE_CHARACTERS, blank=True, default="")
    duration = LineField(max_length=LABEL_CHARACTERS, blank=True, default="")
    what_happens = LineField(max_length=LINE_CHARACTERS, blank=True, default="")
    reply = LineField(
        max_length=LINE_CHARACTERS,
        blank=True,
        default="",
        help_text=_("When somebody who asks for a call hears back."),
    )
    time_zone = LineField(
        max_length=LABEL_CHARACTERS,
        blank=True,
        default="",
        validators=[check_zone],
        help_text=_("The time zone of the hours below, such as Europe/Berlin."),
    )
    hours = models.TextField(
        blank=True,
        default="",
        validators=[*TEXT, check_hours],
        help_text=_("When calls are usually taken, a line each: Mon-Thu 09:00-12:00"),
    )
    slot_minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=within(SLOT_MINUTES),
        help_text=_("How long a call is; otherwise ADVISORY_CALL_MINUTES says so."),
    )
    lead_hours = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=within(LEAD_HOURS),
        help_text=_("How many hours before a call it must be asked for; otherwise 24."),
    )
    blocked_days = models.TextField(
        blank=True,
        default="",
        validators=[*TEXT, check_blocked_days],
        help_text=_("Days without calls, a line each: 2026-12-24, or 2026-12-24 to 2027-01-02"),
    )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.hours and not self.time_zone:
            raise ValidationError({"time_zone": _("Hours need a time zone.")})

    @property
    def call_terms(self) -> list[tuple[str, str]]:
        """What is said of a call, each with its name; what is not given is left out."""
        said = (
            (gettext("What the call costs"), self.price),
            (gettext("How long it takes"), self.duration),
            (gettext("What happens"), self.what_happens),
            (gettext("When you hear back"), self.reply),
        )
        return [(name, text) for name, text in said if text]

    @property
    def call_minutes(self) -> int:
        return self.slot_minutes or settings.ADVISORY_CALL_MINUTES

    @property
    def open_times(self) -> OpenTimes | None:
        """The hours in which calls are usually taken; None where none are given."""
        hours = [one for line in lines_of(self.hours) for one in read_hours(line)]
        if not hours:
            return None
        lead = USUAL_LEAD_HOURS if self.lead_hours is None else self.lead_hours
        return OpenTimes(
            zone=read_zone(self.time_zone),
            hours=hours,
            slot=datetime.timedelta(minutes=self.call_minutes),
            lead=datetime.timedelta(hours=lead),
            blocked=[read_blocked(line) for line in lines_of(self.blocked_days)],
        )

    @property
    def books_elsewhere(self) -> bool:
        """Whether a scheduler takes the calls, and not this site's own form."""
        return bool(settings.ADVISORY_BOOKING_URL)
