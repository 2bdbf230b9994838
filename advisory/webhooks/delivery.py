"""Sends what waits in the outbox, again and later where a receiver does not take it."""

import http.client
import time
from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from advisory.models import WebhookDelivery
from advisory.webhooks.signing import sign
from glossary_site.operations.outbox import Fault, deliver, deliver_apart, post


def deliver_soon() -> None:
    """Deliver what is due beside the request; what is left then is for `deliver_webhooks`."""
    deliver_apart(deliver_due)


def deliver_due() -> Counter[str]:
    """Send everything that is due; returns how many are in which state after that."""
    waiting = WebhookDelivery.objects.due(timezone.now()).select_related("event")
    return deliver(waiting, _send, receiver_of=lambda one: one.address)


def _send(deliveries: Sequence[WebhookDelivery]) -> list[Fault | None]:
    return [_fault_of(delivery) for delivery in deliveries]


def _fault_of(delivery: WebhookDelivery) -> Fault | None:
    """Send it; why it was not taken, or None where it was."""
    if delivery.address not in settings.WEBHOOK_URLS:
        return Fault("the address is no longer in WEBHOOK_URLS", is_final=True)
    event_id, body, sent_at = (
        delivery.event.event_id,
        delivery.event.body.encode(),
        int(time.time()),
    )
    headers = {
        "Content-Type": "application/json",
        "Webhook-Id": event_id,
        "Webhook-Timestamp": str(sent_at),
        "Webhook-Signature": sign(settings.WEBHOOK_SECRET, event_id, sent_at, body),
    }
    try:
        status, _answer = post(delivery.address, body, headers)
    except (OSError, http.client.HTTPException) as error:
        return Fault(f"{type(error).__name__}: {error}", is_away=isinstance(error, OSError))
    return None if 200 <= status < 300 else Fault(f"the answer was {status}")
