"""Sends the scores that wait for a learning platform."""

from collections import Counter

from exchange.lti.scores import deliver_due
from glossary_site.operations.outbox_command import OutboxCommand


class Command(OutboxCommand):
    help = "Send scores that a learning platform has not taken yet; what it refuses comes later."

    def send(self) -> Counter[str]:
        return deliver_due()
