"""The range of cost and margin where every input is only known to within a fifth.

A thousand cases are drawn. The draws are made once from a fixed seed, so the same scenario has the
same range each time, and two are compared on the same draws. Here alone floats are good enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import truediv
from random import Random

from calculator.model.cost_model import Retries, Scenario, Tier
from calculator.model.economics import Volume
from calculator.model.ranges import Number
from calculator.model.sensitivity import HIGHEST_RATE, SWING

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
    costs = _costs(scenario, _blended(scenario.tiers))
    return Range(_spread(costs), _spread(_margins(volume, costs)))


Column = tuple[float, ...]
"""One number for each draw."""


@dataclass(frozen=True, slots=True)
class _Draws:
    """What each input is multiplied by: from 1 less a fifth to 1 and a fifth."""

    shares: tuple[Column, ...]
    prices: tuple[Column, ...]
    hit_rate: Column
    lookup: Column
    guardrail: Column
    checked: Column
    check: Column
    failure: Column
    users: Column
    use: Column
    price: Column
    fixed: Column
    other: Column


@cache
def _draws() -> _Draws:
    random = Random(SEED)  # noqa: S311 - the same each time is what it is for

    def column() -> Column:
        return tuple(1 + float(SWING) * random.triangular(-1, 1, 0) for _ in range(DRAWS))

    def columns() -> tuple[Column, ...]:
        return tuple(column() for _ in range(_MOST_TIERS))

    return _Draws(columns(), columns(), *(column() for _ in range(11)))


def _blended(tiers: Sequence[Tier]) -> list[float]:
    """What an answer of the mix costs at each draw, in dollars."""
    draws = _draws()
    spend, total = [0.0] * DRAWS, [0.0] * DRAWS
    for tier, shares, prices in zip(tiers, draws.shares, draws.prices, strict=False):
        share, price = float(tier.share), float(tier.price_usd)
        total = [so_far + share * part for so_far, part in zip(total, shares, strict=True)]
        spend = [
            so_far + share * part * price * each
            for so_far, part, each in zip(spend, shares, prices, strict=True)
        ]
    return list(map(truediv, spend, total))


def _costs(scenario: Scenario, blended: list[float]) -> list[float]:
    """What a request costs at each draw, in dollars."""
    draws, guardrails = _draws(), scenario.guardrails
    lookup = float(scenario.cache.cache_lookup_cost_usd) if scenario.cache else 0.0
    guardrail, checks = map(
        float, (guardrails.cost_per_request_usd, guardrails.checks_per_answer_usd)
    )
    calls = _calls(scenario.retries)
    missed = [1 - rate for rate in _rates(scenario.hit_rate, draws.hit_rate)]
    columns = (draws.lookup, draws.guardrail, missed, blended, calls, draws.checked, draws.check)
    return [
        lookup * looked_up + guardrail * guarded + miss * (answer * tries + checks * often * each)
        for looked_up, guarded, miss, answer, tries, often, each in zip(*columns, strict=True)
    ]


def _calls(retries: Retries) -> list[float]:
    """How often a tier is called for an answer at each draw."""
    if not retries.failure_rate:
        return [1.0] * DRAWS
    rates, most = _rates(retries.failure_rate, _draws().failure), retries.most_retries + 1
    return [(1 - rate**most) / (1 - rate) for rate in rates]


def _rates(rate: Number, factors: Column) -> list[float]:
    """A rate below 1 at each draw, and below 1 there too."""
    given, most = float(rate), float(HIGHEST_RATE)
    return [min(given * factor, most) for factor in factors]


def _margins(volume: Volume, costs: list[float]) -> list[float]:
    """The gross margin of a user at each draw, as a share of revenue."""
    draws = _draws()
    use, price = float(volume.requests_per_user), float(volume.price_per_user_usd)
    fixed = float(Fraction(volume.fixed_monthly_usd) / Fraction(volume.users))
    other = float(volume.other_cogs_share)
    columns = (costs, draws.use, draws.fixed, draws.users, draws.price, draws.other)
    return [
        1 - (cost * use * used + fixed * kept / users) / (price * paid) - other * more
        for cost, used, kept, users, paid, more in zip(*columns, strict=True)
    ]


def _spread(values: list[float]) -> Spread:
    """The nearest of the values themselves, so that nothing is made up between two of them."""
    in_order = sorted(values)
    return Spread(*(in_order[round(share * (len(values) - 1))] for share in (0.1, 0.5, 0.9)))
