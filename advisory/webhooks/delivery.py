"""Sends what waits in the outbox, again and later where a receiver does not take it."""

import datetime
import http.client
import logging
import ssl
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from advisory.models import WebhookDelivery
from advisory.webhooks.signing import sign

logger = logging.getLogger(__name__)
State = WebhookDelivery.State

RETRY_AFTER_S = (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400)
"""How long after each attempt that failed the next one follows; after the last of them, none."""

TIMEOUT_S = 10
"""For the connection, and for each answer of the network after that."""

CLAIMED_FOR_S = 60
"""Longer than a delivery takes: after this, whoever claimed it is taken to be dead."""

_one_at_a_time = threading.Lock()


def deliver_soon() -> None:
    """Deliver what is due beside the request; what is left then is for `deliver_webhooks`."""
    threading.Thread(target=_deliver_apart, daemon=True).start()


def _deliver_apart() -> None:
    try:
        with _one_at_a_time:
            deliver_due()
    except DatabaseError as error:
        logger.warning("Webhooks wait for the database: %s", error)
    finally:
        connection.close()


def deliver_due() -> Counter[str]:
    """Send everything that is due; returns how many are in which state after that."""
    outcomes: Counter[str] = Counter()
    for delivery in WebhookDelivery.objects.due(timezone.now()).select_related("event"):
        if _claim(delivery):
            outcomes[_settle(delivery, _fault_of(delivery))] += 1
    return outcomes


def _claim(delivery: WebhookDelivery) -> bool:
    """Whether it is ours: of two who want to send it at the same moment, one does."""
    until = timezone.now() + datetime.timedelta(seconds=CLAIMED_FOR_S)
    unclaimed = WebhookDelivery.objects.filter(
        pk=delivery.pk, state=State.WAITING, due_at=delivery.due_at
    )
    return unclaimed.update(due_at=until) == 1


def _settle(delivery: WebhookDelivery, fault: str) -> str:
    """Note what came of it, and when it is tried again."""
    now = timezone.now()
    delivery.attempts += 1
    delivery.last_fault = fault
    if not fault:
        delivery.state, delivery.delivered_at = State.DELIVERED, now
    elif delivery.attempts > len(RETRY_AFTER_S):
        delivery.state = State.DEAD
        logger.warning("%s was given up: %s", delivery.event, fault)
    else:
        wait_s = RETRY_AFTER_S[delivery.attempts - 1]
        delivery.due_at = now + datetime.timedelta(seconds=wait_s)
    delivery.save(update_fields=["state", "attempts", "due_at", "delivered_at", "last_fault"])
    return delivery.state


def _fault_of(delivery: WebhookDelivery) -> str:
    """Send it; why it was not taken, or nothing where it was."""
    if delivery.address not in settings.WEBHOOK_URLS:
        delivery.attempts = len(RETRY_AFTER_S)
        return "the address is no longer in WEBHOOK_URLS"
    try:
        status = _post(delivery.address, delivery.event.event_id, delivery.event.body.encode())
    except (OSError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return "" if 200 <= status < 300 else f"the answer was {status}"


def _post(address: str, event_id: str, body: bytes) -> int:
    """The status of the answer; a redirect is one like any other, and is not followed."""
    parts, sent_at = urlsplit(address), int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "drift-and-margin",
        "Webhook-Id": event_id,
        "Webhook-Timestamp": str(sent_at),
        "Webhook-Signature": sign(settings.WEBHOOK_SECRET, event_id, sent_at, body),
    }
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        link: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, parts.port, timeout=TIMEOUT_S, context=context
        )
    else:
        link = http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT_S)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request("POST", path, body, headers)
        return link.getresponse().status
    finally:
        link.close()
