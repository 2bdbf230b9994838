"""Deletes references that have expired, and requests for a call that ended a year ago."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone

from advisory.models import Booking, CallRequest, Handover, WebhookEvent

KEPT_AFTER_THE_END = datetime.timedelta(days=365)
EVENTS_KEPT = datetime.timedelta(days=90)


class Command(BaseCommand):
    help = (
        "Delete the references by which readers came to the advisor, a week after they were made, "
        "requests for a call a year after they were declined, withdrawn or held, bookings a year "
        "after the call, and events "
        "90 days after they happened."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        long_ago = timezone.now() - KEPT_AFTER_THE_END
        ended = CallRequest.objects.exclude(state__in=CallRequest.OPEN)
        old: dict[str, QuerySet[Any]] = {
            "references": Handover.objects.expired(),
            "requests": ended.filter(changed_at__lt=long_ago),
            "bookings": Booking.objects.filter(ends_at__lt=long_ago),
            "events": WebhookEvent.objects.filter(happened_at__lt=timezone.now() - EVENTS_KEPT),
        }
        told = []
        for name, rows in old.items():
            told.append(f"{name} deleted: {rows.count()}")
            rows.delete()
        self.stdout.write(", ".join(told))
