"""The number that changes with whatever readers see."""

import time

from django.db import models
from django.db.models.functions import Greatest


class ContentVersion(models.Model):
    """One row. Pages made under one number are never shown under the next."""

    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="content_version_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.number)


def read_version() -> int:
    """The number in force; 0 before anything was ever published."""
    return ContentVersion.objects.values_list("number", flat=True).first() or 0


def content_changed() -> None:
    """Every stored page is of the past as soon as the transaction around this call is committed.

    To be called wherever something is written that a visitor without state can see. The number is
    the time in microseconds, so that it grows even where an old database is put back.
    """
    now = time.time_ns() // 1000
    following = Greatest(models.F("number") + 1, now)
    if not ContentVersion.objects.filter(id=1).update(number=following):
        ContentVersion.objects.get_or_create(id=1, defaults={"number": now})
