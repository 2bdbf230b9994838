"""A month, a year, growth and the end of the margin: reference cases and what always holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.economics import Volume, economics, growth, margin_multiple
from calculator.model.ranges import CostModelError

COST_USD = Fraction(127, 1000)
VOLUME = Volume(
    users=50_000, requests_per_user=20, price_per_user_usd=29, other_cogs_share=Decimal("0.15")
)

costs = st.fractions(min_value=0, max_value=10, max_denominator=1000)
positives = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100)
positive_costs = st.fractions(min_value=Fraction(1, 1000), max_value=10, max_denominator=1000)
unit_shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
parts = st.fractions(min_value=0, max_value=Fraction(99, 100), max_denominator=100)
volumes = st.builds(Volume, positives, positives, positives, costs, unit_shares)


def test_the_reference_month():
    month = economics(COST_USD, VOLUME)
    assert month.monthly_requests == 1_000_000
    assert month.monthly_ai_cogs_usd == 127_000
    assert month.monthly_ai_cogs_per_user_usd == Fraction("2.54")
    assert month.monthly_revenue_usd == 1_450_000
    assert month.ai_cogs_share == Fraction(127, 1450)
    assert round(month.ai_cogs_share, 6) == Fraction("0.087586")
    assert round(month.gross_margin, 6) == Fraction("0.762414")


def test_the_reference_year():
    month = economics(COST_USD, VOLUME)
    assert month.yearly_ai_cogs_usd == 1_524_000
    assert month.yearly_ai_cogs_per_user_usd == Fraction("30.48")


def test_the_reference_month_at_ten_times_the_use():
    _, ten, _ = growth(COST_USD, VOLUME)
    assert ten.multiple == 10
    assert ten.more_use_per_user.ai_cogs_share == Fraction(127, 145)
    assert round(ten.more_use_per_user.ai_cogs_share, 6) == Fraction("0.875862")
    assert round(ten.more_use_per_user.gross_margin, 6) == Fraction("-0.025862")
    assert ten.more_users.gross_margin == economics(COST_USD, VOLUME).gross_margin


def test_growth_is_shown_at_one_ten_and_a_hundred():
    points = growth(COST_USD, VOLUME)
    today = economics(COST_USD, VOLUME)
    assert [point.multiple for point in points] == [1, 10, 100]
    assert points[0].more_users == points[0].more_use_per_user == today


def test_fixed_cost_does_not_grow():
    volume = replace(VOLUME, fixed_monthly_usd=1000)
    _, ten, _ = growth(COST_USD, volume)
    assert ten.more_users.monthly_ai_cogs_usd == 1_271_000
    assert ten.more_use_per_user.monthly_ai_cogs_usd == 1_271_000


def test_the_reference_margin_collapse_and_target():
    collapse = margin_multiple(COST_USD, VOLUME)
    assert collapse == Fraction(2465, 254)
    assert round(collapse, 4) == Fraction("9.7047")
    target = margin_multiple(COST_USD, VOLUME, Decimal("0.7"))
    assert target == Fraction(435, 254)
    assert round(target, 4) == Fraction("1.7126")


def test_use_that_is_free_never_ends_the_margin():
    assert margin_multiple(0, VOLUME) is None


def test_a_fixed_cost_above_revenue_misses_the_target_at_any_use():
    multiple = margin_multiple(COST_USD, replace(VOLUME, fixed_monthly_usd=2_000_000))
    assert multiple is not None
    assert multiple < 0


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("users", 0, "more than 0"),
        ("requests_per_user", 0, "more than 0"),
        ("price_per_user_usd", Decimal("-0.5"), "more than 0"),
        ("fixed_monthly_usd", -1, "0 or more"),
        ("other_cogs_share", -1, "0 or more"),
    ],
)
def test_a_volume_out_of_range_is_named(field: str, value: int | Decimal, allowed: str):
    with pytest.raises(CostModelError) as caught:
        replace(VOLUME, **{field: value})
    assert (caught.value.field, caught.value.value) == (field, value)
    assert str(caught.value) == f"{field} is {value}: it must be {allowed}"


def test_a_float_is_refused():
    with pytest.raises(TypeError, match=r"cost_per_request_usd is 0\.127, a float"):
        economics(0.127, VOLUME)  # type: ignore[arg-type]


def test_arguments_out_of_range_are_named():
    with pytest.raises(CostModelError, match="cost_per_request_usd is -1: it must be 0 or more"):
        economics(-1, VOLUME)
    with pytest.raises(CostModelError, match="multiples is 0: it must be more than 0"):
        growth(COST_USD, VOLUME, [0])
    with pytest.raises(CostModelError, match=r"target_margin is 1\.5: it must be from 0 to 1"):
        margin_multiple(COST_USD, VOLUME, Decimal("1.5"))


@given(costs, volumes, positives)
def test_variable_cost_scales_with_users(cost: Fraction, volume: Volume, multiple: Fraction):
    volume = replace(volume, fixed_monthly_usd=0)
    (point,) = growth(cost, volume, [multiple])
    today = economics(cost, volume)
    assert point.more_users.monthly_ai_cogs_usd == multiple * today.monthly_ai_cogs_usd
    assert point.more_users.monthly_ai_cogs_per_user_usd == today.monthly_ai_cogs_per_user_usd
    assert point.more_users.gross_margin == today.gross_margin


@given(costs, volumes, positives)
def test_both_ways_to_grow_cost_the_same(cost: Fraction, volume: Volume, multiple: Fraction):
    (point,) = growth(cost, volume, [multiple])
    assert point.more_users.monthly_ai_cogs_usd == point.more_use_per_user.monthly_ai_cogs_usd


@given(positive_costs, volumes, parts, parts, parts)
def test_margin_at_the_multiple_is_the_target(
    cost: Fraction, volume: Volume, other: Fraction, fixed: Fraction, aim: Fraction
):
    revenue_usd = economics(cost, volume).monthly_revenue_usd
    volume = replace(
        volume, other_cogs_share=other, fixed_monthly_usd=fixed * (1 - other) * revenue_usd
    )
    target = aim * (1 - other) * (1 - fixed)
    multiple = margin_multiple(cost, volume, target)
    assert multiple is not None
    assert multiple > 0
    (point,) = growth(cost, volume, [multiple])
    assert point.more_use_per_user.gross_margin == target
