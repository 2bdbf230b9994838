"""What moves the cost: one input at a time exactly, and all at once by seeded draws."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.cost_model import Cache, Guardrails, Retries, Scenario, Tier, request_cost
from calculator.model.economics import Volume, economics
from calculator.model.model_prices import PricedRequest, TokenUse
from calculator.model.model_search import find_model
from calculator.model.sensitivity import HIGHEST_RATE, Input, swings
from calculator.model.simulation import simulate

MIX = Scenario((
    Tier("Small", Fraction(7, 10), Fraction(1, 100)),
    Tier("Mid", Fraction(1, 5), Fraction(1, 10)),
    Tier("Frontier", Fraction(1, 10), Fraction(1)),
))  # fmt: skip
VOLUME = Volume(50_000, 20, 29, other_cogs_share=Fraction(15, 100))
FULL = Scenario(
    MIX.tiers,
    Cache(Fraction(3, 10), Fraction(1, 2000)),
    Guardrails(Fraction(1, 500), Fraction(1, 20), Fraction(1, 20)),
    Retries(Fraction(8, 100), 2),
)


def test_the_pages_mix_moves_most_with_the_share_of_the_small_tier() -> None:
    first, second, *_ = swings(MIX)
    assert (first.moved, first.tier) == (Input.SHARE, "Small")
    assert (first.low, first.high) == (Fraction(56, 100), Fraction(84, 100))
    assert (first.cost_at_low_usd, first.cost_at_high_usd) == (
        Fraction(1816, 10_000),
        Fraction(724, 10_000),
    )
    assert (second.moved, second.tier) == (Input.PRICE, "Frontier")
    assert (second.cost_at_low_usd, second.cost_at_high_usd) == (
        Fraction(107, 1000),
        Fraction(147, 1000),
    )


def test_a_share_takes_from_the_others_in_proportion() -> None:
    (share,) = (one for one in swings(MIX) if (one.moved, one.tier) == (Input.SHARE, "Frontier"))
    others = (Fraction(7, 10) * Fraction(1, 100) + Fraction(1, 5) * Fraction(1, 10)) / Fraction(
        9, 10
    )
    assert share.high == Fraction(12, 100)
    assert share.cost_at_high_usd == Fraction(12, 100) + Fraction(88, 100) * others


def test_what_is_not_there_is_not_moved() -> None:
    assert {one.moved for one in swings(MIX)} == {Input.PRICE, Input.SHARE}
    alone = Scenario((Tier("One", 1, Fraction(1, 2)), Tier("Free", 0, 0)))
    assert [(one.moved, one.tier) for one in swings(alone)] == [(Input.PRICE, "One")]


def test_every_input_of_a_full_scenario_is_moved() -> None:
    request = PricedRequest(find_model("gpt-4o"), TokenUse(1_000, 200, 400))
    moved = swings(FULL, {0: request})
    assert {one.moved for one in moved} == set(Input)
    effects = [one.effect_usd for one in moved]
    assert effects == sorted(effects, reverse=True)


def test_tokens_move_the_price_of_their_tier() -> None:
    """1,000 in of which 400 cached, 200 out at 2.50, 1.25 and 10: 1,500 + 500 + 2,000."""
    request = PricedRequest(find_model("gpt-4o"), TokenUse(1_000, 200, 400))
    alone = Scenario((Tier("One", 1, request.price_usd),))
    sent, answered = (
        next(one for one in swings(alone, {0: request}) if one.moved is moved)
        for moved in (Input.TOKENS_IN, Input.TOKENS_OUT)
    )
    assert sent.cost_at_high_usd == Fraction(1_800 + 600 + 2_000, 10**6)
    assert answered.cost_at_low_usd == Fraction(1_500 + 500 + 1_600, 10**6)


def test_a_rate_stays_below_all() -> None:
    scenario = Scenario(MIX.tiers, Cache(Fraction(9, 10), 0), Guardrails(), Retries())
    (hit,) = (one for one in swings(scenario) if one.moved is Input.HIT_RATE)
    assert hit.high == HIGHEST_RATE


def test_the_range_is_the_same_each_time_and_around_the_result() -> None:
    once = simulate(FULL, VOLUME)
    assert once == simulate(FULL, VOLUME)
    cost = float(request_cost(FULL).total_usd)
    assert once.cost_usd.p10 < cost < once.cost_usd.p90
    assert abs(once.cost_usd.p50 - cost) < 0.05 * cost
    margin = float(economics(request_cost(FULL).total_usd, VOLUME).gross_margin)
    assert once.margin.p10 < margin < once.margin.p90


def test_what_costs_nothing_has_no_range() -> None:
    free = simulate(Scenario((Tier("Free", 1, 0),)), VOLUME)
    assert (free.cost_usd.p10, free.cost_usd.p90) == (0, 0)


PRICES = st.fractions(0, 10, max_denominator=1000)


@given(
    st.lists(PRICES, min_size=1, max_size=5), st.fractions(0, Fraction(95, 100), max_denominator=99)
)
def test_the_range_lies_within_a_fifth_of_all_prices(
    prices: list[Fraction], hit_rate: Fraction
) -> None:
    tiers = tuple(
        Tier(str(place), Fraction(1, len(prices)), price) for place, price in enumerate(prices)
    )
    scenario = Scenario(tiers, Cache(hit_rate, 0) if hit_rate else None)
    found = simulate(scenario, VOLUME).cost_usd
    assert found.p10 <= found.p50 <= found.p90
    assert found.p10 >= 0
    assert found.p90 <= float(max(prices)) * 1.2 + 1e-9


@pytest.mark.parametrize("tiers", [1, 5])
def test_a_swing_of_each_price_lies_around_the_cost(tiers: int) -> None:
    scenario = Scenario(
        tuple(Tier(str(place), Fraction(1, tiers), place + 1) for place in range(tiers))
    )
    cost = request_cost(scenario).total_usd
    prices = [one for one in swings(scenario) if one.moved is Input.PRICE]
    assert len(prices) == tiers
    assert all(one.cost_at_low_usd < cost < one.cost_at_high_usd for one in prices)
