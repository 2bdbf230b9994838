"""What moves the cost of a request: each input a fifth lower and higher, the others as they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from calculator.model.cost_model import Scenario, Tier, request_cost
from calculator.model.model_prices import PricedRequest, TokenUse

SWING = Fraction(1, 5)
"""How far each input is moved, as a share of itself."""

HIGHEST_RATE = Fraction(99, 100)
"""A hit rate and a failure rate are below 1: they are moved no further than this."""


class Input(Enum):
    """What can be moved; a tier's price and share are told apart by its name."""

    PRICE = "price"
    TOKENS_IN = "tokens in"
    TOKENS_OUT = "tokens out"
    SHARE = "share"
    HIT_RATE = "hit rate"
    LOOKUP = "cache lookup"
    GUARDRAIL = "guardrails"
    CHECKED_SHARE = "share of answers checked"
    CHECK = "cost of a check"
    FAILURE_RATE = "failure rate"


@dataclass(frozen=True)
class Swing:
    """An input, its two values, and the cost of a request in dollars at each of them.

    `tier` is empty for what belongs to none.
    """

    moved: Input
    tier: str
    low: Fraction
    high: Fraction
    cost_at_low_usd: Fraction
    cost_at_high_usd: Fraction

    @property
    def effect_usd(self) -> Fraction:
        """How far the costs at the two values lie apart."""
        return abs(self.cost_at_high_usd - self.cost_at_low_usd)


def swings(
    scenario: Scenario, requests: Mapping[int, PricedRequest] | None = None
) -> tuple[Swing, ...]:
    """Each input of `scenario` moved by itself, the largest effect on the cost first.

    `requests` are those of the tiers that models price, by place: of these the tokens move too.
    A tier's share takes from the other tiers, or gives to them, in proportion to theirs; a share
    or a rate is not moved out of its range. Inputs that are 0, and moves that change nothing,
    are left out.
    """
    found = [
        Swing(
            moved, tier, low, high,
            request_cost(at(low)).total_usd, request_cost(at(high)).total_usd,
        )
        for moved, tier, value, most, at in _inputs(scenario, requests or {})
        for low, high in [(value * (1 - SWING), min(value * (1 + SWING), most))]
    ]  # fmt: skip
    return tuple(sorted((one for one in found if one.effect_usd), key=lambda one: -one.effect_usd))


def _inputs(
    scenario: Scenario, requests: Mapping[int, PricedRequest]
) -> Iterator[tuple[Input, str, Fraction, Fraction, Callable[[Fraction], Scenario]]]:
    """Kind, tier, value and largest value of each input, and the scenario with another one."""
    unbounded = Fraction(10**100)
    for place, tier in enumerate(scenario.tiers):
        price, part = Fraction(tier.price_usd), Fraction(tier.share)
        yield Input.PRICE, tier.name, price, unbounded, _with_price(scenario, place)
        if request := requests.get(place):
            tokens = request.tokens
            sent, answered = Fraction(tokens.input_tokens), Fraction(tokens.output_tokens)
            yield Input.TOKENS_IN, tier.name, sent, unbounded, _with_sent(scenario, place, request)
            if answered:
                at = _with_answered(scenario, place, request)
                yield Input.TOKENS_OUT, tier.name, answered, unbounded, at
        if 0 < part < 1:
            yield Input.SHARE, tier.name, part, Fraction(1), _with_share(scenario, place)
    for moved, part_of, field, most in (
        (Input.HIT_RATE, "cache", "cache_hit_rate", HIGHEST_RATE),
        (Input.LOOKUP, "cache", "cache_lookup_cost_usd", unbounded),
        (Input.GUARDRAIL, "guardrails", "cost_per_request_usd", unbounded),
        (Input.CHECKED_SHARE, "guardrails", "checked_share", Fraction(1)),
        (Input.CHECK, "guardrails", "check_cost_usd", unbounded),
        (Input.FAILURE_RATE, "retries", "failure_rate", HIGHEST_RATE),
    ):
        group = getattr(scenario, part_of)
        value = Fraction(getattr(group, field)) if group else Fraction(0)
        if value:
            yield moved, "", value, max(value, most), _with_field(scenario, part_of, field)


def _with_price(scenario: Scenario, place: int) -> Callable[[Fraction], Scenario]:
    def moved(price: Fraction) -> Scenario:
        return _with_tier(scenario, place, replace(scenario.tiers[place], price_usd=price))

    return moved


def _with_sent(
    scenario: Scenario, place: int, request: PricedRequest
) -> Callable[[Fraction], Scenario]:
    """What is cached and written keeps its part of a shorter or longer request."""

    def moved(sent: Fraction) -> Scenario:
        tokens = request.tokens
        change = sent / Fraction(tokens.input_tokens)
        kept, written = (
            change * Fraction(n) for n in (tokens.cached_tokens, tokens.written_tokens)
        )
        other = TokenUse(sent, tokens.output_tokens, kept, written)
        return _with_price(scenario, place)(replace(request, tokens=other).price_usd)

    return moved


def _with_answered(
    scenario: Scenario, place: int, request: PricedRequest
) -> Callable[[Fraction], Scenario]:
    def moved(answered: Fraction) -> Scenario:
        other = replace(request.tokens, output_tokens=answered)
        return _with_price(scenario, place)(replace(request, tokens=other).price_usd)

    return moved


def _with_tier(scenario: Scenario, place: int, tier: Tier) -> Scenario:
    tiers = (*scenario.tiers[:place], tier, *scenario.tiers[place + 1 :])
    return replace(scenario, tiers=tiers)


def _with_share(scenario: Scenario, place: int) -> Callable[[Fraction], Scenario]:
    def moved(share: Fraction) -> Scenario:
        left = (1 - share) / (1 - Fraction(scenario.tiers[place].share))
        tiers = tuple(
            replace(tier, share=share if here == place else Fraction(tier.share) * left)
            for here, tier in enumerate(scenario.tiers)
        )
        return replace(scenario, tiers=tiers)

    return moved


def _with_field(scenario: Scenario, part: str, field: str) -> Callable[[Fraction], Scenario]:
    def moved(value: Fraction) -> Scenario:
        return replace(scenario, **{part: replace(getattr(scenario, part), **{field: value})})

    return moved
