"""Queries that found nothing, counted in memory and written apart from the request."""

from __future__ import annotations

import datetime
import logging
import re
import threading
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from terms.models import MissedQuery

KEPT = 1000
"""How many queries the table keeps: the most frequent ones, of equals the latest."""
_MAX_WAITING = 200
_CHARACTERS = 100
_PRIVATE = re.compile(r"@|\d{6}")
_logger = logging.getLogger(__name__)


class MissBuffer:
    """Counts that wait to be written; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._timer: threading.Timer | None = None

    def note(self, query: str) -> None:
        """Count a query that found nothing. What may be an address or a number is not kept.

        A reader who still types asks for 'dri', then 'drif': only the longest counts.
        """
        text = query.casefold()[:_CHARACTERS].strip()
        if not text or _PRIVATE.search(text):
            return
        with self._lock:
            others = self._waiting.keys() - {text}
            if any(other.startswith(text) for other in others):
                return
            for unfinished in [other for other in others if text.startswith(other)]:
                del self._waiting[unfinished]
            if text in self._waiting or len(self._waiting) < _MAX_WAITING:
                self._waiting[text] += 1
            self._start_timer()

    def _start_timer(self) -> None:
        if self._timer is None and settings.MISSED_QUERIES_FLUSH_S:
            self._timer = threading.Timer(settings.MISSED_QUERIES_FLUSH_S, self._flush_apart)
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
            _write(counts, timezone.now().date())
        except DatabaseError as error:
            _logger.warning("missed queries could not be written: %s", error)
            with self._lock:
                self._waiting.update(counts)
                self._start_timer()


@transaction.atomic
def _write(counts: Counter[str], today: datetime.date) -> None:
    for text, count in sorted(counts.items()):
        changed = MissedQuery.objects.filter(text=text).update(
            count=F("count") + count, last_asked_on=today
        )
        if not changed:
            MissedQuery.objects.create(text=text, count=count, last_asked_on=today)
    if counts:
        ranked = MissedQuery.objects.order_by("-count", "-last_asked_on", "-pk")
        gone = list(ranked.values_list("pk", flat=True)[KEPT:])
        MissedQuery.objects.filter(pk__in=gone).delete()


misses = MissBuffer()
"""The one buffer of this process."""
