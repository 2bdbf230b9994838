"""Numbers as they are typed and shown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.typed_numbers import Notation, NumberError, read_number
from quizzes.numbers import write_number


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("0.127", Notation.NUMBER, Fraction(127, 1000)),
        (" 1,234.50 ", Notation.NUMBER, Fraction(2469, 2)),
        ("−3", Notation.NUMBER, Fraction(-3)),
        (".5", Notation.NUMBER, Fraction(1, 2)),
        ("5.", Notation.NUMBER, Fraction(5)),
        ("$0.127", Notation.DOLLARS, Fraction(127, 1000)),
        ("-$2", Notation.DOLLARS, Fraction(-2)),
        ("12.7", Notation.PERCENT, Fraction(127, 1000)),
        ("12.7 %", Notation.PERCENT, Fraction(127, 1000)),
    ],
)
def test_what_a_reader_may_type(text: str, notation: Notation, value: Fraction):
    assert read_number(text, notation) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "-", "ten", "1,5", "1.234,5", "12,34", "1e3", "1/2", "nan", "inf", "٣", "²",
     "9" * 41, "0x1", "1 000", "--1", "$5", "5%", "\0", "1\n2", ","],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str):
    with pytest.raises(NumberError, match="is not a number"):
        read_number(text)


@pytest.mark.parametrize(
    ("value", "notation", "unit", "text"),
    [
        (Fraction(127, 1000), Notation.DOLLARS, "", "$0.127"),
        (Fraction(1, 10), Notation.DOLLARS, "", "$0.10"),
        (Fraction(1), Notation.DOLLARS, "", "$1.00"),
        (Fraction(29), Notation.DOLLARS, "", "$29"),
        (Fraction(-1, 2), Notation.DOLLARS, "", "−$0.50"),
        (Fraction(7, 10), Notation.PERCENT, "", "70%"),
        (Fraction(1, 3), Notation.NUMBER, "", "0.333333"),
        (Fraction(1_234_567), Notation.NUMBER, "queries", "1,234,567\N{NO-BREAK SPACE}queries"),
        (Fraction(0), Notation.NUMBER, "", "0"),
    ],
)
def test_what_a_page_shows(value: Fraction, notation: Notation, unit: str, text: str):
    assert write_number(value, notation, unit) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(Notation))
def test_what_is_shown_can_be_typed(value: object, notation: Notation):
    exact = Fraction(str(value))
    assert read_number(write_number(exact, notation), notation) == exact


@given(st.text(max_size=50), st.sampled_from(Notation))
def test_any_text_is_a_number_or_an_error(text: str, notation: Notation):
    try:
        assert isinstance(read_number(text, notation), Fraction)
    except NumberError as error:
        assert "is not a number" in str(error)  # noqa: PT017 - any text may be either
