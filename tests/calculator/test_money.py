"""Rounding of amounts, shares and multiples."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.money import round_number, round_percent, round_usd


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0.00"),
        ("0.1", "0.10"),
        ("0.0894", "0.0894"),
        ("0.000000125", "0.000000125"),
        ("0.1379725", "0.137972"),
        ("0.1379735", "0.137974"),
        ("0.9999996", "1.00"),
        ("2.545", "2.54"),
        ("2.555", "2.56"),
        ("999.99", "999.99"),
        ("999.996", "1000"),
        ("1000.5", "1000.50"),
        ("127000", "127000"),
        ("-0.127", "-0.127"),
    ],
)
def test_dollars_are_rounded_to_the_digits_that_are_shown(value: str, expected: str):
    assert f"{round_usd(Decimal(value)):f}" == expected
    assert f"{round_usd(Fraction(value)):f}" == expected


def test_a_percentage_is_rounded_half_even_to_one_place_by_default():
    assert f"{round_percent(Fraction(127, 1450))}" == "8.8"
    assert f"{round_percent(Fraction(1, 8), 0)}" == "12"
    assert f"{round_percent(Fraction(-1, 10_000))}" == "0.0"


def test_a_number_has_at_most_the_places_asked_for():
    assert f"{round_number(Fraction(2465, 254))}" == "9.7"
    assert f"{round_number(Fraction(2465, 254), places=4)}" == "9.7047"
    assert f"{round_number(100):f}" == "100"


@pytest.mark.parametrize("rounded", [round_usd, round_percent, round_number])
def test_a_float_is_refused(rounded):
    with pytest.raises(TypeError, match=r"value is 0\.7, a float"):
        rounded(0.7)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_rounded_to_cents_is_not_changed(amount: Decimal):
    assert Fraction(round_usd(amount)) == Fraction(amount)


@given(st.fractions(min_value=0, max_value=1).filter(lambda share: 0 < share < 1))
def test_below_a_dollar_six_significant_digits_are_shown(amount: Fraction):
    assert abs(Fraction(round_usd(amount)) - amount) <= amount / 200_000
