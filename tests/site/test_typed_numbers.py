"""Numbers as people type them: read, or refused with what to write instead."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.numbers.parsing import (
    LARGEST_EXPONENT,
    DecimalMark,
    Notation,
    NumberFault,
    NumberTextError,
    plain_number,
    read_amount,
    read_number,
    read_share,
)

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize("mark", DecimalMark)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.127", "0.127"),
        ("127", "127"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("12.5", "12.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1 000", "1000"),
        ("1 234 567.25", "1234567.25"),
        ("1\N{NARROW NO-BREAK SPACE}000", "1000"),
        ("1\N{THIN SPACE}000", "1000"),
        ("1'000", "1000"),
        ("1’000.5", "1000.5"),
        ("1e3", "1000"),
        ("2.5E-3", "0.0025"),
        ("+3", "3"),
        ("−3", "-3"),
        ("– 3", "-3"),
        ("５．５", "5.5"),
        ("5\u200b", "5"),
        ("\ufeff1\u200d2", "12"),
    ],
)
def test_what_has_one_reading_is_read(text: str, value: str, mark: DecimalMark) -> None:
    assert read_number(text, mark=mark) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "value", "advice"),
    [
        ("0,127", "0.127", "0.127"),
        ("0,875", "0.875", "0.875"),
        ("1,5", "1.5", "1.5"),
        ("12,34", "12.34", "12.34"),
        (",5", "0.5", "0.5"),
        ("-00,875", "-0.875", "-0.875"),
        ("1.234,5", "1234.5", "1234.5"),
        ("1.234.567", "1234567", "1234567"),
        ("1 234,567", "1234.567", "1234.567"),
        ("1,5e3", "1500", "1500"),
    ],
)
def test_a_decimal_comma_is_read_where_the_language_has_one(
    text: str, value: str, advice: str
) -> None:
    assert read_number(text, mark=COMMA) == Fraction(value)
    with pytest.raises(NumberTextError) as refused:
        read_number(text, mark=POINT)
    assert refused.value.fault is NumberFault.OTHER_MARK
    assert refused.value.advice == (advice,)


@pytest.mark.parametrize(
    ("text", "english", "advice"),
    [
        ("1,000", "1000", ("1", "1000")),
        ("1,234", "1234", ("1,2340", "1234")),
        ("1.234", "1.234", ("1,2340", "1234")),
        ("1,234e3", "1234000", ("1234", "1234000")),
        ("-127.000", "-127", ("-127", "-127000")),
    ],
)
def test_two_readings_are_refused_where_the_language_has_a_decimal_comma(
    text: str, english: str, advice: tuple[str, ...]
) -> None:
    assert read_number(text, mark=POINT) == Fraction(english)
    with pytest.raises(NumberTextError) as refused:
        read_number(text, mark=COMMA)
    assert refused.value.fault is NumberFault.AMBIGUOUS
    assert refused.value.advice == advice


@pytest.mark.parametrize(
    ("text", "notation", "value"),
    [
        ("$0.127", Notation.DOLLARS, "0.127"),
        ("1234.50 $", Notation.DOLLARS, "1234.5"),
        ("-$2", Notation.DOLLARS, "-2"),
        ("$-2", Notation.DOLLARS, "-2"),
        ("US$ 5", Notation.DOLLARS, "5"),
        ("12.7", Notation.PERCENT, "0.127"),
        ("12.7 %", Notation.PERCENT, "0.127"),
        ("12.7\xa0％", Notation.PERCENT, "0.127"),
    ],
)
def test_the_sign_of_a_notation_may_stand_with_it(
    text: str, notation: Notation, value: str
) -> None:
    assert read_number(text, notation) == Fraction(value)


@pytest.mark.parametrize("read", [read_number, read_amount, read_share])
@pytest.mark.parametrize("mark", DecimalMark)
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "EMPTY"),
        (" \t", "EMPTY"),
        ("\u200b", "EMPTY"),
        ("NaN", "NOT_FINITE"),
        ("-inf", "NOT_FINITE"),
        ("Infinity", "NOT_FINITE"),
        ("∞", "NOT_FINITE"),
        ("9" * 41, "TOO_LONG"),
        ("1e999999", "EXPONENT_TOO_LARGE"),
        ("1e-999999", "EXPONENT_TOO_LARGE"),
        *((text, "NOT_A_NUMBER") for text in (
            "ten", ".", "-", ",", "--1", "1-", "1.00,5", "1,00,000", "1,234 567", "1 2", "12 34",
            "0 875", "1.2.3", "1_000", "1/2", "0x1", "٣", "5²", "½", "1$2", "$5$", "%",
            "\0", "1\n2", "e5", "1e", "1e1.5", "5€",
        )),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(read, mark: DecimalMark, text: str, fault: str) -> None:
    with pytest.raises(NumberTextError) as refused:
        read(text, mark=mark)
    assert refused.value.fault is NumberFault[fault]
    assert repr(text) in str(refused.value)


def test_the_sign_of_another_notation_is_refused() -> None:
    for text, notation in (
        ("5%", Notation.DOLLARS),
        ("$5", Notation.PERCENT),
        ("5%", Notation.NUMBER),
    ):
        with pytest.raises(NumberTextError, match="is not a number"):
            read_number(text, notation)


def test_an_amount_is_0_or_more() -> None:
    assert read_amount("$ 1,000") == 1000
    assert read_amount(f"1e{LARGEST_EXPONENT}") == 10**18
    assert read_amount("1.234,50 $", COMMA) == Fraction("1234.5")
    for text in ("-1", "\N{MINUS SIGN}0.5"):
        with pytest.raises(NumberTextError, match="is negative"):
            read_amount(text)


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
def test_a_share_is_a_percentage_where_it_says_so_or_is_more_than_1(
    text: str, expected: str
) -> None:
    assert read_share(text) == Fraction(expected)
    assert read_share(text.replace(".", ","), COMMA) == Fraction(expected)


@pytest.mark.parametrize("text", ["101", "100.01%", "1e6"])
def test_a_share_above_the_whole_is_refused(text: str) -> None:
    with pytest.raises(NumberTextError, match="is more than 100%"):
        read_share(text)


@given(st.decimals(-(10**12), 10**12, places=9), st.sampled_from(DecimalMark))
def test_a_plain_number_is_read_alike_in_every_language(
    value: object, written: DecimalMark
) -> None:
    exact = Fraction(str(value))
    assert read_number(plain_number(exact), mark=POINT) == exact
    assert read_number(plain_number(exact, written), mark=COMMA) == exact


@given(st.text("0123456789.,' ", max_size=14))
def test_no_text_is_read_as_two_different_numbers(text: str) -> None:
    """What both kinds of language read, they read alike, but for an English group of three."""
    found = set()
    for mark in DecimalMark:
        with suppress(NumberTextError):
            found.add(read_number(text, mark=mark))
    assert len(found) <= 1


@pytest.mark.parametrize(("read", "most"), [(read_amount, 10**58), (read_share, 1)])
@given(text=st.text("0123456789.,eE+-$% '", max_size=45), mark=st.sampled_from(DecimalMark))
def test_any_text_is_read_within_range_or_refused(
    read, most: int, text: str, mark: DecimalMark
) -> None:
    with suppress(NumberTextError):
        assert 0 <= read(text, mark) <= most
