"""The outbox: what other systems are told, kept until they have it.

A row is written in the transaction of what it tells of, so that neither is there without the other.
Whoever sends it claims it first; a kill in between leaves a claim that runs out, and it is sent
again. A receiver knows by the id within what comes twice.
"""

import datetime
import http.client
import logging
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from django.db import DatabaseError, connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

RETRY_AFTER_S = (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400)
"""How long after each attempt that failed the next one follows; after the last of them, none."""

TIMEOUT_S = 10
"""For the connection, and for each answer of the network after that."""

CLAIMED_FOR_S = 60
"""Longer than a delivery takes: after this, whoever claimed it is taken to be dead."""

ANSWER_BYTES = 10_000
"""What is read of a receiver's answer."""

_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Fault:
    """Why something was not taken; what `is_final` would not be taken later either."""

    text: str
    is_final: bool = False


class DeliveryQuerySet(models.QuerySet[Any]):
    """What is to be sent."""

    def due(self, now: datetime.datetime) -> Self:
        return self.filter(state=Delivery.State.WAITING, due_at__lte=now).order_by("due_at", "pk")

    def send_again(self) -> None:
        """From the start, under the id that each has."""
        self.update(state=Delivery.State.WAITING, attempts=0, due_at=timezone.now())


class Delivery(models.Model):
    """The way of something to one receiver.

    While somebody sends it, `due_at` lies in the future, so that nobody else does; what is left by
    a process that was killed meanwhile is sent again after that.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_fault = models.CharField(max_length=300, blank=True, default="")
    objects = DeliveryQuerySet.as_manager()

    class Meta:
        abstract = True

    def claim(self) -> bool:
        """Whether it is ours: of two who want to send it at the same moment, one does."""
        until = timezone.now() + datetime.timedelta(seconds=CLAIMED_FOR_S)
        unclaimed = type(self)._default_manager.filter(
            pk=self.pk, state=self.State.WAITING, due_at=self.due_at
        )
        return unclaimed.update(due_at=until) == 1

    def settle(self, fault: Fault | None) -> str:
        """Note what came of it, and when it is tried again; returns its state.

        One that was deleted in the meantime stays so.
        """
        now = timezone.now()
        self.attempts += 1
        self.last_fault = fault.text[:300] if fault else ""
        if fault is None:
            self.state, self.delivered_at = self.State.DELIVERED, now
        elif fault.is_final or self.attempts > len(RETRY_AFTER_S):
            self.state = self.State.DEAD
            logger.warning("%s was given up: %s", self, self.last_fault)
        else:
            wait_s = RETRY_AFTER_S[self.attempts - 1]
            self.due_at = now + datetime.timedelta(seconds=wait_s)
        names = ("state", "attempts", "due_at", "delivered_at", "last_fault")
        row = type(self)._default_manager.filter(pk=self.pk)
        row.update(**{name: getattr(self, name) for name in names})
        return self.state


AnyDelivery = TypeVar("AnyDelivery", bound=Delivery)


def deliver(
    waiting: models.QuerySet[AnyDelivery],
    send: Callable[[Sequence[AnyDelivery]], Sequence[Fault | None]],
    *,
    at_once: int = 1,
) -> Counter[str]:
    """Send `waiting`, so many `at_once`; `send` says for each what kept it from being taken.

    Returns how many are in which state after that.
    """
    outcomes: Counter[str] = Counter()
    found = list(waiting)
    for start in range(0, len(found), at_once):
        ours = [one for one in found[start : start + at_once] if one.claim()]
        if ours:
            for delivery, fault in zip(ours, send(ours), strict=True):
                outcomes[delivery.settle(fault)] += 1
    return outcomes


def deliver_apart(deliver_due: Callable[[], object]) -> None:
    """Deliver what is due beside the request; what is left then is for the command that does it."""

    def run() -> None:
        try:
            with _one_at_a_time:
                deliver_due()
        except DatabaseError as error:
            logger.warning("What is to be sent waits for the database: %s", error)
        finally:
            connection.close()

    threading.Thread(target=run, daemon=True).start()


def post(
    address: str, body: bytes, headers: Mapping[str, str], *, method: str = "POST"
) -> tuple[int, bytes]:
    """The status of the answer and its beginning; a redirect is one like any other, and is not
    followed.

    Raises OSError or HTTPException where there is no answer.
    """
    parts = urlsplit(address)
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
        link.request(method, path, body, {"User-Agent": "drift-and-margin", **headers})
        answer = link.getresponse()
        return answer.status, answer.read(ANSWER_BYTES)
    finally:
        link.close()
