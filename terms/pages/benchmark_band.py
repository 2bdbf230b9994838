"""Where a value stands among the bands of a benchmark, and how that is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """A band, a gap between two, or what lies beyond a band that ends."""

    BELOW_LAGGING = "below_lagging", _("Behind lagging")
    LAGGING = "lagging", _("Lagging")
    BELOW_TYPICAL = "below_typical", _("Between lagging and typical")
    TYPICAL = "typical", _("Typical")
    BELOW_LEADING = "below_leading", _("Between typical and leading")
    LEADING = "leading", _("Leading")
    BEYOND_LEADING = "beyond_leading", _("Beyond leading")


@dataclass(frozen=True)
class Range:
    """The values of a band. None is an open end, and excludes the value at the other end."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, value: Fraction) -> bool:
        if self.low is None or self.high is None:
            return (self.low is None or value > self.low) and (
                self.high is None or value < self.high
            )
        return self.low <= value <= self.high

    @property
    def middle(self) -> Fraction:
        """What tells one band's direction from another's: the middle, or the only end."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends, Fraction(0)) / max(len(ends), 1)

    def mirrored(self) -> Range:
        low, high = self.low, self.high
        return Range(None if high is None else -high, None if low is None else -low)


def standing(value: Fraction, lagging: Range, typical: Range, leading: Range) -> Standing:
    """Return where `value` stands; the value at an end that two bands share stands in the better.

    Whether more or less is better follows from the bands. A value in a gap stands between bands:
    it is never rounded into one.
    """
    bands: Sequence[Range] = (lagging, typical, leading)
    if leading.middle < lagging.middle:
        value, bands = -value, [band.mirrored() for band in bands]
    worst, middling, best = bands
    named = zip((Standing.LEADING, Standing.TYPICAL, Standing.LAGGING), bands[::-1], strict=True)
    for name, band in named:
        if band.holds(value):
            return name
    if middling.low is not None and value <= middling.low:
        is_gap = worst.low is None or value >= worst.low
        return Standing.BELOW_TYPICAL if is_gap else Standing.BELOW_LAGGING
    is_gap = best.high is None or value <= best.high
    return Standing.BELOW_LEADING if is_gap else Standing.BEYOND_LEADING
