"""The advisor and the requests for a call."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advisory.schedulers import Booking, Scheduler, booking_link
from terms.models import Glossary, Source, Term
from terms.prose import ProseField


class Advisor(models.Model):
    """The person whom readers of the glossary can call."""

    glossary = models.OneToOneField(Glossary, on_delete=models.CASCADE, related_name="advisor")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=200)
    summary = ProseField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def booking_url(self) -> str:
        """The scheduler of `ADVISORY_BOOKING_URL`, or this site's own form."""
        if not self.books_elsewhere:
            return reverse("advisory:advisory")
        scheduler = Scheduler(settings.ADVISORY_SCHEDULER)
        tags = Booking(utm=[("source", "glossary"), ("medium", "advisory")])
        return booking_link(scheduler, settings.ADVISORY_BOOKING_URL, tags)

    @property
    def books_elsewhere(self) -> bool:
        return bool(settings.ADVISORY_BOOKING_URL)


class CallRequest(models.Model):
    """Somebody who would like a call, and what about."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    name = models.CharField(max_length=120)
    email = models.EmailField()
    message = models.TextField(max_length=4000)
    term = models.ForeignKey(
        Term, on_delete=models.SET_NULL, null=True, blank=True, related_name="call_requests"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    requested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.name}, {self.requested_at:%Y-%m-%d}"
