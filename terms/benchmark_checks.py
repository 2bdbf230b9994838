"""A reader's own values beside the benchmarks of a term; nothing of them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from glossary_site.typed_numbers import MAX_CHARACTERS, Notation, NumberError, read_number
from terms.models import Benchmark
from terms.models.sections import Band
from terms.standing import Range, Standing, standing

WORDS: Mapping[Standing, str | Promise] = {
    Standing.BELOW_LAGGING: _("Behind lagging"),
    Standing.LAGGING: _("Lagging"),
    Standing.BELOW_TYPICAL: _("Between lagging and typical"),
    Standing.TYPICAL: _("Typical"),
    Standing.BELOW_LEADING: _("Between typical and leading"),
    Standing.LEADING: _("Leading"),
    Standing.BEYOND_LEADING: _("Beyond leading"),
}
_NOTATIONS = {
    Benchmark.Unit.PERCENT: Notation.PERCENT,
    Benchmark.Unit.USD: Notation.DOLLARS,
    Benchmark.Unit.NUMBER: Notation.NUMBER,
}


@dataclass(frozen=True)
class BenchmarkCheck:
    """A benchmark, what the reader typed for it, and where that stands.

    `standing` is None where nothing, or no number, was typed; the latter `is_wrong`.
    """

    benchmark: Benchmark
    typed: str = ""
    standing: Standing | None = None
    is_wrong: bool = False

    @property
    def field(self) -> str:
        """The name of the value in the address."""
        return f"row-{self.benchmark.position}"

    @property
    def words(self) -> str:
        return str(WORDS[self.standing]) if self.standing else ""


def read_checks(
    benchmarks: Iterable[Benchmark], query: Mapping[str, str]
) -> tuple[BenchmarkCheck, ...]:
    """Every benchmark, with the value of `query` that bears its field's name."""
    return tuple(_read_check(BenchmarkCheck(one), query) for one in benchmarks)


def _read_check(check: BenchmarkCheck, query: Mapping[str, str]) -> BenchmarkCheck:
    benchmark, typed = check.benchmark, query.get(check.field, "").strip()
    if not typed:
        return check
    shown = typed[:MAX_CHARACTERS]
    notation = _NOTATIONS[Benchmark.Unit(benchmark.unit)]
    try:
        value = read_number(typed, notation)
    except NumberError:
        return BenchmarkCheck(benchmark, shown, is_wrong=True)
    if notation is Notation.PERCENT:
        value *= 100
    return BenchmarkCheck(benchmark, shown, benchmark_standing(benchmark, value))


def benchmark_standing(benchmark: Benchmark, value: Fraction) -> Standing:
    """Where `value` stands, in the benchmark's unit: 8.8 for 8.8 percent."""
    return standing(value, *benchmark_ranges(benchmark))


def benchmark_ranges(benchmark: Benchmark) -> tuple[Range, Range, Range]:
    """Lagging, typical and leading as exact numbers in the benchmark's unit."""
    lagging, typical, leading = map(_range, benchmark.bands)
    return lagging, typical, leading


def _range(band: Band) -> Range:
    return Range(_fraction(band.low), _fraction(band.high))


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
