"""Sums in a text: what is read, what is left out, and how exactly it must come out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authoring.checks.arithmetic import equations, numbers_in


@pytest.mark.parametrize(
    "text",
    [
        "0.70 × $0.01 + 0.20 × $0.10 + 0.10 × $1.00 = $0.007 + $0.020 + $0.100 = $0.127",
        "1 − $0.127 / $1.00 = 0.873",
        "$1.00 / $0.127 = 7.874, shown as 7.9",
        "Level ÷ 7, rounded: 1/7 = 14.3%, 2/7 = 28.6%",
        "100% − 87.5862% − 15% = −2.5862%",
        "50,000 users × 20 requests × $0.127 = $127,000; 50,000 × $29 = $1,450,000",
        "$0.127 × (1 + 0.08 + 0.08²) = $0.1379728",
        "Half of it (2 × 3 = 6), and 0.60 / 0.99 = 0.606 and 0.80 / 0.99 = 0.808",
        "3 × $0.4 million = $1.2 million",
    ],
)
def test_a_right_sum_agrees(text: str) -> None:
    pairs = list(equations(text))
    assert pairs
    assert all(left.agrees(right) for left, right in pairs)


@pytest.mark.parametrize(
    "text",
    ["0.70 × $0.01 = $0.008", "1/7 = 14.4%", "so 2 + 2 = 5 in all", "1 − 0.8 = 0.2 = 0.3"],
)
def test_a_wrong_sum_does_not(text: str) -> None:
    assert not all(left.agrees(right) for left, right in equations(text))


@pytest.mark.parametrize(
    "text",
    [
        "x = saving / 0.99",
        "the small tier alone = 70%",
        "a saving − 0.3 = 0.4",
        "half of 3 = 2 to 4",
        "5–6 × 2 = 10–12",
        "2 × = 3",
        "F2 = 3",
        "a ≥= 2",
        "1 / 0 = 5",
        "",
    ],
)
def test_what_is_no_sum_is_left_out(text: str) -> None:
    assert list(equations(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("61–81%", ["61/100", "81/100"]),
        ("79 / 16 / 6%", ["79/100", "16/100", "6/100"]),
        ("70% or 90%", ["7/10", "9/10"]),
        ("$1.2 million in 2026", ["1200000", "2026"]),
        ("7.9x of 1,000", ["79/10", "1000"]),
        ("F26 and v1.5", []),
    ],
)
def test_numbers_have_their_units(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Fraction(value) for value in values]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 6))
def test_a_quotient_agrees_with_itself_however_it_is_rounded(
    top: int, bottom: int, places: int
) -> None:
    rounded = round(Fraction(top, bottom), places)
    ((left, right),) = equations(f"{top} / {bottom} = {float(rounded):.{places}f}")
    assert left.value == Fraction(top, bottom)
    assert left.agrees(right)


@given(st.text(alphabet="0123456789.,%$x()+-*/=−×÷²–≈ ab", max_size=60))
def test_any_text_is_legal(text: str) -> None:
    assert all(side.value is not None for pair in equations(text) for side in pair)
