"""Reading and writing of amounts, shares and multiples."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.money import (
    format_multiple,
    format_percent,
    format_usd,
    parse_amount,
    parse_share,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "$0.00"),
        ("0.127", "$0.127"),
        ("0.01", "$0.01"),
        ("0.1", "$0.10"),
        ("0.0894", "$0.0894"),
        ("0.002", "$0.002"),
        ("0.00594", "$0.00594"),
        ("0.000000125", "$0.000000125"),
        ("0.15191388", "$0.151914"),
        ("0.1379725", "$0.137972"),
        ("0.1379735", "$0.137974"),
        ("0.9999996", "$1.00"),
        ("1", "$1.00"),
        ("2.54", "$2.54"),
        ("2.545", "$2.54"),
        ("2.555", "$2.56"),
        ("29", "$29.00"),
        ("999.99", "$999.99"),
        ("999.996", "$1,000"),
        ("1000.5", "$1,000.50"),
        ("127000", "$127,000"),
        ("1234567.891", "$1,234,567.89"),
        ("-5", "-$5.00"),
        ("-0.127", "-$0.127"),
    ],
)
def test_format_usd(value: str, expected: str):
    assert format_usd(Decimal(value)) == expected
    assert format_usd(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.873", 1, "87.3%"),
        ("0.7", 0, "70%"),
        ("0.7624137931", 4, "76.2414%"),
        ("-0.0258620689", 1, "-2.6%"),
        ("-0.0001", 1, "0.0%"),
        ("0.125", 0, "12%"),
        ("12.5", 1, "1,250.0%"),
    ],
)
def test_format_percent(value: str, places: int, expected: str):
    assert format_percent(Fraction(value), places) == expected


def test_format_percent_has_one_place_by_default():
    assert format_percent(Fraction(127, 1450)) == "8.8%"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1x"), (100, "100x"), (Fraction(2465, 254), "9.7x"), (Fraction(435, 254), "1.71x")],
)
def test_format_multiple(value: Fraction | int, expected: str):
    assert format_multiple(value) == expected


def test_format_multiple_to_more_places():
    assert format_multiple(Fraction(2465, 254), places=4) == "9.7047x"
    assert format_multiple(Fraction(1000), places=0) == "1,000x"


@pytest.mark.parametrize("write", [format_usd, format_percent, format_multiple])
def test_a_float_is_refused(write):
    with pytest.raises(TypeError, match=r"value is 0\.7, a float"):
        write(0.7)


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
    ("text", "message"),
    [
        ("", "the number is empty"),
        (" \t", "the number is empty"),
        ("NaN", "'NaN' is not a finite number"),
        ("sNaN", "not a finite number"),
        ("-inf", "not a finite number"),
        ("Infinity", "not a finite number"),
        ("-1", "'-1' is negative: write 0 or more"),
        ("\N{MINUS SIGN}1", "is negative"),
        ("9" * 41, "the number has 41 characters: write at most 40"),
        ("1e999999", "has the exponent 999999: write one from e-18 to e18"),
        ("1e-999999", "has the exponent -999999"),
        ("seven", "'seven' is not a number: write one such as 1,000 or 0.7"),
        ("1,5", "is not a number"),
        ("10,00", "is not a number"),
        ("1.2.3", "is not a number"),
        ("1_000", "is not a number"),
        ("1/2", "is not a number"),
        ("0x10", "is not a number"),
        ("٣", "is not a number"),
        ("%", "is not a number"),
        ("$", "is not a number"),
        (".", "is not a number"),
    ],
)
def test_unreadable_text_is_refused(parse, text: str, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        parse(text)


def test_a_percentage_is_not_an_amount_and_dollars_are_not_a_share():
    with pytest.raises(ValueError, match="is not a number"):
        parse_amount("70%")
    with pytest.raises(ValueError, match="is not a number"):
        parse_share("$0.7")


@pytest.mark.parametrize("text", ["101", "100.01%", "1e6"])
def test_a_share_above_the_whole_is_refused(text: str):
    with pytest.raises(ValueError, match="is more than 100%"):
        parse_share(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_written_in_cents_reads_back(amount: Decimal):
    assert parse_amount(format_usd(amount)) == Fraction(amount)


@given(st.fractions(min_value=0, max_value=1).filter(lambda share: 0 < share < 1))
def test_below_a_dollar_six_significant_digits_are_shown(amount: Fraction):
    shown = Fraction(format_usd(amount).removeprefix("$"))
    assert abs(shown - amount) <= amount / 200_000


@given(st.integers(0, 1000))
def test_a_share_reads_back(per_mille: int):
    share = Fraction(per_mille, 1000)
    assert parse_share(format_percent(share)) == share


@pytest.mark.parametrize(("parse", "most"), [(parse_amount, 10**58), (parse_share, 1)])
@given(text=st.text("0123456789.,eE+-$% ", max_size=45))
def test_any_text_is_read_within_range_or_refused(parse, most: int, text: str):
    with suppress(ValueError):
        assert 0 <= parse(text) <= most
