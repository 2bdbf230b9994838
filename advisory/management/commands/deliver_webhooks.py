"""Sends the events that wait in the outbox."""

from collections import Counter

from advisory.webhooks.delivery import deliver_due
from glossary_site.operations.outbox_command import OutboxCommand


class Command(OutboxCommand):
    help = "Send what waits for WEBHOOK_URLS; what a receiver does not take is tried again later."

    def send(self) -> Counter[str]:
        return deliver_due()
