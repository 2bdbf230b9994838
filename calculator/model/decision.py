"""What somebody who decides needs of a calculation: the best lever and the boldest assumption."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from calculator.model.calculation import Calculation
from calculator.model.economics import economics
from calculator.model.sensitivity import SWING, Input, Swing


class Use(Enum):
    """A number of a month that somebody assumed, beside the inputs of a request."""

    REQUESTS = "requests of a user"
    USERS = "users"
    FIXED = "fixed cost"


@dataclass(frozen=True)
class Lever:
    """The input that saves most where it is a fifth better, and what it saves a month."""

    swing: Swing
    is_lower: bool
    saved_monthly_usd: Fraction


@dataclass(frozen=True)
class Assumption:
    """A number and what the month costs with it a fifth lower, and a fifth higher."""

    moved: Use | Swing
    value: Fraction
    low_monthly_usd: Fraction
    high_monthly_usd: Fraction

    @property
    def effect_usd(self) -> Fraction:
        return abs(self.high_monthly_usd - self.low_monthly_usd)


def best_lever(calculation: Calculation) -> Lever | None:
    """The input whose change by a fifth lowers the month's cost most; None where none does.

    A list price is nobody's to change.
    """
    levers = [_lever(calculation, swing) for swing in _own_swings(calculation)]
    return max(levers, key=lambda one: one.saved_monthly_usd, default=None)


def boldest_assumption(calculation: Calculation) -> Assumption:
    """The number that moves the month's cost most and that no price list holds."""
    return max(_assumptions(calculation), key=lambda one: one.effect_usd)


def _own_swings(calculation: Calculation) -> list[Swing]:
    """The inputs that no price list holds."""
    priced = {calculation.scenario.tiers[place].name for place in calculation.requests}
    return [
        swing
        for swing in calculation.swings
        if swing.moved is not Input.PRICE or swing.tier not in priced
    ]


def _lever(calculation: Calculation, swing: Swing) -> Lever:
    is_lower = swing.cost_at_low_usd <= swing.cost_at_high_usd
    best = min(swing.cost_at_low_usd, swing.cost_at_high_usd)
    saved = (calculation.cost.total_usd - best) * calculation.volume.monthly_requests
    return Lever(swing, is_lower, max(saved, Fraction(0)))


def _assumptions(calculation: Calculation) -> Iterator[Assumption]:
    volume, cost = calculation.volume, calculation.cost.total_usd
    for use, name in (
        (Use.REQUESTS, "requests_per_user"),
        (Use.USERS, "users"),
        (Use.FIXED, "fixed_monthly_usd"),
    ):
        value = Fraction(getattr(volume, name))
        low, high = (
            economics(cost, replace(volume, **{name: value * part})).monthly_ai_cogs_usd
            for part in (1 - SWING, 1 + SWING)
        )
        yield Assumption(use, value, low, high)
    for swing in _own_swings(calculation):
        months = (
            economics(at, volume).monthly_ai_cogs_usd
            for at in (swing.cost_at_low_usd, swing.cost_at_high_usd)
        )
        yield Assumption(swing, swing.low / (1 - SWING), *months)
