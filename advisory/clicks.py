"""How often readers go on to the advisor, by month and kind of page; never who does."""

from collections import Counter

from django.db import transaction

from advisory.models import Origin, OriginCount
from glossary_site.operations.buffered_counts import CountBuffer, add_to_month


class ClickBuffer(CountBuffer):
    """Clicks by origin and step, as `term opened`."""

    def write(self, counts: Counter[str]) -> None:
        """Add them to this month's counts."""
        with transaction.atomic():
            for word, number in sorted(counts.items()):
                origin, step = word.split()
                add_to_month(OriginCount.objects, number, origin=origin, step=step)


clicks = ClickBuffer(most=len(Origin) * len(OriginCount.Step))
"""The one buffer of this process."""


def count_click(origin: str, step: OriginCount.Step) -> None:
    clicks.note(f"{origin} {step.value}")
