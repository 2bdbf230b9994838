"""The outbox: what happened to a call, and whom it has reached."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """What is to be sent."""

    def due(self, now: datetime.datetime) -> WebhookDeliveryQuerySet:
        return self.filter(state=WebhookDelivery.State.WAITING, due_at__lte=now).order_by("due_at")


class WebhookDelivery(models.Model):
    """The way of an event to one address.

    While somebody sends it, `due_at` lies in the future, so that nobody else does; what is left by
    a process that was killed meanwhile is sent again after that.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")

    event = models.ForeignKey(WebhookEvent, on_delete=models.CASCADE, related_name="deliveries")
    address = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_fault = models.CharField(max_length=300, blank=True, default="")
    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "webhook deliveries"
        indexes = [models.Index(fields=["state", "due_at"], name="webhook_delivery_due")]
        constraints = [
            models.UniqueConstraint(fields=["event", "address"], name="webhook_delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"
