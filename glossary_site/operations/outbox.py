"""The outbox: what other systems are told, kept until they have it.

A row is written in the transaction of what it tells of, so that neither is there without the other.
Whoever sends it claims it first; a kill in between leaves a claim that runs out, and it is sent
again. A receiver knows by the id within what comes twice.

No lock and no transaction is held while the network is waited for. A receiver that does not answer
is not asked again in the same run, so that it holds up nothing for others.
"""

import datetime
import http.client
import logging
import ssl
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
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

_one_at_a_time: defaultdict[Callable[[], object], threading.Lock] = defaultdict(threading.Lock)
"""For each kind of delivery: a slow receiver of webhooks holds up no scores."""

_under_way: defaultdict[Callable[[], object], threading.BoundedSemaphore] = defaultdict(
    lambda: threading.BoundedSemaphore(2)
)
"""One thread that sends and one that waits, which will see all that is due by then."""


@dataclass(frozen=True)
class Fault:
    """Why something was not taken; what `is_final` would not be taken later either, and where the
    receiver `is_away`, nothing else is taken now."""

    text: str
    is_final: bool = False
    is_away: bool = False


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
        if not self._as_read().update(due_at=until):
            return False
        self.due_at = until
        return True

    def _as_read(self) -> models.QuerySet[Self]:
        """The row, unless somebody else has claimed, settled or deleted it since."""
        rows: models.QuerySet[Self] = type(self)._default_manager.filter(
            pk=self.pk, state=self.State.WAITING, due_at=self.due_at
        )
        return rows

    def settle(self, fault: Fault | None) -> str:
        """Note what came of it, and when it is tried again; returns its state.

        One that was deleted in the meantime stays so, and one whose claim ran out is for whoever
        claimed it after that.
        """
        ours, now = self._as_read(), timezone.now()
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
        ours.update(**{name: getattr(self, name) for name in names})
        return self.state


AnyDelivery = TypeVar("AnyDelivery", bound=Delivery)


def deliver(
    waiting: models.QuerySet[AnyDelivery],
    send: Callable[[Sequence[AnyDelivery]], Sequence[Fault | None]],
    *,
    at_once: int = 1,
    receiver_of: Callable[[AnyDelivery], Hashable] = type,
) -> Counter[str]:
    """Send `waiting`, so many `at_once`; `send` says for each what kept it from being taken.

    Those that have one receiver, by `receiver_of`, wait for the next run once it is found to be
    away; if not said, all have the same. Returns how many are in which state after that.
    """
    outcomes: Counter[str] = Counter()
    away: set[Hashable] = set()
    keys = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(keys), at_once):
        found = waiting.filter(pk__in=keys[start : start + at_once])
        ours = [one for one in found if receiver_of(one) not in away and one.claim()]
        for delivery, fault in zip(ours, _faults_of(ours, send), strict=True):
            outcomes[delivery.settle(fault)] += 1
            if fault and fault.is_away:
                away.add(receiver_of(delivery))
    return outcomes


def _faults_of(
    ours: Sequence[AnyDelivery], send: Callable[[Sequence[AnyDelivery]], Sequence[Fault | None]]
) -> Sequence[Fault | None]:
    """What `send` says; where it breaks, that is a fault like another, and is given up in the end,
    instead of being met again by every run and holding up whatever comes after."""
    if not ours:
        return []
    try:
        return send(ours)
    except DatabaseError:
        raise
    except Exception as error:
        logger.exception("%s could not be sent", ours[0])
        return [Fault(f"{type(error).__name__}: {error}")] * len(ours)


def deliver_apart(deliver_due: Callable[[], object]) -> None:
    """Deliver what is due beside the request; what is left then is for the command that does it."""
    under_way = _under_way[deliver_due]
    if not under_way.acquire(blocking=False):
        return

    def run() -> None:
        try:
            with _one_at_a_time[deliver_due]:
                deliver_due()
        except DatabaseError as error:
            logger.warning("What is to be sent waits for the database: %s", error)
        finally:
            under_way.release()
            connection.close()

    threading.Thread(target=run, daemon=True).start()


def post(address: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """The status of the answer and its beginning; a redirect is one like any other, and is not
    followed.

    Raises OSError or HTTPException where there is no answer.
    """
    return _ask("POST", address, body, headers, ANSWER_BYTES)


def get(address: str, headers: Mapping[str, str], *, most_bytes: int) -> tuple[int, bytes]:
    """The same of what lies at an address, up to `most_bytes` of it."""
    return _ask("GET", address, None, headers, most_bytes)


def _ask(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], most_bytes: int
) -> tuple[int, bytes]:
    link: http.client.HTTPConnection | None = None
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme == "https":
            context = ssl.create_default_context()
            link = http.client.HTTPSConnection(host, parts.port, timeout=TIMEOUT_S, context=context)
        else:
            link = http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT_S)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request(method, path, body, {"User-Agent": "drift-and-margin", **headers})
        answer = link.getresponse()
        return answer.status, answer.read(most_bytes)
    except OSError:  # some, as of a certificate, are a ValueError too
        raise
    except ValueError as error:  # a port, a host or a path that no request can be made of
        raise http.client.InvalidURL(f"{address!r} cannot be asked: {error}") from error
    finally:
        if link:
            link.close()
