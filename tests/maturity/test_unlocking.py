"""The next-level set: worked examples, and that it lifts the level and is minimal."""

from __future__ import annotations

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
    score_levels,
)
from maturity.scoring.unlocking import next_level_set, next_steps, target_set

Answers = dict[str, AnswerValue]


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Model, Answers]:
    dimensions = []
    for place in range(draw(st.integers(1, 3))):
        statements = [
            Statement(
                f"s{place}-{number}",
                draw(st.sampled_from([Level.PILOT, Level.PILOT, Level.OPERATIONAL])),
                draw(st.integers(1, 5)),
                draw(st.integers(0, 3)) == 0,
            )
            for number in range(draw(st.integers(1, 4)))
        ]
        dimensions.append(Dimension(f"d{place}", tuple(statements)))
    model = Model(tuple(dimensions))
    values = st.sampled_from(AnswerValue)
    return model, {statement.key: draw(values) for statement in model.statements}


def make_gate(*statements: Statement) -> Model:
    return Model((Dimension("only", statements),))


def raised(answers: Answers, keys: tuple[str, ...]) -> Answers:
    return answers | dict.fromkeys(keys, AnswerValue.EVERYWHERE)


def total_weight(model: Model, keys: tuple[str, ...]) -> int:
    return sum(one.weight for one in model.statements if one.key in keys)


def places(model: Model, keys: tuple[str, ...]) -> list[int]:
    return [place for place, one in enumerate(model.statements) if one.key in keys]


def test_required_statements_come_before_the_mean():
    model = make_gate(
        Statement("must", Level.PILOT, required=True),
        Statement("may", Level.PILOT),
        Statement("might", Level.PILOT, weight=2),
    )
    answers = dict.fromkeys(["must", "may", "might"], AnswerValue.NOT_YET)
    # 'must' and 'might' are 3 of 4 in weight; 'must' and 'may' are only 2.
    assert next_level_set(model, answers) == ("must", "might")


def test_the_lightest_statement_is_preferred():
    model = make_gate(
        Statement("heavy", Level.PILOT, weight=2),
        Statement("light", Level.PILOT),
        Statement("light-too", Level.PILOT),
    )
    answers = {
        "heavy": AnswerValue.MOST_PLACES,
        "light": AnswerValue.SOME_PLACES,
        "light-too": AnswerValue.SOME_PLACES,
    }
    # 2 * 3/4 + 1/4 + 1/4 is 2, and 3 of 4 are needed: no statement alone adds 1.
    # Two of weight 1 add 1.5; the first in order goes first where that is all the difference.
    assert next_level_set(model, answers) == ("light", "light-too")
    answers["light"] = answers["light-too"] = AnswerValue.MOST_PLACES
    answers["heavy"] = AnswerValue.SOME_PLACES
    assert next_level_set(model, answers) == ("heavy",)


def make_ladders(**levels: int) -> tuple[Model, Answers]:
    """One statement at each gate of each dimension, everywhere up to the level."""
    model = Model(
        tuple(
            Dimension(key, tuple(Statement(f"{key}{gate}", Level(gate)) for gate in range(2, 8)))
            for key in levels
        )
    )
    answers = {
        f"{key}{gate}": AnswerValue.EVERYWHERE if gate <= level else AnswerValue.NOT_YET
        for key, level in levels.items()
        for gate in range(2, 8)
    }
    return model, answers


def test_two_thirds_rise_and_the_others_no_longer_lag():
    model, answers = make_ladders(a=4, b=4, c=1)
    # Level 3 now. Level 4 is reached by two of three, and the third may not lie below 2.
    assert score(model, answers).level == 3
    assert next_level_set(model, answers) == ("c2",)
    model, answers = make_ladders(a=3, b=3, c=3)
    assert next_level_set(model, answers) == ("a4", "b4")
    model, answers = make_ladders(a=3, b=1, c=4)
    assert next_level_set(model, answers) == ("a4", "b2")


def test_picked_levels_rise_by_the_fewest_steps():
    found = score_levels({"a": Level(2), "b": Level(4), "c": Level(3), "d": Level(1)})
    assert found.level == 2
    # Level 3 needs three of four there, and none below 1: c and b are, and a is nearest.
    assert next_steps(found) == {"a": 3, "b": 4, "c": 3, "d": 1}
    assert next_steps(score_levels({"a": Level(7)})) == {}


def test_nothing_unlocks_at_the_top():
    model = make_gate(Statement("one", Level.PILOT))
    assert next_level_set(model, {"one": AnswerValue.EVERYWHERE}) == ()


def test_missing_answers_are_refused_unless_they_count_as_not_yet():
    model = make_gate(Statement("one", Level.PILOT))
    with pytest.raises(AnswerError, match="these statements have no answer: one"):
        next_level_set(model, {})
    assert next_level_set(model, {}, missing_as_not_yet=True) == ("one",)


def test_a_large_gate_is_planned_quickly():
    model = make_gate(*(Statement(f"s{place}", Level.PILOT, place % 5 + 1) for place in range(60)))
    answers = dict.fromkeys((f"s{place}" for place in range(60)), AnswerValue.SOME_PLACES)
    plan = next_level_set(model, answers)
    assert score(model, raised(answers, plan)).level > score(model, answers).level


@given(assessments())
def test_it_lifts_the_level_and_is_minimal(assessment: tuple[Model, Answers]):
    model, answers = assessment
    level = score(model, answers).level
    plan = next_level_set(model, answers)
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
    plan = next_level_set(model, answers)
    if level is None:
        return
    can_rise = [key for key, answer in answers.items() if answer != AnswerValue.NOT_APPLICABLE]
    for size in range(len(plan) + 1):
        for other in combinations(can_rise, size):
            if score(model, raised(answers, other)).level > level:
                found = (size, total_weight(model, other), places(model, other))
                assert found >= (len(plan), total_weight(model, plan), places(model, plan))


@given(assessments(), st.randoms())
def test_another_order_takes_as_much(assessment: tuple[Model, Answers], random):
    model, answers = assessment
    shuffled = Model(
        tuple(
            Dimension(one.key, tuple(random.sample(one.statements, len(one.statements))))
            for one in random.sample(model.dimensions, len(model.dimensions))
        )
    )
    ways = [next_level_set(one, answers) for one in (model, shuffled)]
    sizes = [(len(way), total_weight(model, way)) for way in ways]
    assert sizes[0] == sizes[1]


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
