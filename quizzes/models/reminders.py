"""How learners let themselves be reminded: a private calendar, and mail to an address of theirs."""

import datetime
import hashlib
import secrets
import zoneinfo
from typing import Self

from django.db import models

from learners.models import Learner

ZONE_CHARACTERS = 64
EVERY_DAY = "0123456"


def new_token() -> str:
    """A secret of 192 bits that stands in an address."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is stored of a token; it is random, and so long that no salt or slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarAddress(models.Model):
    """The address under which a learner's calendar sees the days on which something is due.

    Only the digest of its secret is kept, so that it is shown once, when it is made.
    """

    learner = models.OneToOneField(
        Learner, on_delete=models.CASCADE, related_name="calendar_address"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    time_zone = models.CharField(max_length=ZONE_CHARACTERS)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"calendar of {self.learner_id}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class MailReminderQuerySet(models.QuerySet["MailReminder"]):
    def due(self, now: datetime.datetime) -> Self:
        """Those that are to be looked at now, the longest waiting first."""
        return self.filter(due_at__lte=now).order_by("due_at")

    def expired(self, now: datetime.datetime) -> Self:
        """Those whose question, by mail, was not answered in time."""
        return self.filter(expires_at__lte=now)


class MailReminder(models.Model):
    """An address to which a learner is written on days with something due.

    It is written to from `due_at` on, at most once a day on the learner's clock; while it has none,
    a mail asks whether to write, and whoever holds the token in it says yes before `expires_at`.
    `mails` counts those since the last review.
    """

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="mail_reminder")
    email = models.EmailField()
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    hour = models.PositiveSmallIntegerField(default=8)
    time_zone = models.CharField(max_length=ZONE_CHARACTERS)
    token_digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mails = models.PositiveSmallIntegerField(default=0)

    objects = MailReminderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("due_at", name="mailreminder_due"),
            models.Index("token_digest", name="mailreminder_token"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(token_digest="", expires_at=None, due_at__isnull=False)
                | (~models.Q(token_digest="") & models.Q(expires_at__isnull=False, due_at=None)),
                name="mailreminder_asks_or_writes",
            ),
            models.CheckConstraint(
                condition=models.Q(hour__lte=23), name="mailreminder_hour_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"mail to {self.learner_id}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def is_confirmed(self) -> bool:
        return self.due_at is not None
