"""Formulas of number questions: exact, and nothing but arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.numbers.formula import FormulaError, evaluate, names_in

fractions = st.fractions(max_denominator=1000)


def test_the_blend_of_three_tiers_is_exact():
    shares = {"small": Fraction(7, 10), "mid": Fraction(2, 10), "frontier": Fraction(1, 10)}
    assert evaluate("small * 0.01 + mid * 0.10 + frontier * 1.00", shares) == Fraction(127, 1000)


def test_a_decimal_is_what_it_says():
    assert evaluate("0.1 + 0.2 - 0.3", {}) == 0
    assert evaluate("1 / 3 * 3", {}) == 1
    assert evaluate(" -(2 + 3) * 4", {}) == -20


@pytest.mark.parametrize(
    "formula",
    ["2 ** 9", "abs(1)", "a.real", "a[0]", "1e9", "0x10", "1_000", "'x'", "True", "a if a else 1",
     "a < 1", "a; a", "", "(", "lambda: 1", "a // 2", "[a]", "(" * 300, "~a", "1j", "a" * 301],
)  # fmt: skip
def test_anything_else_is_refused(formula: str):
    with pytest.raises(FormulaError):
        evaluate(formula, {"a": Fraction(1)})


def test_an_unknown_name_and_a_division_by_zero_are_named():
    with pytest.raises(FormulaError, match="'b' is not known; there are: a"):
        evaluate("a + b", {"a": Fraction(1)})
    with pytest.raises(FormulaError, match="'1 / a' divides by zero"):
        evaluate("1 / a", {"a": Fraction(0)})


def test_the_names_of_a_formula():
    assert names_in("share * (price + 2) - share") == {"share", "price"}


@given(fractions, fractions)
def test_it_computes_as_arithmetic_does(a: Fraction, b: Fraction):
    assert evaluate("(a + b) * (a - b)", {"a": a, "b": b}) == a * a - b * b


@given(st.text(max_size=60))
def test_any_text_is_a_value_or_an_error(text: str):
    try:
        value = evaluate(text, {"a": Fraction(2)})
    except FormulaError as error:
        assert str(error)  # noqa: PT017 - any text may be either
    else:
        assert isinstance(value, Fraction)
