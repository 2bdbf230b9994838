"""How often readers go on to the advisor, by month and kind of page; never who does."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from advisory.models import Origin, OriginCount
from glossary_site.counting import CountBuffer


class ClickBuffer(CountBuffer):
    """Clicks by origin and step, as `term opened`."""

    def write(self, counts: Counter[str]) -> None:
        """Add them to this month's counts."""
        month = timezone.now().date().replace(day=1)
        with transaction.atomic():
            for word, number in sorted(counts.items()):
                origin, step = word.split()
                which: dict[str, Any] = {"origin": origin, "step": step, "month": month}
                OriginCount.objects.get_or_create(**which)
                OriginCount.objects.filter(**which).update(count=F("count") + number)


clicks = ClickBuffer(most=len(Origin) * len(OriginCount.Step))
"""The one buffer of this process."""


def count_click(origin: str, step: OriginCount.Step) -> None:
    clicks.note(f"{origin} {step.value}")
