"""Writes events into the outbox, in the transaction of the change that they tell of."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from advisory.models import CallRequest, WebhookDelivery, WebhookEvent
from advisory.webhooks.delivery import deliver_soon


def record_call(kind: WebhookEvent.Kind, call: CallRequest) -> None:
    """Say what happened to a request; nothing of who asked, or of what about, is in it."""
    time = call.accepted_time
    record(
        kind,
        {
            "call": call.calendar_uid,
            "state": call.state,
            "origin": call.origin,
            "time": time.isoformat() if time else None,
            "minutes": call.minutes,
            "sequence": call.sequence,
        },
    )


def record(kind: WebhookEvent.Kind, data: dict[str, Any]) -> None:
    """Write an event for every address of `WEBHOOK_URLS`; once it is committed, it is sent.

    Raises TransactionManagementError outside of a transaction.
    """
    if not settings.WEBHOOK_URLS:
        return
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{kind} must be told with its change")
    now = timezone.now()
    said = {"type": kind.value, "timestamp": now.isoformat(), "data": data}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    event = WebhookEvent.objects.create(kind=kind, body=body, happened_at=now)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(event=event, address=address, due_at=now)
        for address in settings.WEBHOOK_URLS
    )
    transaction.on_commit(deliver_soon)
