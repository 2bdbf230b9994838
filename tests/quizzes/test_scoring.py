"""Scoring of a quiz: worked examples and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring import GivenAnswer, Outcome, QuizScoringError, score


def test_five_of_six():
    answers = [GivenAnswer(f"q{place}", "a", "a") for place in range(5)]
    result = score([*answers, GivenAnswer("q5", "b", "a")])
    assert (result.right, result.total, result.percentage) == (5, 6, 83)
    assert result.outcomes[0] == Outcome("q0", is_right=True)
    assert result.outcomes[5] == Outcome("q5", is_right=False)


def test_no_answers_are_refused():
    with pytest.raises(QuizScoringError, match="there is no answer to score"):
        score([])


def test_a_question_answered_twice_is_refused():
    with pytest.raises(QuizScoringError, match="question 'q1' is answered twice"):
        score([GivenAnswer("q1", "a", "a"), GivenAnswer("q1", "b", "a")])


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_the_score_counts_the_right_answers(rights: list[bool]):
    answers = [
        GivenAnswer(f"q{place}", "a" if right else "b", "a") for place, right in enumerate(rights)
    ]
    result = score(answers)
    assert result.right == sum(rights)
    assert result.total == len(rights)
    assert [outcome.is_right for outcome in result.outcomes] == rights
    assert 0 <= result.percentage <= 100
