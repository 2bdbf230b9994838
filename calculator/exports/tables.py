"""A calculation as a table of figures: each exact, and rounded as the page shows it. No Django."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial

from calculator.model.calculation import Calculation
from calculator.model.money import round_number, round_percent, round_usd
from calculator.model.ranges import exact_decimal, shown
from calculator.model.simulation import drawn_amount, drawn_share


class Unit(StrEnum):
    """What a figure counts; a share is from 0 to 1, and shown in percent."""

    USD = "usd"
    SHARE = "share"
    MULTIPLE = "multiple"
    REQUESTS_A_MONTH = "requests_a_month"
    MONTHS = "months"


_ROUNDED: dict[Unit, Callable[[Fraction], Decimal]] = {
    Unit.USD: round_usd,
    Unit.SHARE: round_percent,
    Unit.MULTIPLE: round_number,
    Unit.REQUESTS_A_MONTH: partial(round_number, places=0),
    Unit.MONTHS: round_number,
}
_Named = tuple[str, Unit, Fraction | None]


@dataclass(frozen=True)
class ExportedFigure:
    """A figure by a name that stays. `value` is None where there is no such figure."""

    name: str
    unit: Unit
    value: Fraction | None

    @property
    def exact(self) -> str | None:
        """Every digit, or a fraction where no decimal is exact: `0.127`, `7/127`."""
        return None if self.value is None else shown(self.value)

    @property
    def decimal(self) -> Decimal | None:
        """Every digit; None where no decimal is exact, and the fraction has to do."""
        return None if self.value is None else exact_decimal(self.value)

    @property
    def numerator(self) -> int | None:
        return None if self.value is None else self.value.numerator

    @property
    def denominator(self) -> int | None:
        return None if self.value is None else self.value.denominator

    @property
    def shown(self) -> Decimal | None:
        """As the page shows it: dollars, percent, or a multiple."""
        return None if self.value is None else _ROUNDED[self.unit](self.value)

    @property
    def shown_text(self) -> str | None:
        """The digits that the page shows, never with a power of ten."""
        return None if self.shown is None else f"{self.shown:f}"


def exported_figures(calculation: Calculation) -> tuple[ExportedFigure, ...]:
    """The figures of a result in the order of the page, but for what each input moves.

    What the page does not show has no row.
    """
    parts = (_cost, _tiers, _economics, _growth, _accuracy, _training, _range)
    return tuple(ExportedFigure(*one) for part in parts for one in part(calculation))


def _cost(calculation: Calculation) -> Iterator[_Named]:
    cost, savings = calculation.cost, calculation.savings
    yield "cost_per_request", Unit.USD, cost.total_usd
    yield "blended_cost", Unit.USD, cost.blended_usd
    yield "saving_against_bare", Unit.SHARE, savings.against_bare.saved_share
    yield "saving_with_guardrails", Unit.SHARE, savings.against_same_guardrails.saved_share
    yield "cache_break_even_hit_rate", Unit.SHARE, calculation.break_even_hit_rate
    if calculation.cascade:
        yield "cascade_cost", Unit.USD, calculation.cascade.total_usd


def _tiers(calculation: Calculation) -> Iterator[_Named]:
    for place, tier in enumerate(calculation.tiers, start=1):
        yield f"tier_{place}_spend", Unit.USD, tier.spend_usd
        yield f"tier_{place}_share_of_spend", Unit.SHARE, tier.spend_share


def _economics(calculation: Calculation) -> Iterator[_Named]:
    economics = calculation.economics
    yield "ai_cogs_a_user", Unit.USD, economics.monthly_ai_cogs_per_user_usd
    yield "ai_cogs_a_month", Unit.USD, economics.monthly_ai_cogs_usd
    yield "ai_cogs_a_year", Unit.USD, economics.yearly_ai_cogs_usd
    yield "revenue_a_month", Unit.USD, economics.monthly_revenue_usd
    yield "ai_cogs_share", Unit.SHARE, economics.ai_cogs_share
    yield "gross_margin", Unit.SHARE, economics.gross_margin


def _growth(calculation: Calculation) -> Iterator[_Named]:
    yield "margin_collapse", Unit.MULTIPLE, calculation.collapse_multiple
    for point in calculation.growth:
        times = f"{point.multiple}x"
        yield f"more_users_{times}_ai_cogs_share", Unit.SHARE, point.more_users.ai_cogs_share
        yield f"more_users_{times}_gross_margin", Unit.SHARE, point.more_users.gross_margin
        use = point.more_use_per_user
        yield f"more_use_{times}_ai_cogs_share", Unit.SHARE, use.ai_cogs_share
        yield f"more_use_{times}_gross_margin", Unit.SHARE, use.gross_margin


def _accuracy(calculation: Calculation) -> Iterator[_Named]:
    found = calculation.predictivity
    if found is None:
        return
    yield "accuracy", Unit.SHARE, found.accuracy
    yield "cost_per_correct_answer", Unit.USD, found.cost_per_correct_answer_usd
    if calculation.curve:
        yield "next_point_of_accuracy", Unit.USD, calculation.curve.next_point_usd
    if calculation.worth:
        yield "wrong_answers", Unit.USD, found.wrong_answers_usd
        yield "verification", Unit.USD, found.verification_usd
        yield "net_ai_value", Unit.USD, found.net_value_usd
        yield "break_even_volume", Unit.REQUESTS_A_MONTH, calculation.break_even_requests


def _training(calculation: Calculation) -> Iterator[_Named]:
    if calculation.tuning is None:
        return
    fewest = calculation.repaying_requests
    repaid_from = None if fewest is None else Fraction(fewest)
    yield "training_payback", Unit.MONTHS, calculation.payback_months
    yield "training_repaid_in_a_year_from", Unit.REQUESTS_A_MONTH, repaid_from


def _range(calculation: Calculation) -> Iterator[_Named]:
    for percentile in ("p10", "p50", "p90"):
        cost = drawn_amount(getattr(calculation.range.cost_usd, percentile))
        yield f"range_cost_per_request_{percentile}", Unit.USD, cost
    for percentile in ("p10", "p50", "p90"):
        margin = drawn_share(getattr(calculation.range.margin, percentile))
        yield f"range_gross_margin_{percentile}", Unit.SHARE, margin
