"""What right and wrong answers are worth: accuracy of the mix, what it costs, and net value.

The letters in the docstrings are those of `docs/formulas.md`.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from calculator.model.cost_model import Scenario, Tier, request_cost
from calculator.model.ranges import Number, not_negative, share


@dataclass(frozen=True)
class Worth:
    """What an answer is worth to the business, in dollars for one answer.

    `correct_answer_usd` (V) is the value of a correct one and `wrong_answer_usd` (e) the cost of
    a wrong one; `reviewed_share` (v) is the share of answers that a person reviews, from 0 to 1,
    and `review_cost_usd` (c) the cost of one review. Amounts are 0 or more. Raises
    `CostModelError`.
    """

    correct_answer_usd: Number
    wrong_answer_usd: Number = 0
    reviewed_share: Number = 0
    review_cost_usd: Number = 0

    def __post_init__(self) -> None:
        not_negative("correct_answer_usd", self.correct_answer_usd)
        not_negative("wrong_answer_usd", self.wrong_answer_usd)
        share("reviewed_share", self.reviewed_share)
        not_negative("review_cost_usd", self.review_cost_usd)


@dataclass(frozen=True)
class Predictivity:
    """Accuracy and value of a request, in dollars for one request.

    `cost_per_correct_answer_usd` is None where no answer is correct; `net_value_usd` is negative
    where a request destroys value.
    """

    accuracy: Fraction
    cost_per_correct_answer_usd: Fraction | None
    wrong_answers_usd: Fraction
    verification_usd: Fraction
    net_value_usd: Fraction


def mix_accuracy(scenario: Scenario) -> Fraction | None:
    """Return the share of requests answered correctly, or None where a tier has no accuracy.

    A = (1 - h) * sum(s_i * a_i) + h * (1 - w). It assumes that routing and accuracy are
    independent: a router that sends hard requests to strong tiers does better than this.
    """
    parts = [_correct_share(tier) for tier in scenario.tiers]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    hit_rate = scenario.hit_rate
    wrong_hits = Fraction(scenario.cache.cache_wrong_hit_rate) if scenario.cache else Fraction(0)
    return (1 - hit_rate) * sum(known, Fraction(0)) + hit_rate * (1 - wrong_hits)


def predictivity(scenario: Scenario, worth: Worth) -> Predictivity | None:
    """Return accuracy and value of a request, or None where a tier has no accuracy.

    Cost per correct answer = C / A; cost of wrong answers = (1 - A) * e; verification = v * c;
    net AI value = A * V - C - (1 - A) * e - v * c.
    """
    accuracy = mix_accuracy(scenario)
    if accuracy is None:
        return None
    cost = request_cost(scenario).total_usd
    wrong_answers = (1 - accuracy) * Fraction(worth.wrong_answer_usd)
    verification = Fraction(worth.reviewed_share) * Fraction(worth.review_cost_usd)
    earned = accuracy * Fraction(worth.correct_answer_usd)
    return Predictivity(
        accuracy=accuracy,
        cost_per_correct_answer_usd=cost / accuracy if accuracy else None,
        wrong_answers_usd=wrong_answers,
        verification_usd=verification,
        net_value_usd=earned - cost - wrong_answers - verification,
    )


def break_even_requests(fixed_monthly_usd: Number, net_value_usd: Fraction) -> Fraction | None:
    """Return the requests a month whose net value pays the fixed cost, F / net value.

    None means never: a request that adds no value cannot pay for anything. `fixed_monthly_usd`
    (F) is 0 or more, else `CostModelError`.
    """
    fixed = not_negative("fixed_monthly_usd", fixed_monthly_usd)
    return fixed / net_value_usd if net_value_usd > 0 else None


def _correct_share(tier: Tier) -> Fraction | None:
    return None if tier.accuracy is None else Fraction(tier.share) * Fraction(tier.accuracy)


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
