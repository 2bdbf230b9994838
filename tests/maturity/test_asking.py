"""What an assessment asks: nothing above a gate that is closed for good."""

from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.scoring.scoring import AnswerValue, Dimension, Level, Model, Statement, score
from maturity.wizard.asking import closed_gate, demanded_keys
from tests.maturity.test_scoring import Answers, assessments, make_ladder, rated

LADDER = Dimension("a", tuple(make_ladder("a")))


def test_everything_is_demanded_before_the_first_answer() -> None:
    assert closed_gate(LADDER, {}) is None
    assert demanded_keys(LADDER, {}) == {f"a{level}" for level in range(2, 8)}


def test_a_closed_gate_ends_the_questions() -> None:
    answers = {"a3": AnswerValue.SOME_PLACES}
    assert closed_gate(LADDER, answers) is Level.OPERATIONAL
    assert demanded_keys(LADDER, answers) == {"a2", "a3"}


def test_dont_know_keeps_the_questions_coming() -> None:
    assert closed_gate(LADDER, {"a3": AnswerValue.DONT_KNOW}) is None


def test_a_gate_that_may_still_open_is_not_closed() -> None:
    pair = (Statement("one", Level.PILOT), Statement("two", Level.PILOT))
    dimension = Dimension("a", (*pair, Statement("three", Level.OPERATIONAL)))
    halfway = {"one": AnswerValue.MOST_PLACES}
    assert demanded_keys(dimension, halfway) == {"one", "two", "three"}
    assert demanded_keys(dimension, halfway | {"two": AnswerValue.SOME_PLACES}) == {"one", "two"}


@given(assessments(), st.data())
def test_what_is_not_demanded_changes_no_score(
    assessment: tuple[Model, Answers], data: st.DataObject
) -> None:
    model, answers = assessment
    demanded = {key for one in model.dimensions for key in demanded_keys(one, answers)}
    other = {
        key: answer if key in demanded else data.draw(st.sampled_from(list(AnswerValue)))
        for key, answer in answers.items()
    }
    before, after = score(model, answers), score(model, other)
    # What does not apply is the exception: it can take a dimension out of the sum.
    assume(rated(before) == rated(after))
    assert (after.confirmed, after.potential) == (before.confirmed, before.potential)
    for one, two in zip(before.dimensions, after.dimensions, strict=True):
        assert (one.level, one.potential_level, one.progress) == (
            two.level,
            two.potential_level,
            two.progress,
        )


@given(assessments())
def test_an_answer_never_adds_to_what_is_demanded(assessment: tuple[Model, Answers]) -> None:
    model, answers = assessment
    for dimension in model.dimensions:
        given_so_far: Answers = {}
        before = demanded_keys(dimension, given_so_far)
        for statement in dimension.statements:
            given_so_far[statement.key] = answers[statement.key]
            after = demanded_keys(dimension, given_so_far)
            assert after <= before
            before = after
