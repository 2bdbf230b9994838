"""Money, percentages and multiples as readers see them, in English and in German."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from calculator.exports import wording
from calculator.model import money


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
        ("-5", "−$5.00"),
        ("-0.127", "−$0.127"),
    ],
)
def test_usd(value: str, expected: str) -> None:
    assert wording.usd(Decimal(value)) == expected
    assert wording.usd(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.873", 1, "87.3%"),
        ("0.7", 0, "70%"),
        ("0.7624137931", 4, "76.2414%"),
        ("-0.0258620689", 1, "−2.6%"),
        ("-0.0001", 1, "0.0%"),
        ("0.125", 0, "12%"),
        ("12.5", 1, "1,250.0%"),
    ],
)
def test_percent(value: str, places: int, expected: str) -> None:
    assert wording.percent(Fraction(value), places) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1x"), (100, "100x"), (Fraction(2465, 254), "9.7x"), (Fraction(435, 254), "1.71x")],
)
def test_multiple(value: Fraction | int, expected: str) -> None:
    assert wording.multiple(value) == expected


def test_more_and_fewer_places() -> None:
    assert wording.multiple(Fraction(2465, 254), places=4) == "9.7047x"
    assert wording.multiple(Fraction(1000), places=0) == "1,000x"
    assert wording.decimals(Fraction(10864, 10000), 6) == "1.0864"


def test_what_nobody_knows_is_a_dash() -> None:
    assert [wording.usd(None), wording.percent(None)] == ["–", "–"]


@pytest.mark.parametrize(
    ("write", "value", "expected"),
    [
        (wording.usd, "0.127", "0,127\xa0$"),
        (wording.usd, "1234.56", "1.234,56\xa0$"),
        (wording.usd, "-127000", "−127.000\xa0$"),
        (wording.percent, "0.873", "87,3\xa0%"),
        (wording.exact_usd, "0.0000125", "0,0000125\xa0$"),
        (wording.exact_percent, "0.12345", "12,345\xa0%"),
        (wording.exact_number, "50000", "50.000"),
    ],
)
def test_in_german(write: Callable[[Fraction], str], value: str, expected: str) -> None:
    with translation.override("de"):
        assert write(Fraction(value)) == expected


@given(st.decimals(0, 10**12, places=9, allow_nan=False, allow_infinity=False))
def test_what_is_shown_exactly_is_what_the_field_takes_but_for_separators(value: Decimal) -> None:
    shown = wording.exact_usd(value).replace(",", "")
    assert shown == money.exact_usd(value).replace(",", "")
    assert Fraction(wording.exact_number(value).replace(",", "")) == Fraction(value)


def test_a_number_that_no_decimal_equals_is_a_fraction() -> None:
    assert wording.exact_usd(Fraction(2000, 3)) == "$2,000/3"
    assert wording.exact_percent(Fraction(1, 300)) == "1/3%"


@given(st.decimals(0, 1, places=38, allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_share_is_lost(value: Decimal) -> None:
    assert Fraction(wording.exact_percent(value).removesuffix("%")) == Fraction(value) * 100


def test_a_minus_sign_is_the_language_s_own() -> None:
    """Hebrew marks it, so that it stays before its number in a text from right to left."""
    with translation.override("he"):
        assert wording.percent(Fraction(-26, 1000)) == "\u200e−2.6%"
    with translation.override("sv"):
        assert wording.percent(Fraction(-26, 1000)) == "\u22122,6\xa0%"
