"""A calculation as a table of figures: each exact, and rounded as the page shows it. No Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from calculator.calculation import Calculation
from calculator.money import round_number, round_percent, round_usd
from calculator.ranges import exact_decimal


class Unit(StrEnum):
    """What a figure counts; a share is from 0 to 1, and shown in percent."""

    USD = "usd"
    SHARE = "share"
    MULTIPLE = "multiple"


_ROUNDED = {
    Unit.USD: round_usd,
    Unit.SHARE: round_percent,
    Unit.MULTIPLE: round_number,
}


@dataclass(frozen=True)
class ExportedFigure:
    """A figure by a name that stays. `value` is None where there is no such figure."""

    name: str
    unit: Unit
    value: Fraction | None

    @property
    def exact(self) -> str:
        """Every digit, or a fraction where no decimal is exact: `0.127`, `7/127`."""
        if self.value is None:
            return ""
        decimal = exact_decimal(self.value)
        return str(self.value) if decimal is None else f"{decimal:f}"

    @property
    def shown(self) -> Decimal | None:
        """As the page shows it: dollars, percent, or a multiple."""
        return None if self.value is None else _ROUNDED[self.unit](self.value)


def exported_figures(calculation: Calculation) -> tuple[ExportedFigure, ...]:
    """All exact figures of a result in the order of the page."""
    return tuple(ExportedFigure(*one) for one in _figures(calculation))


def _figures(calculation: Calculation) -> Iterator[tuple[str, Unit, Fraction | None]]:
    cost, economics, savings = calculation.cost, calculation.economics, calculation.savings
    yield "cost_per_request", Unit.USD, cost.total_usd
    yield "blended_cost", Unit.USD, cost.blended_usd
    yield "saving_against_bare", Unit.SHARE, savings.against_bare.saved_share
    yield "saving_with_guardrails", Unit.SHARE, savings.against_same_guardrails.saved_share
    yield "cache_break_even_hit_rate", Unit.SHARE, calculation.break_even_hit_rate
    for place, tier in enumerate(calculation.tiers, start=1):
        yield f"tier_{place}_spend", Unit.USD, tier.spend_usd
        yield f"tier_{place}_share_of_spend", Unit.SHARE, tier.spend_share
    yield "ai_cogs_a_user", Unit.USD, economics.monthly_ai_cogs_per_user_usd
    yield "ai_cogs_a_month", Unit.USD, economics.monthly_ai_cogs_usd
    yield "ai_cogs_a_year", Unit.USD, economics.yearly_ai_cogs_usd
    yield "revenue_a_month", Unit.USD, economics.monthly_revenue_usd
    yield "ai_cogs_share", Unit.SHARE, economics.ai_cogs_share
    yield "gross_margin", Unit.SHARE, economics.gross_margin
    yield "margin_collapse", Unit.MULTIPLE, calculation.collapse_multiple
    for point in calculation.growth:
        times = f"{point.multiple}x"
        yield f"more_users_{times}_ai_cogs_share", Unit.SHARE, point.more_users.ai_cogs_share
        yield f"more_users_{times}_gross_margin", Unit.SHARE, point.more_users.gross_margin
        use = point.more_use_per_user
        yield f"more_use_{times}_ai_cogs_share", Unit.SHARE, use.ai_cogs_share
        yield f"more_use_{times}_gross_margin", Unit.SHARE, use.gross_margin
