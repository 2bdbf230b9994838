"""Reading and writing of amounts, shares and multiples."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.exact_text import exact_percent
from calculator.money import (
    LARGEST_EXPONENT,
    NumberFault,
    NumberTextError,
    parse_amount,
    parse_share,
    round_number,
    round_percent,
    round_usd,
)


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("1e6", "1000000"),
        ("2.5E-3", "0.0025"),
        ("$0.01", "0.01"),
        ("$ 1,000", "1000"),
        ("  0.7\n", "0.7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_parse_amount(text: str, expected: str):
    assert parse_amount(text) == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70%", "0.7"),
        ("70 %", "0.7"),
        ("0.7", "0.7"),
        ("70", "0.7"),
        ("1", "1"),
        ("1%", "0.01"),
        ("1.5", "0.015"),
        ("100%", "1"),
        ("0", "0"),
        ("0.5%", "0.005"),
    ],
)
def test_parse_share(text: str, expected: str):
    assert parse_share(text) == Fraction(expected)


@pytest.mark.parametrize("parse", [parse_amount, parse_share])
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "EMPTY"),
        (" \t", "EMPTY"),
        ("NaN", "NOT_FINITE"),
        ("sNaN", "NOT_FINITE"),
        ("-inf", "NOT_FINITE"),
        ("Infinity", "NOT_FINITE"),
        ("-1", "NEGATIVE"),
        ("\N{MINUS SIGN}1", "NEGATIVE"),
        ("9" * 41, "TOO_LONG"),
        ("1e999999", "EXPONENT_TOO_LARGE"),
        ("1e-999999", "EXPONENT_TOO_LARGE"),
        ("seven", "NOT_A_NUMBER"),
        ("1,5", "NOT_A_NUMBER"),
        ("10,00", "NOT_A_NUMBER"),
        ("1.2.3", "NOT_A_NUMBER"),
        ("1_000", "NOT_A_NUMBER"),
        ("1/2", "NOT_A_NUMBER"),
        ("0x10", "NOT_A_NUMBER"),
        ("٣", "NOT_A_NUMBER"),
        ("%", "NOT_A_NUMBER"),
        ("$", "NOT_A_NUMBER"),
        (".", "NOT_A_NUMBER"),
    ],
)
def test_unreadable_text_is_refused(parse, text: str, fault: str):
    with pytest.raises(NumberTextError) as refused:
        parse(text)
    assert refused.value.fault is NumberFault[fault]
    assert repr(text) in str(refused.value)


def test_a_percentage_is_not_an_amount_and_dollars_are_not_a_share():
    with pytest.raises(NumberTextError, match="is not a number"):
        parse_amount("70%")
    with pytest.raises(NumberTextError, match="is not a number"):
        parse_share("$0.7")


def test_the_largest_exponent_is_read():
    assert parse_amount(f"1e{LARGEST_EXPONENT}") == 10**18


@pytest.mark.parametrize("text", ["101", "100.01%", "1e6"])
def test_a_share_above_the_whole_is_refused(text: str):
    with pytest.raises(NumberTextError, match="is more than 100%"):
        parse_share(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_rounded_to_cents_is_not_changed(amount: Decimal):
    assert Fraction(round_usd(amount)) == Fraction(amount)


@given(st.fractions(min_value=0, max_value=1).filter(lambda share: 0 < share < 1))
def test_below_a_dollar_six_significant_digits_are_shown(amount: Fraction):
    assert abs(Fraction(round_usd(amount)) - amount) <= amount / 200_000


@given(st.integers(0, 1000))
def test_a_share_reads_back(per_mille: int):
    share = Fraction(per_mille, 1000)
    assert parse_share(exact_percent(share)) == share


@pytest.mark.parametrize(("parse", "most"), [(parse_amount, 10**58), (parse_share, 1)])
@given(text=st.text("0123456789.,eE+-$% ", max_size=45))
def test_any_text_is_read_within_range_or_refused(parse, most: int, text: str):
    with suppress(NumberTextError):
        assert 0 <= parse(text) <= most
