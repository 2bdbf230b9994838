"""Several answers to one statement as one answer and as its spread."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.scoring.scoring import SCALE, AnswerValue, Level
from maturity.teams.joint_answer import JointAnswer, JointLevel

NOT_YET, SOME, MOST, EVERYWHERE = SCALE
NOT_APPLICABLE, DONT_KNOW = AnswerValue.NOT_APPLICABLE, AnswerValue.DONT_KNOW
ANSWERS = st.lists(st.sampled_from(AnswerValue), min_size=1, max_size=12)


def joint(*answers: AnswerValue, people: int | None = None) -> JointAnswer:
    return JointAnswer(Counter(answers), len(answers) if people is None else people)


@pytest.mark.parametrize(
    ("answers", "median"),
    [
        ([EVERYWHERE, NOT_YET, SOME], SOME),
        ([EVERYWHERE, EVERYWHERE, NOT_YET, SOME], SOME),
        ([EVERYWHERE], EVERYWHERE),
        ([NOT_APPLICABLE, NOT_APPLICABLE, EVERYWHERE], NOT_APPLICABLE),
        ([NOT_APPLICABLE, EVERYWHERE], EVERYWHERE),
        ([DONT_KNOW, DONT_KNOW, EVERYWHERE], DONT_KNOW),
        ([DONT_KNOW, EVERYWHERE, MOST], MOST),
        ([DONT_KNOW, NOT_APPLICABLE, EVERYWHERE, EVERYWHERE], EVERYWHERE),
    ],
)
def test_the_answer_in_the_middle(answers: list[AnswerValue], median: AnswerValue) -> None:
    assert joint(*answers).median is median


def test_who_was_not_asked_counts_as_in_their_own_result() -> None:
    line = joint(EVERYWHERE, MOST, people=5)
    assert line.unasked == 3
    assert line.median is NOT_YET
    assert (line.lowest, line.highest, line.spread) == (MOST, EVERYWHERE, Fraction(1, 4))


def test_nobody_on_the_scale_has_no_spread() -> None:
    line = joint(NOT_APPLICABLE, DONT_KNOW, DONT_KNOW)
    assert (line.lowest, line.highest, line.spread, line.deviation) == (None, None, 0, 0)


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="2 answers of 1 people"):
        joint(MOST, MOST, people=1)


@given(ANSWERS, st.integers(0, 5))
def test_the_middle_lies_between_the_ends(answers: list[AnswerValue], unasked: int) -> None:
    line = joint(*answers, people=len(answers) + unasked)
    assert line.median in {*answers, NOT_YET}
    assert 0 <= line.deviation <= line.spread <= 1
    if line.median in SCALE and line.highest is not None:
        assert SCALE.index(line.median) <= SCALE.index(line.highest)


@given(ANSWERS.filter(lambda answers: len(answers) % 2), st.data())
def test_a_higher_answer_never_lowers_the_median(
    answers: list[AnswerValue], data: st.DataObject
) -> None:
    on_scale = [answer if answer in SCALE else NOT_YET for answer in answers]
    place = data.draw(st.integers(0, len(on_scale) - 1))
    raised = [*on_scale]
    raised[place] = data.draw(st.sampled_from(SCALE[SCALE.index(on_scale[place]) :]))
    assert SCALE.index(joint(*raised).median) >= SCALE.index(joint(*on_scale).median)


def test_of_picked_levels_the_lower_middle_counts() -> None:
    line = JointLevel(Counter([Level(2), Level(5), Level(3), Level(7)]))
    assert (line.lowest, line.median, line.highest) == (2, 3, 7)
    assert line.spread == Fraction(5, 6)


@given(st.lists(st.sampled_from(Level), min_size=1, max_size=9))
def test_the_middle_of_levels_lies_between_their_ends(levels: list[Level]) -> None:
    line = JointLevel(Counter(levels))
    assert line.lowest <= line.median <= line.highest
    assert line.median in levels
    assert 0 <= line.deviation <= line.spread <= 1
