"""The range of cost and margin where every input is only known to within a fifth.

A thousand cases are drawn. The draws are made once from a fixed seed, so the same scenario has the
same range each time, and two are compared on the same draws. Here alone floats are good enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import mul
from random import Random

from calculator.cost_model import Scenario
from calculator.economics import Volume
from calculator.sensitivity import HIGHEST_RATE, SWING

DRAWS = 1000
SEED = 20261123
_MOST_TIERS = 16


@dataclass(frozen=True)
class Spread:
    """A tenth of the draws lie below `p10`, half below `p50`, a tenth above `p90`."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class Range:
    """The cost of a request in dollars, and the gross margin as a share of revenue."""

    cost_usd: Spread
    margin: Spread


def drawn_amount(value: float) -> Fraction:
    """An amount out of the draws, to three significant digits, which is what they are good for."""
    return Fraction(f"{value:.3g}")


def drawn_share(value: float) -> Fraction:
    """A share out of the draws, to a tenth of a percent."""
    return Fraction(f"{value:.3f}")


def simulate(scenario: Scenario, volume: Volume) -> Range:
    """The range of cost and margin where every input lies within a fifth of what is given.

    Each is drawn by itself from a triangle around its value; shares are scaled to sum to 1.
    """
    tiers = [(float(tier.share), float(tier.price_usd)) for tier in scenario.tiers]
    shares, spends = [part for part, _ in tiers], [part * price for part, price in tiers]
    rest = _Rest.of(scenario, volume)
    costs, margins = [], []
    for draw in _draws():
        blended = sum(map(mul, map(mul, spends, draw.shares), draw.prices)) / sum(
            map(mul, shares, draw.shares)
        )
        cost = rest.cost(blended, draw)
        costs.append(cost)
        margins.append(rest.margin(cost, draw))
    return Range(_spread(costs), _spread(margins))


@dataclass(frozen=True, slots=True)
class _Draw:
    """What each input is multiplied by: from 1 less a fifth to 1 and a fifth."""

    shares: tuple[float, ...]
    prices: tuple[float, ...]
    hit_rate: float
    lookup: float
    guardrail: float
    checks: float
    failure: float
    users: float
    use: float
    price: float
    fixed: float
    other: float


@cache
def _draws() -> tuple[_Draw, ...]:
    random = Random(SEED)  # noqa: S311 - the same each time is what it is for

    def factor() -> float:
        return 1 + float(SWING) * random.triangular(-1, 1, 0)

    def factors() -> tuple[float, ...]:
        return tuple(factor() for _ in range(_MOST_TIERS))

    # The checks are two inputs, a share and a cost, which only ever appear multiplied.
    return tuple(
        _Draw(
            factors(), factors(), factor(), factor(), factor(), factor() * factor(), factor(),
            factor(), factor(), factor(), factor(), factor(),
        )
        for _ in range(DRAWS)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a drawn cost needs besides the tiers, in floats."""

    hit_rate: float
    lookup: float
    guardrail: float
    checks: float
    failure: float
    retries: int
    use: float
    price: float
    fixed: float
    other: float

    @classmethod
    def of(cls, scenario: Scenario, volume: Volume) -> _Rest:
        cached, guardrails = scenario.cache, scenario.guardrails
        return cls(
            float(scenario.hit_rate),
            float(cached.cache_lookup_cost_usd) if cached else 0.0,
            float(guardrails.cost_per_request_usd),
            float(guardrails.checks_per_answer_usd),
            float(scenario.retries.failure_rate),
            scenario.retries.most_retries,
            float(volume.requests_per_user),
            float(volume.price_per_user_usd),
            float(Fraction(volume.fixed_monthly_usd) / Fraction(volume.users)),
            float(volume.other_cogs_share),
        )

    def cost(self, blended: float, draw: _Draw) -> float:
        """The cost of a request at this draw, in dollars."""
        rate = min(self.failure * draw.failure, float(HIGHEST_RATE))
        calls = (1 - rate ** (self.retries + 1)) / (1 - rate)
        missed = 1 - min(self.hit_rate * draw.hit_rate, float(HIGHEST_RATE))
        always = self.lookup * draw.lookup + self.guardrail * draw.guardrail
        return always + missed * (blended * calls + self.checks * draw.checks)

    def margin(self, cost: float, draw: _Draw) -> float:
        """The gross margin of a user at this draw, as a share of revenue."""
        spent = cost * self.use * draw.use + self.fixed * draw.fixed / draw.users
        return 1 - spent / (self.price * draw.price) - self.other * draw.other


def _spread(values: list[float]) -> Spread:
    """The nearest of the values themselves, so that nothing is made up between two of them."""
    in_order = sorted(values)
    return Spread(*(in_order[round(share * (len(values) - 1))] for share in (0.1, 0.5, 0.9)))
