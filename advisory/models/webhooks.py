"""The outbox: what happened to a call, and whom it has reached."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from glossary_site.operations.outbox import Delivery


def make_event_id() -> str:
    """What an event is called for ever, however often it is sent."""
    return str(uuid.uuid4())


class WebhookEvent(models.Model):
    """Something that happened, with the very `body` that every receiver gets."""

    class Kind(models.TextChoices):
        REQUESTED = "call.requested", _("Call requested")
        ACCEPTED = "call.accepted", _("Call accepted")
        DECLINED = "call.declined", _("Call declined")
        WITHDRAWN = "call.withdrawn", _("Call withdrawn")
        BOOKED = "call.booked", _("Call booked")

    event_id = models.CharField(max_length=36, unique=True, default=make_event_id)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.TextField()
    happened_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class WebhookDelivery(Delivery):
    """The way of an event to one address."""

    event = models.ForeignKey(WebhookEvent, on_delete=models.CASCADE, related_name="deliveries")
    address = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        indexes = [models.Index(fields=["state", "due_at"], name="webhook_delivery_due")]
        constraints = [
            models.UniqueConstraint(fields=["event", "address"], name="webhook_delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"
