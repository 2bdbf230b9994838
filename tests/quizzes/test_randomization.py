"""Orders and numbers drawn from a seed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.randomization import AS_WRITTEN, Parameter, arrange, disarrange, draw

SHARE = Parameter("share", Fraction(1, 2), Fraction(4, 5), Fraction(1, 20))
seeds = st.integers(0, 2**62)


def test_draws_are_pinned_for_ever():
    assert arrange(5, 4) == (2, 1, 0, 3)
    assert disarrange(AS_WRITTEN, 4) == (3, 2, 0, 1)
    assert draw(3, [SHARE]) == {"share": Fraction(1, 2)}


@given(seeds, st.integers(0, 12))
def test_every_place_stands_once(seed: int, count: int):
    assert sorted(arrange(seed, count)) == sorted(disarrange(seed, count)) == list(range(count))


@given(st.integers(2, 12))
def test_as_written_is_the_order_of_the_author(count: int):
    assert arrange(AS_WRITTEN, count) == tuple(range(count))


@given(seeds, st.integers(2, 6))
def test_steps_are_never_shown_in_their_right_order(seed: int, count: int):
    assert disarrange(seed, count) != tuple(range(count))


@given(seeds)
def test_numbers_lie_on_the_grid_between_their_ends(seed: int):
    value = draw(seed, [SHARE])["share"]
    assert SHARE.low <= value <= SHARE.high
    assert ((value - SHARE.low) / SHARE.step).denominator == 1


def test_every_value_is_drawn_by_some_seed():
    assert {draw(seed, [SHARE])["share"] for seed in range(200)} == {
        SHARE.low + place * SHARE.step for place in range(SHARE.choices)
    }


@given(seeds)
def test_a_formula_names_what_was_drawn_before_it(seed: int):
    values = draw(seed, [SHARE, Parameter("rest", formula="1 - share")])
    assert values["share"] + values["rest"] == 1


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_parameter_with_equal_ends_is_fixed(name: str):
    fixed = Parameter(name, Fraction(1, 100), Fraction(1, 100))
    assert {draw(seed, [fixed])[name] for seed in range(20)} == {Fraction(1, 100)}
