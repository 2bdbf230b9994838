"""Numbers written as they were given."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.money import exact_number, exact_percent, exact_usd
from glossary_site.numbers.parsing import DecimalMark, read_amount, read_share


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.01", "$0.01"), ("0.1", "$0.10"), ("29", "$29.00"), ("127000", "$127000"),
     ("0.123456789", "$0.123456789"), ("12.345", "$12.3450"), ("0.0000005", "$0.0000005")],
)  # fmt: skip
def test_exact_usd(value: str, expected: str) -> None:
    assert exact_usd(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("0.7", "70%"), ("1", "100%"), ("0", "0%"), ("0.12345", "12.3450%")]
)
def test_exact_percent(value: str, expected: str) -> None:
    assert exact_percent(Fraction(value)) == expected


@pytest.mark.parametrize(("value", "expected"), [("50000", "50000"), ("2.5", "2.5"), ("0", "0")])
def test_exact_number(value: str, expected: str) -> None:
    assert exact_number(Fraction(value)) == expected


@given(st.decimals(0, 10**12, places=9, allow_nan=False, allow_infinity=False))
def test_reading_gives_back_what_was_written(value: Fraction) -> None:
    for mark in DecimalMark:
        assert read_amount(exact_usd(value), mark) == Fraction(value)
        assert read_amount(exact_number(value), mark) == Fraction(value)


@given(st.decimals(0, 1, places=8, allow_nan=False, allow_infinity=False))
def test_reading_gives_back_a_share(value: Fraction) -> None:
    for mark in DecimalMark:
        assert read_share(exact_percent(value), mark) == Fraction(value)
