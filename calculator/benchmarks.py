"""Where a result stands among the glossary's benchmarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from calculator.charts.band_chart import BandChart, band_chart
from calculator.exports.wording import percent
from calculator.model.calculation import Calculation
from terms.models import Benchmark, Term
from terms.pages.benchmark_band import Standing
from terms.pages.benchmark_checks import benchmark_ranges, benchmark_standing

Measure = Benchmark.Measure
_PERCENT = 100
_GOOD = (Standing.BELOW_LEADING, Standing.LEADING, Standing.BEYOND_LEADING)
_BAD = (Standing.BELOW_LAGGING, Standing.LAGGING, Standing.BELOW_TYPICAL)
_NAMES = ("term__slug", "term__title", "figure__kind", "figure__source__authors")
"""What is said of a row's term and source: not a term's prose."""
_BANDS = tuple(field.name for field in Benchmark._meta.concrete_fields if field.name != "note")


@dataclass(frozen=True)
class Placed:
    """A result among the bands of a benchmark.

    `margins` are the bands in words as gross margins, where the benchmark is about the AI COGS
    share: the margin is what that share and the reader's other cost of goods sold leave.
    """

    benchmark: Benchmark
    standing: Standing
    chart: BandChart
    margins: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        return str(self.standing.label)

    @property
    def is_good(self) -> bool:
        return self.standing in _GOOD

    @property
    def is_bad(self) -> bool:
        return self.standing in _BAD


def verdict_words(placed: Mapping[str, Placed]) -> str:
    """What it means where the cost of a request stands well and its share of revenue does not, or
    the other way round; empty where they agree, or one of them has no bands."""
    cost, share = placed.get(Measure.COST_PER_REQUEST), placed.get(Measure.AI_COGS_SHARE)
    if cost is None or share is None:
        return ""
    if cost.is_bad and share.is_good:
        return gettext("A request is expensive, but the price that users pay covers it.")
    if cost.is_good and share.is_bad:
        return gettext("A request is cheap, but users send more of them than their price pays for.")
    return ""


def place(calculation: Calculation) -> dict[str, Placed]:
    """The results that a published term has bands for, by their measure."""
    values = {
        Measure.COST_PER_REQUEST.value: calculation.cost.total_usd,
        Measure.AI_COGS_SHARE.value: calculation.economics.ai_cogs_share,
    }
    rows = Benchmark.objects.filter(measure__in=values, term__status=Term.Status.PUBLISHED)
    rows = rows.select_related("term", "figure__source").only(*_NAMES, *_BANDS)
    placed = {}
    for row in rows.order_by("-term__title", "position"):
        value = values[row.measure]
        if value is not None:
            placed[row.measure] = _placed(row, value, calculation)
    return placed


def _placed(row: Benchmark, value: Fraction, calculation: Calculation) -> Placed:
    shown = value * _PERCENT if row.unit == Benchmark.Unit.PERCENT else value
    place = benchmark_standing(row, shown)
    chart = band_chart(benchmark_ranges(row), shown)
    if row.measure != Measure.AI_COGS_SHARE:
        return Placed(row, place, chart)
    other = Fraction(calculation.volume.other_cogs_share)
    return Placed(row, place, chart, tuple(_as_margins(row, other)))


def _as_margins(row: Benchmark, other_cogs: Fraction) -> list[tuple[str, str]]:
    """Each band's title and what is left of revenue in it: a higher share is a lower margin."""
    left = 1 - other_cogs
    written = []
    for band, ends in zip(row.bands, benchmark_ranges(row), strict=True):
        low = None if ends.high is None else percent(left - ends.high / _PERCENT)
        high = None if ends.low is None else percent(left - ends.low / _PERCENT)
        text = f"{low} – {high}" if low and high else f"> {low}" if low else f"< {high}"
        written.append((band.title, text))
    return written
