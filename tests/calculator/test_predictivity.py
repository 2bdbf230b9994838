"""Accuracy and value of a request: reference cases and what always holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.cost_model import Cache, Scenario, Tier
from calculator.model.predictivity import Worth, break_even_requests, mix_accuracy, predictivity
from calculator.model.ranges import CostModelError

TIERS = (
    Tier("small", Decimal("0.7"), Decimal("0.01"), Decimal("0.80")),
    Tier("mid", Decimal("0.2"), Decimal("0.1"), Decimal("0.90")),
    Tier("frontier", Decimal("0.1"), 1, Decimal("0.96")),
)
BASE = Scenario(TIERS)

unit_shares = st.fractions(min_value=0, max_value=1, max_denominator=100)


def test_accuracy_of_the_reference_mix():
    assert mix_accuracy(BASE) == Fraction("0.836")


def test_cost_per_correct_answer_of_the_reference_mix():
    result = predictivity(BASE, Worth(correct_answer_usd=1))
    assert result is not None
    assert result.cost_per_correct_answer_usd == Fraction(127, 836)
    assert round(Fraction(127, 836), 8) == Fraction("0.15191388")


def test_wrong_cache_hits_lower_accuracy():
    cache = Cache(Decimal("0.3"), 0, cache_wrong_hit_rate=Decimal("0.1"))
    expected = Fraction("0.7") * Fraction("0.836") + Fraction("0.3") * Fraction("0.9")
    assert mix_accuracy(replace(BASE, cache=cache)) == expected


def test_net_value_of_a_request():
    worth = Worth(1, wrong_answer_usd=2, reviewed_share=Decimal("0.05"), review_cost_usd=3)
    result = predictivity(BASE, worth)
    assert result is not None
    assert result.wrong_answers_usd == Fraction("0.328")
    assert result.verification_usd == Fraction("0.15")
    # 0.836 * 1 - 0.127 - 0.164 * 2 - 0.05 * 3
    assert result.net_value_usd == Fraction("0.231")


def test_nothing_is_known_where_a_tier_has_no_accuracy():
    scenario = Scenario((TIERS[0], TIERS[1], replace(TIERS[2], accuracy=None)))
    assert mix_accuracy(scenario) is None
    assert predictivity(scenario, Worth(1)) is None


def test_no_correct_answer_has_no_cost_per_correct_answer():
    result = predictivity(Scenario((Tier("wrong", 1, 1, 0),)), Worth(1))
    assert result is not None
    assert result.cost_per_correct_answer_usd is None


def test_break_even_volume():
    assert break_even_requests(500, Fraction("0.231")) == Fraction(500_000, 231)
    assert break_even_requests(500, Fraction(0)) is None
    assert break_even_requests(500, Fraction(-1)) is None


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("correct_answer_usd", -1, "0 or more"),
        ("wrong_answer_usd", -1, "0 or more"),
        ("reviewed_share", 2, "from 0 to 1"),
        ("review_cost_usd", -1, "0 or more"),
    ],
)
def test_a_worth_out_of_range_is_named(field: str, value: int, allowed: str):
    with pytest.raises(CostModelError) as caught:
        replace(Worth(1), **{field: value})
    assert caught.value.field == field
    assert str(caught.value) == f"{field} is {value}: it must be {allowed}"


@given(st.lists(unit_shares, min_size=3, max_size=3))
def test_accuracy_lies_between_the_worst_and_the_best_tier(accuracies: list[Fraction]):
    pairs = zip(TIERS, accuracies, strict=True)
    scenario = Scenario(tuple(replace(tier, accuracy=accuracy) for tier, accuracy in pairs))
    mixed = mix_accuracy(scenario)
    assert mixed is not None
    assert min(accuracies) <= mixed <= max(accuracies)


@given(st.fractions(min_value=0, max_value=1000), st.fractions(min_value=-10, max_value=10))
def test_break_even_volume_pays_the_fixed_cost_exactly(fixed: Fraction, net_value: Fraction):
    requests = break_even_requests(fixed, net_value)
    assert requests is None if net_value <= 0 else requests * net_value == fixed
