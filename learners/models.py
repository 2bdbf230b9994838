"""The learner, somebody with state who is known by a random number alone, and what leads there."""

import datetime
import uuid
from typing import ClassVar

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

NAME_CHARACTERS = 60
"""The longest name that a reader may give a device."""

CREDENTIAL_CHARACTERS = 1364
"""A credential's id has at most 1,023 bytes (Web Authentication, 5.1), here in Base64."""


def today() -> datetime.date:
    """The day in UTC, by which devices are seen."""
    return timezone.now().date()


class Learner(models.Model):
    """Created by the first answer, tick or assessment; its id is kept in the session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_on = models.DateField(default=today)

    def __str__(self) -> str:
        return str(self.id)


class FormerLearner(models.Model):
    """The number of a learner who was joined to another: what was handed out under it, such as a
    page that is still open or reviews taken along, is that one's now."""

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="former_numbers")

    def __str__(self) -> str:
        return str(self.id)


class Device(models.Model):
    """A browser that is signed in as the learner: it ends with its session, and that with it.

    Nothing is known of it but days and the name that the reader gives it.
    """

    withheld: ClassVar = frozenset({"session"})

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="devices")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="device")
    name = models.CharField(max_length=NAME_CHARACTERS, blank=True)
    first_seen_on = models.DateField(default=today)
    seen_on = models.DateField(default=today)

    class Meta:
        ordering = ["-seen_on", "-pk"]

    def __str__(self) -> str:
        return self.name or f"device since {self.first_seen_on}"


class RecoveryCode(models.Model):
    """What is kept of the words that lead another device here: by it they cannot be found.

    The digest is a plain SHA-256. Slow hashes and keys protect what can be guessed; 128 random bits
    cannot be, and without a key a code outlives a change of the site's. A code is found by
    `lookup`, the first digits of its digest.
    """

    withheld: ClassVar = frozenset({"lookup", "digest"})

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="recovery_code")
    lookup = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    made_on = models.DateField(default=today)

    def __str__(self) -> str:
        return f"code of {self.made_on}"


class Passkey(models.Model):
    """A key pair of the reader's browser or phone; the public half, and its id in Base64."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=CREDENTIAL_CHARACTERS, unique=True)
    public_key = models.TextField()
    sign_count = models.PositiveBigIntegerField(default=0)
    made_on = models.DateField(default=today)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return f"passkey of {self.made_on}"


class OutsideAccount(models.Model):
    """An account at the provider of the operator's choice, as a digest of issuer and subject."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="outside_accounts")
    subject_digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(default=today)

    def __str__(self) -> str:
        return f"account since {self.made_on}"
