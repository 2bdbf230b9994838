"""Numbers of quizzes as they are shown, and typed back."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.numbers.formatting import decimal_mark
from glossary_site.numbers.parsing import Notation, read_number
from quizzes.kinds.number_format import rounding_error, write_answer, write_given, write_quantity
from quizzes.kinds.scoring import Verdict, credit_number

LANGUAGES = st.sampled_from(["en", "de"])
QUANTITIES = st.fractions(-(10**15), 10**15) | st.fractions(-1, 1)


@pytest.mark.parametrize(
    ("value", "notation", "unit", "english", "german"),
    [
        (Fraction(127, 1000), Notation.DOLLARS, "", "$0.127", "0,127\xa0$"),
        (Fraction(1, 10), Notation.DOLLARS, "", "$0.10", "0,10\xa0$"),
        (Fraction(1), Notation.DOLLARS, "", "$1.00", "1,00\xa0$"),
        (Fraction(29), Notation.DOLLARS, "", "$29", "29\xa0$"),
        (Fraction(-1, 2), Notation.DOLLARS, "", "−$0.50", "−0,50\xa0$"),
        (Fraction(2469, 2), Notation.DOLLARS, "", "$1,234.50", "1.234,50\xa0$"),
        (Fraction(7, 10), Notation.PERCENT, "", "70%", "70\xa0%"),
        (Fraction(127, 1000), Notation.PERCENT, "", "12.7%", "12,7\xa0%"),
        (Fraction(1, 3), Notation.NUMBER, "", "0.333333", "0,333333"),
        (Fraction("0.00000015"), Notation.DOLLARS, "", "$0.00000015", "0,00000015\xa0$"),
        (Fraction(1_234_567), Notation.NUMBER, "queries", "1,234,567\xa0queries",
         "1.234.567\xa0queries"),
        (Fraction(0), Notation.NUMBER, "", "0", "0"),
    ],
)  # fmt: skip
def test_what_a_page_shows(
    value: Fraction, notation: Notation, unit: str, english: str, german: str
) -> None:
    assert write_quantity(value, notation, unit) == english
    with translation.override("de"):
        assert write_quantity(value, notation, unit) == german
        assert write_answer(value, notation, unit) == german


@pytest.mark.parametrize(
    ("value", "notation", "german"),
    [
        (Fraction(1234), Notation.NUMBER, "1234"),
        (Fraction(127_000), Notation.DOLLARS, "127000\xa0$"),
        (Fraction(1234, 1000), Notation.NUMBER, "1,2340"),
        (Fraction(1234, 100), Notation.PERCENT, "1234\xa0%"),
    ],
)
def test_a_right_answer_with_two_readings_is_written_with_one(
    value: Fraction, notation: Notation, german: str
) -> None:
    with translation.override("de"):
        assert write_answer(value, notation) == german
        assert write_quantity(value, notation) != german


@given(
    QUANTITIES, st.sampled_from(Notation), st.sampled_from(["0", "0.000000001", "0.05"]), LANGUAGES
)
def test_the_answer_that_is_shown_is_right_when_it_is_typed_back(
    exact: Fraction, notation: Notation, tolerance: str, language: str
) -> None:
    with translation.override(language):
        typed = read_number(write_answer(exact, notation), notation, decimal_mark())
    allowed = max(Fraction(tolerance), rounding_error(exact, notation))
    assert credit_number(typed, exact, allowed).verdict is Verdict.RIGHT


@given(st.decimals(-(10**9), 10**9, places=9), st.sampled_from(Notation), LANGUAGES)
def test_every_digit_that_was_given_is_shown(
    value: object, notation: Notation, language: str
) -> None:
    exact = Fraction(str(value))
    with translation.override(language):
        assert read_number(write_given(exact, notation), notation, decimal_mark()) == exact


def test_an_answer_that_is_off_by_more_than_its_rounding_is_wrong() -> None:
    third = Fraction(1, 3)
    error = rounding_error(third, Notation.NUMBER)
    assert credit_number(Fraction("0.33333333"), third, error).verdict is Verdict.RIGHT
    assert credit_number(Fraction("0.33333"), third, error).verdict is Verdict.WRONG
    assert rounding_error(Fraction(1, 4), Notation.NUMBER) == 0
