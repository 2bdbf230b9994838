"""Queries that found nothing, counted in memory and written apart from the request."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from glossary_site.operations.buffered_counts import CountBuffer
from terms.models import MissedQuery
from terms.names.normal_form import normal_form

KEPT = 1000
"""How many queries the table keeps: the most frequent ones, of equals the latest."""
_MAX_WAITING = 200
_CHARACTERS = 100
_PRIVATE = re.compile(r"@|\d{6}")


class MissBuffer(CountBuffer):
    """Queries that found nothing, as they were typed."""

    def note(self, word: str) -> None:
        """Count a query that found nothing. What may be an address or a number is not kept."""
        text = normal_form(word)[:_CHARACTERS].strip()
        if text and not _PRIVATE.search(text):
            super().note(text)

    def take(self, word: str) -> None:
        """A reader who still types asks for 'dri', then 'drif': only the longest counts."""
        others = self._waiting.keys() - {word}
        if any(other.startswith(word) for other in others):
            return
        for unfinished in [other for other in others if word.startswith(other)]:
            del self._waiting[unfinished]
        super().take(word)

    def write(self, counts: Counter[str]) -> None:
        _write(counts, timezone.now().date())


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


misses = MissBuffer(_MAX_WAITING)
"""The one buffer of this process."""
