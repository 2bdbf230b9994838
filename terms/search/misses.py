"""Queries that no entry answers, and entries that readers ask for.

Queries are counted in memory and written apart from the request; who asks for an entry posts.
"""

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
"""How many queries the table keeps: those whose entry was asked for most, then the most frequent
ones, of equals the latest."""
_MAX_WAITING = 200
_CHARACTERS = 100
_PRIVATE = re.compile(r"@|\d{6}")


def countable(query: str) -> str:
    """The query as it is counted; empty for one that may be somebody's address or number."""
    text = normal_form(query)[:_CHARACTERS].strip()
    return "" if _PRIVATE.search(text) else text


def count_asked_for(query: str) -> bool:
    """Count that a reader asks for the entry of this name; False for what is not counted."""
    text = countable(query)
    if text:
        _write(Counter([text]), timezone.now().date(), column="asked_for")
    return bool(text)


class MissBuffer(CountBuffer):
    """Queries that found nothing, as they were typed."""

    def note(self, word: str) -> None:
        """Count a query that found nothing. What may be an address or a number is not kept."""
        if text := countable(word):
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
def _write(counts: Counter[str], today: datetime.date, *, column: str = "count") -> None:
    """Add the counts to that column of their queries, and drop what is beyond `KEPT`."""
    for text, count in sorted(counts.items()):
        MissedQuery.objects.get_or_create(text=text, defaults={"last_asked_on": today})
        MissedQuery.objects.filter(text=text).update(
            **{column: F(column) + count}, last_asked_on=today
        )
    if counts:
        gone = list(MissedQuery.objects.values_list("pk", flat=True)[KEPT:])
        MissedQuery.objects.filter(pk__in=gone).delete()


misses = MissBuffer(_MAX_WAITING)
"""The one buffer of this process."""
