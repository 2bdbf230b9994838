"""The unlock set: worked examples, and that it lifts the level and is minimal."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.scoring.scoring import (
    AnswerError,
    AnswerValue,
    Dimension,
    Level,
    Model,
    Statement,
    score,
)
from maturity.scoring.unlocking import target_set, unlock_set

Answers = dict[str, AnswerValue]


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Model, Answers]:
    dimensions = []
    for place in range(draw(st.integers(1, 2))):
        statements = [
            Statement(
                f"s{place}-{number}",
                draw(st.sampled_from([Level.PILOT, Level.PILOT, Level.OPERATIONAL])),
                draw(st.integers(1, 5)),
                draw(st.integers(0, 3)) == 0,
            )
            for number in range(draw(st.integers(1, 5)))
        ]
        dimensions.append(Dimension(f"d{place}", tuple(statements)))
    model = Model(tuple(dimensions))
    values = st.sampled_from(AnswerValue)
    return model, {statement.key: draw(values) for statement in model.statements}


def make_gate(*statements: Statement) -> Model:
    return Model((Dimension("only", statements),))


def raised(answers: Answers, keys: tuple[str, ...]) -> Answers:
    return answers | dict.fromkeys(keys, AnswerValue.EVERYWHERE)


def total_rise(answers: Answers, keys: tuple[str, ...]) -> Fraction:
    return sum((1 - (answers[key].fraction or Fraction(0)) for key in keys), Fraction(0))


def test_required_statements_come_before_the_mean():
    model = make_gate(
        Statement("must", Level.PILOT, required=True),
        Statement("may", Level.PILOT),
        Statement("might", Level.PILOT, weight=2),
    )
    answers = dict.fromkeys(["must", "may", "might"], AnswerValue.NOT_YET)
    # 'must' and 'might' are 3 of 4 in weight; 'must' and 'may' are only 2.
    assert unlock_set(model, answers) == ("must", "might")


def test_the_lightest_change_is_preferred():
    model = make_gate(
        Statement("a-far", Level.PILOT),
        Statement("b-near", Level.PILOT, weight=2),
        Statement("c-done", Level.PILOT),
    )
    answers = {
        "a-far": AnswerValue.NOT_YET,
        "b-near": AnswerValue.MOST_PLACES,
        "c-done": AnswerValue.EVERYWHERE,
    }
    # Either adds 1 to a weighted sum of 2, where 3 of 4 are needed.
    assert unlock_set(model, answers) == ("b-near",)


def test_every_blocking_dimension_has_its_part():
    model = Model(
        (
            Dimension("one", (Statement("one-2", Level.PILOT), Statement("one-3", Level.SCALED))),
            Dimension("two", (Statement("two-2", Level.PILOT),)),
            Dimension("three", (Statement("three-2", Level.PILOT),)),
        )
    )
    answers = {
        "one-2": AnswerValue.DONT_KNOW,
        "one-3": AnswerValue.NOT_YET,
        "two-2": AnswerValue.EVERYWHERE,
        "three-2": AnswerValue.STARTED,
    }
    assert unlock_set(model, answers) == ("one-2", "three-2")


def test_nothing_unlocks_at_the_top():
    model = make_gate(Statement("one", Level.PILOT))
    assert unlock_set(model, {"one": AnswerValue.EVERYWHERE}) == ()


def test_missing_answers_are_refused_unless_they_count_as_not_yet():
    model = make_gate(Statement("one", Level.PILOT))
    with pytest.raises(AnswerError, match="these statements have no answer: one"):
        unlock_set(model, {})
    assert unlock_set(model, {}, missing_as_not_yet=True) == ("one",)


def test_a_large_gate_is_planned_quickly():
    model = make_gate(*(Statement(f"s{place}", Level.PILOT, place % 5 + 1) for place in range(60)))
    answers = dict.fromkeys((f"s{place}" for place in range(60)), AnswerValue.STARTED)
    plan = unlock_set(model, answers)
    assert score(model, raised(answers, plan)).level > score(model, answers).level


@given(assessments())
def test_the_unlock_set_lifts_the_level_and_is_minimal(assessment: tuple[Model, Answers]):
    model, answers = assessment
    level = score(model, answers).level
    plan = unlock_set(model, answers)
    if level is None or level is Level.MARKET_LEADING:
        assert plan == ()
        return
    assert score(model, raised(answers, plan)).level > level
    for left_out in plan:
        rest = tuple(key for key in plan if key != left_out)
        assert score(model, raised(answers, rest)).level == level


@given(assessments())
def test_no_set_is_smaller_or_lighter(assessment: tuple[Model, Answers]):
    model, answers = assessment
    level = score(model, answers).level
    plan = unlock_set(model, answers)
    if level is None:
        return
    can_rise = [key for key, answer in answers.items() if answer != AnswerValue.NOT_APPLICABLE]
    for size in range(len(plan) + 1):
        for other in combinations(can_rise, size):
            if score(model, raised(answers, other)).level > level:
                assert size == len(plan)
                assert total_rise(answers, other) >= total_rise(answers, plan)


@given(assessments(), st.randoms())
def test_the_unlock_set_does_not_depend_on_order(assessment: tuple[Model, Answers], random):
    model, answers = assessment
    shuffled = Model(
        tuple(
            Dimension(one.key, tuple(random.sample(one.statements, len(one.statements))))
            for one in random.sample(model.dimensions, len(model.dimensions))
        )
    )
    assert set(unlock_set(shuffled, answers)) == set(unlock_set(model, answers))


@given(assessments(), st.sampled_from([Level.PILOT, Level.OPERATIONAL]))
def test_the_target_set_reaches_the_target_and_is_minimal(
    assessment: tuple[Model, Answers], target: Level
):
    model, answers = assessment
    assume(score(model, answers).dimensions[0].is_rated)
    targets = {"d0": target}
    keys = target_set(model, answers, targets)
    reached = score(model, raised(answers, keys)).dimensions
    assert reached[0].level >= target
    assert all(key.startswith("s0-") for key in keys)
    for left_out in keys:
        others = tuple(key for key in keys if key != left_out)
        assert score(model, raised(answers, others)).dimensions[0].level < target


def test_without_targets_there_is_nothing_to_raise():
    model = make_gate(Statement("a", Level.PILOT))
    assert target_set(model, {"a": AnswerValue.NOT_YET}, {}) == ()
    with pytest.raises(AnswerError):
        target_set(model, {"b": AnswerValue.NOT_YET}, {})
