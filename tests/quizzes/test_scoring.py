"""Credits and scores: worked examples and what always holds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.scoring import (
    Credit,
    QuizScoringError,
    Verdict,
    credit_choices,
    credit_number,
    credit_order,
    score,
)

places = st.integers(1, 8)
credit_values = st.integers(1, 6).flatmap(
    lambda worth: st.integers(0, worth).map(lambda earned: Credit(earned, worth))
)


def test_five_of_six():
    result = score([Credit(1, 1)] * 5 + [Credit(0, 1)])
    assert (result.right, result.partly, result.total) == (5, 0, 6)
    assert (result.points, result.percentage) == (5, 83)


def test_partial_credit_counts_in_the_points_and_not_among_the_right():
    result = score([Credit(1, 1), Credit(2, 3), Credit(0, 2)])
    assert (result.right, result.partly) == (1, 1)
    assert result.points == Fraction(5, 3)
    assert result.percentage == 56


def test_no_answers_are_refused():
    with pytest.raises(QuizScoringError, match="there is no answer to score"):
        score([])


@pytest.mark.parametrize(("earned", "worth"), [(-1, 1), (2, 1), (0, 0)])
def test_what_is_no_credit_is_refused(earned: int, worth: int):
    with pytest.raises(QuizScoringError, match=f"{earned} of {worth} is no credit"):
        Credit(earned, worth)


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [({1, 2, 3}, 3), ({1, 2}, 2), ({1, 2, 4}, 1), ({1, 4}, 0), ({4, 5}, 0), ({1, 2, 3, 4, 5}, 1)],
)
def test_wrong_choices_take_back_what_right_ones_earn(chosen: set[int], earned: int):
    assert credit_choices(chosen, {1, 2, 3}) == Credit(earned, 3)


def test_a_question_without_a_right_option_is_refused():
    with pytest.raises(QuizScoringError, match="no option is right"):
        credit_choices({1}, set())


@given(st.sets(places), st.sets(places, min_size=1))
def test_only_the_right_choice_is_wholly_right(chosen: set[int], right: set[int]):
    credit = credit_choices(chosen, right)
    assert (credit.verdict is Verdict.RIGHT) == (chosen == right)
    assert 0 <= credit.share <= 1


@given(st.sets(places), st.sets(places, min_size=1), places)
def test_one_more_wrong_choice_never_earns(chosen: set[int], right: set[int], extra: int):
    if extra not in right:
        assert (
            credit_choices(chosen | {extra}, right).earned <= credit_choices(chosen, right).earned
        )


def test_a_number_may_be_off_by_the_tolerance_and_no_more():
    exact, tolerance = Fraction(127, 1000), Fraction(1, 1000)
    near = [Fraction(126, 1000), Fraction(128, 1000), exact]
    assert [credit_number(number, exact, tolerance).earned for number in near] == [1, 1, 1]
    assert credit_number(Fraction(1281, 10_000), exact, tolerance) == Credit(0, 1)
    assert credit_number(exact, exact, Fraction(0)).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("given", "earned"),
    [((1, 2, 3, 4), 3), ((4, 1, 2, 3), 2), ((1, 3, 2, 4), 0), ((4, 3, 2, 1), 0), ((3, 4, 1, 2), 2)],
)
def test_steps_earn_by_the_step_that_they_follow(given: tuple[int, ...], earned: int):
    assert credit_order(given, (1, 2, 3, 4)) == Credit(earned, 3)


@pytest.mark.parametrize("given", [(1, 2), (1, 2, 2), (1, 2, 4), ()])
def test_another_set_of_steps_is_refused(given: tuple[int, ...]):
    with pytest.raises(QuizScoringError, match="is not an order of"):
        credit_order(given, (1, 2, 3))


@given(st.permutations(range(5)))
def test_only_the_right_order_is_wholly_right(order: list[int]):
    credit = credit_order(order, range(5))
    assert (credit.verdict is Verdict.RIGHT) == (order == list(range(5)))


@given(st.lists(credit_values, min_size=1, max_size=20))
def test_the_score_adds_up(credits_of: list[Credit]):
    result = score(credits_of)
    assert result.right <= result.points <= result.right + result.partly <= result.total
    assert 0 <= result.percentage <= 100
    assert (result.points == result.total) == (result.right == result.total)
