"""What accuracy costs along the way from the cheapest tier to the dearest. Pure: no Django."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from calculator.model.cost_model import Scenario, Tier, request_cost
from calculator.model.predictivity import mix_accuracy

STEPS = 5
"""Steps in which all requests move from one tier to the next dearer one."""

POINT = Fraction(1, 100)


@dataclass(frozen=True)
class CurvePoint:
    """A mix: the share of requests answered correctly, and the cost of one in dollars."""

    accuracy: Fraction
    cost_usd: Fraction


@dataclass(frozen=True)
class AccuracyCurve:
    """The way from all requests on the cheapest tier to all on the dearest, and the mix as it is.

    `next_point_usd` is what one more point of accuracy adds to the cost of a request where share
    moves from the cheapest tier in use to the next; None where that does not raise accuracy, or
    there is not enough of it to move.
    """

    points: tuple[CurvePoint, ...]
    here: CurvePoint
    next_point_usd: Fraction | None


def accuracy_curve(scenario: Scenario) -> AccuracyCurve | None:
    """The curve of `scenario`; None where a tier's accuracy is not known, or there is one tier."""
    accuracy = mix_accuracy(scenario)
    if accuracy is None or len(scenario.tiers) < 2:
        return None
    tiers = sorted(scenario.tiers, key=lambda tier: Fraction(tier.price_usd))
    points = [_point(scenario, {0: Fraction(1)}, tiers)]
    for cheap, dear in pairwise(range(len(tiers))):
        for step in range(1, STEPS + 1):
            moved = Fraction(step, STEPS)
            points.append(_point(scenario, {cheap: 1 - moved, dear: moved}, tiers))
    here = CurvePoint(accuracy, request_cost(scenario).total_usd)
    return AccuracyCurve(tuple(points), here, _next_point_usd(scenario, tiers, here))


def _point(scenario: Scenario, shares: dict[int, Fraction], tiers: list[Tier]) -> CurvePoint:
    mix = tuple(
        replace(tier, share=shares.get(place, Fraction(0))) for place, tier in enumerate(tiers)
    )
    moved = replace(scenario, tiers=mix)
    return CurvePoint(mix_accuracy(moved) or Fraction(0), request_cost(moved).total_usd)


def _next_point_usd(scenario: Scenario, tiers: list[Tier], here: CurvePoint) -> Fraction | None:
    """Cost and accuracy are linear in the share that moves, so one point costs their ratio."""
    used = [place for place, tier in enumerate(tiers) if tier.share]
    cheapest = used[0]
    if cheapest + 1 == len(tiers):
        return None
    part = Fraction(tiers[cheapest].share)
    shares = {place: Fraction(tier.share) for place, tier in enumerate(tiers)}
    shares |= {cheapest: Fraction(0), cheapest + 1: shares[cheapest + 1] + part}
    there = _point(scenario, shares, tiers)
    gained = there.accuracy - here.accuracy
    if gained < POINT:
        return None
    return (there.cost_usd - here.cost_usd) / gained * POINT
