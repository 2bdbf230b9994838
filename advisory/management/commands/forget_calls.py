"""Deletes references that have expired, and requests for a call that ended a year ago."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from advisory.models import CallRequest, Handover, WebhookEvent

KEPT_AFTER_THE_END = datetime.timedelta(days=365)
EVENTS_KEPT = datetime.timedelta(days=90)


class Command(BaseCommand):
    help = (
        "Delete the references by which readers came to the advisor, a week after they were made, "
        "requests for a call a year after they were declined, withdrawn or held, and events "
        "90 days after they happened."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        references, _rows = Handover.objects.expired().delete()
        ended = CallRequest.objects.exclude(state__in=CallRequest.OPEN)
        long_ago = timezone.now() - KEPT_AFTER_THE_END
        requests, _rows = ended.filter(changed_at__lt=long_ago).delete()
        old = WebhookEvent.objects.filter(happened_at__lt=timezone.now() - EVENTS_KEPT)
        events = old.count()
        old.delete()
        told = f"references deleted: {references}, requests deleted: {requests}"
        self.stdout.write(f"{told}, events deleted: {events}")
