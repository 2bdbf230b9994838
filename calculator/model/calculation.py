"""One scenario at one volume with everything that is shown about it, computed by the cost model.

The term page's diagram, the calculator and the widget all show a `Calculation`, so they agree.
Amounts are exact dollars (`Fraction`) and are rounded only where they are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from calculator.model.cost_model import (
    Cascade,
    RequestCost,
    Savings,
    Scenario,
    TierLine,
    cache_break_even_hit_rate,
    cascade,
    request_cost,
    savings,
    tier_lines,
)
from calculator.model.economics import (
    MONTHS_PER_YEAR,
    Economics,
    GrowthPoint,
    Volume,
    economics,
    growth,
    margin_multiple,
)
from calculator.model.fine_tuning import (
    FineTuning,
    break_even_monthly_requests,
    payback_months,
)
from calculator.model.model_prices import PricedRequest
from calculator.model.predictivity import (
    AccuracyCurve,
    Predictivity,
    Worth,
    accuracy_curve,
    break_even_requests,
    predictivity,
)
from calculator.model.sensitivity import Swing, swings
from calculator.model.simulation import Range, simulate


@dataclass(frozen=True)
class Calculation:
    """What `scenario` costs for one request, and what it costs and leaves at `volume`.

    With the accuracy of its tiers it says what right answers cost; with `worth` what they are
    worth; with `tuning` when a smaller model pays. `judge_usd` is what a cascade's judge costs.
    `requests` are those of the tiers that models price, by their places.
    """

    scenario: Scenario
    volume: Volume
    worth: Worth | None = None
    tuning: FineTuning | None = None
    judge_usd: Fraction = Fraction(0)
    requests: Mapping[int, PricedRequest] = field(default_factory=dict)

    @cached_property
    def tiers(self) -> tuple[TierLine, ...]:
        """The tiers in the scenario's order."""
        return tier_lines(self.scenario)

    @cached_property
    def frontier(self) -> TierLine:
        """The dearest tier."""
        return next(line for line in self.tiers if line.is_frontier)

    @cached_property
    def cost(self) -> RequestCost:
        return request_cost(self.scenario)

    @property
    def is_routed(self) -> bool:
        """Whether requests go to several tiers; all that compares tiers says nothing of one."""
        return len(self.scenario.tiers) > 1

    @cached_property
    def cascade(self) -> Cascade | None:
        """The same mix as a cascade; None where there is one tier, which nothing can pass on to."""
        return cascade(self.scenario, self.judge_usd) if self.is_routed else None

    @cached_property
    def savings(self) -> Savings:
        return savings(self.scenario)

    @cached_property
    def economics(self) -> Economics:
        return economics(self.cost.total_usd, self.volume)

    @cached_property
    def growth(self) -> tuple[GrowthPoint, ...]:
        return growth(self.cost.total_usd, self.volume)

    @cached_property
    def break_even_hit_rate(self) -> Fraction | None:
        """The hit rate from which the cache pays, or None without a cache or a cost to save."""
        return cache_break_even_hit_rate(self.scenario)

    @cached_property
    def cache_never_pays(self) -> bool:
        return self.break_even_hit_rate is not None and self.break_even_hit_rate >= 1

    @cached_property
    def collapse_multiple(self) -> Fraction | None:
        """The multiple of today's use per user at which gross margin is 0; None if it never is.

        It never is where requests are free, and where the margin is not above 0 at any use.
        """
        multiple = margin_multiple(self.cost.total_usd, self.volume)
        return multiple if multiple is not None and multiple > 0 else None

    @cached_property
    def predictivity(self) -> Predictivity | None:
        """None where the accuracy of a tier is not known; without `worth` answers are worth 0."""
        return predictivity(self.scenario, self.worth or Worth(0))

    @cached_property
    def break_even_requests(self) -> Fraction | None:
        """Requests a month whose net value pays the fixed cost; None means never."""
        if self.predictivity is None:
            return None
        return break_even_requests(self.volume.fixed_monthly_usd, self.predictivity.net_value_usd)

    @cached_property
    def curve(self) -> AccuracyCurve | None:
        return accuracy_curve(self.scenario)

    @cached_property
    def payback_months(self) -> Fraction | None:
        """Months until training is repaid; None means never, or that there is none."""
        if self.tuning is None:
            return None
        return payback_months(self.tuning, self.volume.monthly_requests)

    @cached_property
    def repaying_requests(self) -> int | None:
        """The fewest requests a month that repay training within a year; None means never."""
        if self.tuning is None:
            return None
        return break_even_monthly_requests(self.tuning, MONTHS_PER_YEAR)

    @cached_property
    def swings(self) -> tuple[Swing, ...]:
        return swings(self.scenario, self.requests)

    @cached_property
    def range(self) -> Range:
        return simulate(self.scenario, self.volume)

    @cached_property
    def is_free(self) -> bool:
        """Whether a request costs nothing, so that the margin does not depend on use."""
        return self.cost.total_usd == 0
