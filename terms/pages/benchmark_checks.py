"""A reader's own values beside the benchmarks of a term; nothing of them is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from glossary_site.numbers.error_messages import describe_fault, printable
from glossary_site.numbers.formatting import decimal_mark, signs_around
from glossary_site.numbers.parsing import MAX_CHARACTERS, Notation, NumberTextError, read_number
from terms.models import Benchmark
from terms.models.sections import WRITERS, Band
from terms.pages.benchmark_band import Range, Standing, standing

WHOLE = 100
"""All of something, in percent."""

_NOTATIONS = {
    Benchmark.Unit.PERCENT: Notation.PERCENT,
    Benchmark.Unit.USD: Notation.DOLLARS,
    Benchmark.Unit.NUMBER: Notation.NUMBER,
}


@dataclass(frozen=True)
class BenchmarkCheck:
    """A benchmark, what the reader typed for it, and where that stands.

    `standing` is None where nothing was typed, or something with a `problem`.
    """

    benchmark: Benchmark
    typed: str = ""
    standing: Standing | None = None
    problem: str = ""

    @property
    def field(self) -> str:
        """The name of the value in the address."""
        return f"row-{self.benchmark.position}"

    @property
    def is_wrong(self) -> bool:
        return bool(self.problem)

    @property
    def sign_before(self) -> str:
        """The unit's sign, where the site's language writes it before a number."""
        return signs_around(WRITERS[self.benchmark.unit])[0]

    @property
    def sign_after(self) -> str:
        return signs_around(WRITERS[self.benchmark.unit])[1]

    @property
    def words(self) -> str:
        return str(self.standing.label) if self.standing else ""


def read_checks(
    benchmarks: Iterable[Benchmark], query: Mapping[str, str]
) -> tuple[BenchmarkCheck, ...]:
    """Every benchmark, with the value of `query` that bears its field's name."""
    return tuple(_read_check(BenchmarkCheck(one), query) for one in benchmarks)


def _read_check(check: BenchmarkCheck, query: Mapping[str, str]) -> BenchmarkCheck:
    benchmark, typed = check.benchmark, query.get(check.field, "").strip()
    if not typed:
        return check
    shown = printable(typed[:MAX_CHARACTERS])
    notation = _NOTATIONS[Benchmark.Unit(benchmark.unit)]
    try:
        value = read_number(typed, notation, decimal_mark())
    except NumberTextError as error:
        return BenchmarkCheck(benchmark, shown, problem=describe_fault(error))
    if notation is Notation.PERCENT:
        value *= 100
    if problem := _range_problem(benchmark, value):
        return BenchmarkCheck(benchmark, shown, problem=problem % {"text": shown})
    return BenchmarkCheck(benchmark, shown, benchmark_standing(benchmark, value))


def _range_problem(benchmark: Benchmark, value: Fraction) -> str:
    """Why `value`, in the benchmark's unit, cannot be; empty where it can."""
    low, high = possible_range(benchmark)
    if low is not None and value < low:
        return _("“%(text)s” is less than can be. Write 0 or more.")
    if high is not None and value > high:
        return _("“%(text)s” is more than can be. Write at most 100%%.")
    return ""


def possible_range(benchmark: Benchmark) -> tuple[int | None, int | None]:
    """The least and the most that a value can be: 0, and for a share in percent 100.

    None for an end that the benchmark's own bands go beyond, as those of a growth rate may.
    """
    ranges = benchmark_ranges(benchmark)
    ends = [end for band in ranges for end in (band.low, band.high) if end is not None]
    is_share = benchmark.unit == Benchmark.Unit.PERCENT and max(ends, default=0) <= WHOLE
    return 0 if min(ends, default=0) >= 0 else None, WHOLE if is_share else None


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
