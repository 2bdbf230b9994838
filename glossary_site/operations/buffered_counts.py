"""Counts that wait in memory and are written apart from the requests that they come from."""

import logging
import threading
from abc import ABC, abstractmethod
from collections import Counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Manager
from django.utils import timezone

_logger = logging.getLogger(__name__)


def add_to_month(rows: Manager[Any], number: int, **which: Any) -> None:
    """Add to this month's `count` among `rows`, whose months begin with the day in `month`."""
    of_month = which | {"month": timezone.now().date().replace(day=1)}
    rows.get_or_create(**of_month)
    rows.filter(**of_month).update(count=F("count") + number)


class CountBuffer(ABC):
    """Counts by a word each; safe to use from several threads.

    They are written every `COUNTS_FLUSH_S` seconds: so many of them are lost with a process that
    is killed. At most `most` words wait; of more, those that wait already are counted on.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._timer: threading.Timer | None = None

    @abstractmethod
    def write(self, counts: Counter[str]) -> None:
        """Add the counts to those in the database."""

    def note(self, word: str) -> None:
        """Count `word` once."""
        with self._lock:
            self.take(word)
            self._start_timer()

    def take(self, word: str) -> None:
        """Count `word` among those that wait; the lock is held."""
        if word in self._waiting or len(self._waiting) < self.most:
            self._waiting[word] += 1

    def _start_timer(self) -> None:
        if self._timer is None and settings.COUNTS_FLUSH_S:
            self._timer = threading.Timer(settings.COUNTS_FLUSH_S, self._flush_apart)
            self._timer.daemon = True
            self._timer.start()

    def _flush_apart(self) -> None:
        try:
            self.flush()
        finally:
            connection.close()

    def flush(self) -> None:
        """Write what waits. Where the database cannot be written to, it goes on waiting."""
        with self._lock:
            self._timer = None
            counts, self._waiting = self._waiting, Counter()
        try:
            self.write(counts)
        except DatabaseError as error:
            _logger.warning("%s could not be written: %s", type(self).__name__, error)
            with self._lock:
                self._waiting.update(counts)
                self._start_timer()
