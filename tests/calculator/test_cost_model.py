"""The cost of one request: the reference cases of docs/formulas.md, and what must always hold."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.cost_model import (
    Cache,
    Cascade,
    Guardrails,
    Retries,
    Scenario,
    Tier,
    TierReach,
    blended_cost_usd,
    cache_break_even_hit_rate,
    cascade,
    request_cost,
    savings,
    tier_lines,
)
from calculator.model.ranges import CostModelError

TIERS = (
    Tier("small", Decimal("0.7"), Decimal("0.01")),
    Tier("mid", Decimal("0.2"), Decimal("0.1")),
    Tier("frontier", Decimal("0.1"), 1),
)
BASE = Scenario(TIERS)

amounts = st.fractions(min_value=0, max_value=10, max_denominator=1000)
unit_shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
shares_below_one = unit_shares.filter(lambda share: share < 1)


@st.composite
def tier_mixes(draw: st.DrawFn) -> tuple[Tier, ...]:
    weights = draw(st.lists(st.integers(0, 50), min_size=1, max_size=5).filter(any))
    return tuple(
        Tier(f"tier {place}", Fraction(weight, sum(weights)), draw(amounts))
        for place, weight in enumerate(weights)
    )


caches = st.builds(Cache, shares_below_one, amounts, unit_shares)
guardrails = st.builds(Guardrails, amounts, unit_shares, amounts)
retries = st.builds(Retries, shares_below_one, st.integers(0, 3))
uncached_scenarios = st.builds(Scenario, tier_mixes(), st.none(), guardrails, retries)
scenarios = st.builds(Scenario, tier_mixes(), st.none() | caches, guardrails, retries)


def total_usd(scenario: Scenario) -> Fraction:
    return request_cost(scenario).total_usd


def test_blended_cost_of_the_reference_mix():
    assert blended_cost_usd(BASE) == Fraction(127, 1000)
    assert total_usd(BASE) == Fraction(127, 1000)


def spends(scenario):
    lines = tier_lines(scenario)
    return tuple((line.name, line.spend_usd, line.spend_share) for line in lines)


def test_spend_by_tier_of_the_reference_mix():
    assert spends(BASE) == (
        ("small", Fraction(7, 1000), Fraction(7, 127)),
        ("mid", Fraction(20, 1000), Fraction(20, 127)),
        ("frontier", Fraction(100, 1000), Fraction(100, 127)),
    )


def test_spend_shares_of_free_tiers_are_unknown():
    free = Scenario((Tier("free", 1, 0),))
    assert spends(free) == (("free", Fraction(0), None),)


def test_saving_of_the_reference_mix():
    result = savings(BASE)
    assert result.frontier_tier_name == "frontier"
    assert result.against_bare.saved_share == Fraction(873, 1000)
    assert result.against_same_guardrails == result.against_bare


def test_the_two_baselines_differ_by_guardrails_checks_and_retries():
    scenario = replace(
        BASE,
        cache=Cache(Decimal("0.3"), Decimal("0.0005")),
        guardrails=Guardrails(Decimal("0.002"), Decimal("0.05"), Decimal("0.05")),
        retries=Retries(Decimal("0.08"), 1),
    )
    result = savings(scenario)
    assert result.against_bare.baseline_usd == 1
    assert result.against_same_guardrails.baseline_usd == Fraction("1.0845")
    assert result.against_bare.saved_usd == 1 - total_usd(scenario)


def test_saving_against_a_free_baseline_has_no_share():
    result = savings(Scenario((Tier("free", 1, 0),), guardrails=Guardrails(1)))
    assert result.against_bare.saved_usd == -1
    assert result.against_bare.saved_share is None


def test_cost_with_the_reference_cache():
    scenario = replace(BASE, cache=Cache(Decimal("0.3"), Decimal("0.0005")))
    assert total_usd(scenario) == Fraction("0.0894")
    assert cache_break_even_hit_rate(scenario) == Fraction(1, 254)


def test_no_break_even_hit_rate_without_a_cache_or_a_cost_to_save():
    free = Scenario((Tier("free", 1, 0),), Cache(Decimal("0.3"), Decimal("0.0005")))
    assert cache_break_even_hit_rate(BASE) is None
    assert cache_break_even_hit_rate(free) is None


def test_cost_with_the_reference_guardrails():
    checks = Guardrails(Decimal("0.002"), Decimal("0.05"), Decimal("0.05"))
    cost = request_cost(replace(BASE, guardrails=checks))
    assert cost.total_usd == Fraction("0.1315")
    assert cost.guardrails_usd == Fraction("0.002")
    assert cost.quality_checks_usd == Fraction("0.0025")


@pytest.mark.parametrize(("most_retries", "expected"), [(1, "0.13716"), (2, "0.1379728")])
def test_cost_with_the_reference_retries(most_retries: int, expected: str):
    scenario = replace(BASE, retries=Retries(Decimal("0.08"), most_retries))
    assert total_usd(scenario) == Fraction(expected)


def test_the_reference_mix_as_a_cascade():
    assert cascade(BASE) == Cascade(
        reaches=(
            TierReach("small", Fraction(1)),
            TierReach("mid", Fraction(3, 10)),
            TierReach("frontier", Fraction(1, 10)),
        ),
        model_calls_usd=Fraction("0.14"),
        judging_usd=Fraction(0),
        router_usd=Fraction("0.127"),
    )
    found = cascade(BASE)
    assert found.total_usd - found.router_usd == Fraction("0.013")


def test_the_reference_cascade_with_a_judge():
    assert cascade(BASE, Decimal("0.005")).total_usd == Fraction("0.1465")


def test_cascade_starts_at_the_cheapest_tier_in_any_order():
    assert cascade(Scenario(TIERS[::-1])) == cascade(BASE)


def test_a_float_is_refused():
    with pytest.raises(TypeError, match=r"tiers\.0\.share is 1\.0, a float"):
        Scenario((Tier("only", 1.0, 1),))  # type: ignore[arg-type]


def test_a_truth_value_is_refused():
    with pytest.raises(TypeError, match="failure_rate is True, a bool"):
        Retries(failure_rate=True)


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_decimal_that_is_not_finite_is_refused(number: str):
    with pytest.raises(CostModelError, match="must be a finite number"):
        Guardrails(Decimal(number))


@pytest.mark.parametrize(
    ("tiers", "message"),
    [
        ((Tier("a", Decimal("0.99"), 1),), "the tiers' shares sum to 0.99: 0.01 short of"),
        ((Tier("a", 1, 1), Tier("b", Fraction(1, 3), 1)), "sum to 4/3: 1/3 above exactly 1"),
        ((Tier("a", Decimal("0.999999999"), 1),), "0.000000001 short of exactly 1"),
        ((), "tiers is empty: give at least one tier"),
    ],
)
def test_shares_that_do_not_sum_to_one_are_refused(tiers: tuple[Tier, ...], message: str):
    with pytest.raises(CostModelError) as caught:
        Scenario(tiers)
    assert caught.value.field == "tiers"
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"share": Decimal("-0.2")}, "tiers.1.share"),
        ({"share": 2}, "tiers.1.share"),
        ({"price_usd": -1}, "tiers.1.price_usd"),
        ({"accuracy": Decimal("1.1")}, "tiers.1.accuracy"),
    ],
)
def test_a_tier_out_of_range_is_named_with_its_place(changes: dict[str, Decimal], field: str):
    small, mid, frontier = TIERS
    with pytest.raises(CostModelError) as caught:
        Scenario((small, replace(mid, **changes), frontier))
    assert caught.value.field == field
    assert caught.value.value == next(iter(changes.values()))


@pytest.mark.parametrize(
    ("part", "field", "value", "allowed"),
    [
        (Cache(0, 0), "cache_hit_rate", 1, "at least 0 and less than 1"),
        (Cache(0, 0), "cache_hit_rate", Decimal("-0.1"), "at least 0 and less than 1"),
        (Cache(0, 0), "cache_lookup_cost_usd", -1, "0 or more"),
        (Cache(0, 0), "cache_wrong_hit_rate", 2, "from 0 to 1"),
        (Guardrails(), "cost_per_request_usd", -1, "0 or more"),
        (Guardrails(), "checked_share", Decimal("1.01"), "from 0 to 1"),
        (Guardrails(), "check_cost_usd", -1, "0 or more"),
        (Retries(), "failure_rate", 1, "at least 0 and less than 1"),
        (Retries(), "most_retries", -1, "a whole number from 0 to 100"),
        (Retries(), "most_retries", 101, "a whole number from 0 to 100"),
    ],
)
def test_a_part_out_of_range_is_named(
    part: Cache | Guardrails | Retries, field: str, value: int | Decimal, allowed: str
):
    with pytest.raises(CostModelError) as caught:
        replace(part, **{field: value})
    assert (caught.value.field, caught.value.value) == (field, value)
    assert str(caught.value) == f"{field} is {value}: it must be {allowed}"


def test_retries_are_counted_in_whole_numbers():
    with pytest.raises(TypeError, match="most_retries is"):
        Retries(0, Fraction(1))  # type: ignore[arg-type]


def test_a_judge_that_costs_less_than_nothing_is_refused():
    with pytest.raises(CostModelError, match="judge_cost_usd is -1: it must be 0 or more"):
        cascade(BASE, -1)


def test_an_error_survives_pickling():
    error = pickle.loads(pickle.dumps(CostModelError("users", 0, "users is 0")))
    assert (error.field, error.value, str(error)) == ("users", 0, "users is 0")


@given(scenarios)
def test_spend_is_split_exactly(scenario: Scenario):
    spend = tier_lines(scenario)
    assert sum(tier.spend_usd for tier in spend) == blended_cost_usd(scenario)
    shares = [tier.spend_share for tier in spend if tier.spend_share is not None]
    assert sum(shares) == (1 if blended_cost_usd(scenario) else 0)


@given(tier_mixes(), st.fractions(max_denominator=1000).filter(bool))
def test_shares_sum_to_exactly_one_or_are_refused(tiers: tuple[Tier, ...], miss: Fraction):
    off = (*tiers[:-1], replace(tiers[-1], share=tiers[-1].share + miss))
    with pytest.raises(CostModelError):
        Scenario(off)


@given(uncached_scenarios, amounts, shares_below_one, shares_below_one)
def test_more_cache_hits_never_cost_more(
    scenario: Scenario, lookup_usd: Fraction, one_rate: Fraction, other_rate: Fraction
):
    rates = sorted([one_rate, other_rate])
    fewer, more = (replace(scenario, cache=Cache(rate, lookup_usd)) for rate in rates)
    assert total_usd(more) <= total_usd(fewer)


@given(uncached_scenarios, caches)
def test_a_cache_pays_exactly_from_its_break_even_hit_rate(scenario: Scenario, cache: Cache):
    cached = replace(scenario, cache=cache)
    break_even = cache_break_even_hit_rate(cached)
    if break_even is None:
        assert total_usd(cached) >= total_usd(scenario)
    else:
        pays = total_usd(cached) <= total_usd(scenario)
        assert pays == (cache.cache_hit_rate >= break_even)


@given(scenarios)
def test_saving_is_never_more_than_everything(scenario: Scenario):
    result = savings(scenario)
    for saving in (result.against_bare, result.against_same_guardrails):
        assert saving.saved_usd <= saving.baseline_usd
        assert saving.saved_share is None or saving.saved_share <= 1


@given(uncached_scenarios)
def test_an_uncached_mix_never_costs_more_than_all_frontier(scenario: Scenario):
    assert savings(scenario).against_same_guardrails.saved_usd >= 0


@given(scenarios, amounts)
def test_cost_scales_with_prices(scenario: Scenario, factor: Fraction):
    tiers = tuple(replace(tier, price_usd=factor * tier.price_usd) for tier in scenario.tiers)
    scaled, cost = request_cost(replace(scenario, tiers=tiers)), request_cost(scenario)
    assert scaled.model_calls_usd == factor * cost.model_calls_usd
    assert scaled.total_usd - scaled.model_calls_usd == cost.total_usd - cost.model_calls_usd


@given(scenarios)
def test_retries_never_make_a_request_cheaper(scenario: Scenario):
    assert total_usd(scenario) >= total_usd(replace(scenario, retries=Retries()))


@given(scenarios, amounts)
def test_a_cascade_never_costs_less_than_the_router(scenario: Scenario, judge_usd: Fraction):
    result = cascade(scenario, judge_usd)
    assert result.total_usd >= result.router_usd
    assert result.reaches[0].reach == 1
