"""The maturity score: worked examples, and the properties that docs/formulas.md lists."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.scoring.scoring import (
    AnswerError,
    AnswerValue,
    Dimension,
    GateReason,
    Level,
    MaturityModelError,
    Model,
    Score,
    Statement,
    percentage,
    score,
)

SCALE = [
    AnswerValue.NOT_YET,
    AnswerValue.STARTED,
    AnswerValue.MOST_PLACES,
    AnswerValue.EVERYWHERE,
]
KNOWN_VALUES = [*SCALE, AnswerValue.NOT_APPLICABLE]

Answers = dict[str, AnswerValue]


def make_model(**dimensions: list[Statement]) -> Model:
    return Model(tuple(Dimension(key, tuple(value)) for key, value in dimensions.items()))


def make_ladder(prefix: str) -> list[Statement]:
    """One statement at each gate: a level is reached by answering 'everywhere' up to it."""
    return [Statement(f"{prefix}{level}", level) for level in Level if level > 1]


def answer_ladder(prefix: str, level: int) -> Answers:
    return {
        f"{prefix}{gate}": AnswerValue.EVERYWHERE if gate <= level else AnswerValue.NOT_YET
        for gate in range(2, 8)
    }


@st.composite
def statement_lists(draw: st.DrawFn, prefix: str) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            f"{prefix}-{place}",
            draw(st.sampled_from([Level.PILOT, Level.PILOT, Level.OPERATIONAL, Level.SCALED])),
            draw(st.integers(1, 5)),
            draw(st.booleans()),
        )
        for place in range(draw(st.integers(1, 5)))
    )


@st.composite
def models(draw: st.DrawFn) -> Model:
    count = draw(st.integers(1, 3))
    return Model(
        tuple(Dimension(f"d{place}", draw(statement_lists(f"s{place}"))) for place in range(count))
    )


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Model, Answers]:
    model = draw(models())
    values = st.sampled_from([*AnswerValue, AnswerValue.EVERYWHERE, AnswerValue.EVERYWHERE])
    return model, {statement.key: draw(values) for statement in model.statements}


def as_numbers(result: Score) -> list[Fraction]:
    """Everything in a score that may not fall when an answer rises."""
    standings = [one for one in (result.confirmed, result.potential) if one]
    levels = [one.level for one in standings]
    dimension_levels = [
        level
        for dimension in result.dimensions
        for level in (dimension.level, dimension.potential_level)
        if level is not None
    ]
    return [*map(Fraction, levels + dimension_levels), *(one.index for one in standings)]


def rated(result: Score) -> list[str]:
    return [one.key for one in result.dimensions if one.is_rated]


def never_lower(higher: Score, lower: Score) -> bool:
    pairs = zip(as_numbers(higher), as_numbers(lower), strict=True)
    return all(high >= low for high, low in pairs)


def test_levels_have_a_position_on_the_scale():
    assert [percentage(level) for level in Level] == [14, 29, 43, 57, 71, 86, 100]


def test_answers_have_the_values_of_the_table():
    assert [value.fraction for value in SCALE] == [0, Fraction(1, 4), Fraction(1, 2), 1]
    assert AnswerValue.NOT_APPLICABLE.fraction is None
    assert AnswerValue.DONT_KNOW.fraction is None


def test_the_level_is_the_minimum_over_dimensions():
    names = "abcdefg"
    model = make_model(**{name: make_ladder(name) for name in names})
    answers: Answers = {}
    for name in names:
        answers |= answer_ladder(name, 1 if name == "g" else 7)
    result = score(model, answers)
    assert result.level is Level.EXPERIMENTAL
    assert [dimension.level for dimension in result.dimensions] == [7, 7, 7, 7, 7, 7, 1]
    assert result.index == 1 + Fraction(6, 7)


def test_the_top_level_has_the_index_seven():
    model = make_model(a=make_ladder("a"))
    result = score(model, answer_ladder("a", 7))
    assert (result.level, result.index) == (Level.MARKET_LEADING, 7)
    assert result.dimensions[0].progress == 1


def test_a_gate_above_a_failed_one_does_not_count():
    model = make_model(a=make_ladder("a"))
    answers = answer_ladder("a", 7) | {"a3": AnswerValue.MOST_PLACES}
    assert score(model, answers).level is Level.PILOT


@pytest.mark.parametrize(
    ("heavy", "light", "passes"),
    [
        (AnswerValue.EVERYWHERE, AnswerValue.NOT_YET, True),
        (AnswerValue.MOST_PLACES, AnswerValue.EVERYWHERE, False),
    ],
)
def test_a_gate_passes_at_a_weighted_mean_of_three_quarters(
    heavy: AnswerValue, light: AnswerValue, passes: bool
):
    statements = [Statement("heavy", Level.PILOT, weight=3), Statement("light", Level.PILOT)]
    result = score(make_model(a=statements), {"heavy": heavy, "light": light})
    assert result.dimensions[0].gates[0].passed == passes


def test_progress_is_the_mean_over_three_quarters():
    statements = [Statement("one", Level.PILOT), Statement("two", Level.PILOT)]
    answers = {"one": AnswerValue.MOST_PLACES, "two": AnswerValue.STARTED}
    result = score(make_model(a=statements), answers)
    gate = result.dimensions[0].gates[0]
    # The mean of 1/2 and 1/4 is 3/8, half of 3/4.
    assert (gate.reason, gate.mean) == (GateReason.MEAN_TOO_LOW, Fraction(3, 8))
    assert gate.progress == Fraction(1, 2)
    assert result.index == Fraction(3, 2)


def test_an_open_required_statement_holds_its_gate():
    statements = [Statement("must", Level.PILOT, required=True), Statement("may", Level.PILOT, 5)]
    answers = {"must": AnswerValue.MOST_PLACES, "may": AnswerValue.EVERYWHERE}
    gate = score(make_model(a=statements), answers).dimensions[0].gates[0]
    assert gate.mean == Fraction(11, 12)
    assert gate.reason is GateReason.REQUIRED_STATEMENT_OPEN
    assert gate.progress == Fraction(1, 2)


def test_the_index_stops_short_of_the_next_level():
    required = [Statement("must", Level.PILOT, weight=200, required=True)]
    dimensions = {f"d{place}": make_ladder(f"d{place}-") for place in range(150)}
    model = make_model(last=required, **dimensions)
    answers: Answers = {"must": AnswerValue.STARTED}
    for key in dimensions:
        answers |= answer_ladder(f"{key}-", 7)
    result = score(model, answers)
    assert result.level is Level.EXPERIMENTAL
    assert result.index == Fraction(199, 100)


@pytest.mark.parametrize(
    ("applicable", "size", "counts"),
    [(0, 1, False), (1, 3, False), (1, 2, True), (2, 4, True), (3, 7, False), (4, 7, True)],
)
def test_a_dimension_is_rated_where_half_of_its_statements_apply(
    applicable: int, size: int, counts: bool
):
    statements = [Statement(f"s{place}", Level.PILOT) for place in range(size)]
    answers = {
        one.key: AnswerValue.EVERYWHERE if place < applicable else AnswerValue.NOT_APPLICABLE
        for place, one in enumerate(statements)
    }
    result = score(make_model(a=statements), answers)
    assert result.dimensions[0].is_rated == counts
    assert result.dimensions[0].level == (Level.MARKET_LEADING if counts else None)
    assert (result.level is None) == (not counts)


def test_where_nothing_applies_there_is_no_level():
    model = make_model(a=make_ladder("a"), b=make_ladder("b"))
    answers = dict.fromkeys((one.key for one in model.statements), AnswerValue.NOT_APPLICABLE)
    result = score(model, answers)
    assert (result.level, result.index, result.confirmed, result.potential) == (None,) * 4
    assert rated(result) == []


@pytest.mark.parametrize(("unrated", "level"), [(1, 3), (2, 3), (3, None), (7, None)])
def test_a_level_needs_two_thirds_of_the_dimensions(unrated: int, level: int | None):
    names = "abcdefg"
    model = make_model(**{name: make_ladder(name) for name in names})
    answers: Answers = {}
    for place, name in enumerate(names):
        ladder = answer_ladder(name, 3 if place == 6 else 5)
        if place < unrated:
            ladder = dict.fromkeys(ladder, AnswerValue.NOT_APPLICABLE)
        answers |= ladder
    assert score(model, answers).level == level


def test_a_gate_without_an_applicable_statement_passes_and_says_so():
    statements = [Statement("one", Level.PILOT, required=True), Statement("two", Level.OPERATIONAL)]
    answers = {"one": AnswerValue.NOT_APPLICABLE, "two": AnswerValue.NOT_YET}
    result = score(make_model(a=statements), answers)
    gate = result.dimensions[0].gates[0]
    assert result.level is Level.PILOT
    assert (gate.passed, gate.mean) == (True, None)
    assert gate.reason is GateReason.NO_APPLICABLE_STATEMENT


def test_dont_know_gives_a_confirmed_and_a_potential_level():
    model = make_model(a=make_ladder("a"))
    answers = answer_ladder("a", 4) | {"a3": AnswerValue.DONT_KNOW}
    result = score(model, answers)
    assert (result.confirmed.level, result.potential.level) == (Level.PILOT, Level.SCALED)
    assert result.level is result.confirmed.level
    assert (result.dimensions[0].level, result.dimensions[0].potential_level) == (2, 4)


def test_missing_answers_are_named_unless_they_count_as_not_yet():
    model = make_model(a=make_ladder("a"))
    answers = {f"a{level}": AnswerValue.EVERYWHERE for level in (2, 3, 4, 5)}
    with pytest.raises(AnswerError, match="these statements have no answer: a6, a7"):
        score(model, answers)
    assert score(model, answers, missing_as_not_yet=True) == score(model, answer_ladder("a", 5))


def test_an_unknown_statement_is_named():
    model = make_model(a=make_ladder("a"))
    with pytest.raises(AnswerError, match="the model has no such statements: b2"):
        score(model, answer_ladder("a", 7) | {"b2": AnswerValue.EVERYWHERE})


@pytest.mark.parametrize("value", ["often", "everywhere", 1, None])
def test_an_unknown_value_is_named(value: object):
    model = make_model(a=make_ladder("a"))
    with pytest.raises(AnswerError, match=f"statement 'a2' is answered {value!r}: give an"):
        score(model, answer_ladder("a", 7) | {"a2": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("level", [0, 1, 8])
def test_a_statement_is_at_level_two_to_seven(level: int):
    with pytest.raises(MaturityModelError, match=f"statement 'one' has level {level}: use 2 to 7"):
        Statement("one", level)  # type: ignore[arg-type]


@pytest.mark.parametrize("weight", [0, -1, 1.5])
def test_a_weight_is_a_whole_number_from_one(weight: int):
    with pytest.raises(MaturityModelError, match=f"statement 'one' has weight {weight}: use an"):
        Statement("one", Level.PILOT, weight)


def test_a_model_without_content_or_with_a_key_used_twice_is_refused():
    with pytest.raises(MaturityModelError, match="the model has no dimensions"):
        Model(())
    with pytest.raises(MaturityModelError, match="dimension 'a' has no statements"):
        Dimension("a", ())
    with pytest.raises(MaturityModelError, match="statement key 'a2' is used twice"):
        make_model(a=make_ladder("a"), b=make_ladder("a"))
    dimension = Dimension("a", (Statement("one", Level.PILOT),))
    with pytest.raises(MaturityModelError, match="dimension key 'a' is used twice"):
        Model((dimension, dimension))


@given(assessments())
def test_the_index_lies_in_its_level(assessment: tuple[Model, Answers]):
    result = score(*assessment)
    assert (result.confirmed is None) == (3 * len(rated(result)) < 2 * len(result.dimensions))
    assert (result.confirmed is None) == (result.potential is None)
    for standing in filter(None, (result.confirmed, result.potential)):
        assert 1 <= standing.level <= 7
        assert standing.level <= standing.index < standing.level + 1
        assert standing.level < 7 or standing.index == 7
    if result.level is not None:
        assert result.level == min(one.level for one in result.dimensions if one.level)


@given(assessments())
def test_progress_is_whole_exactly_where_the_gate_passes(assessment: tuple[Model, Answers]):
    for dimension in score(*assessment).dimensions:
        for gate in dimension.gates:
            assert 0 <= gate.progress <= 1
            assert gate.passed == (gate.progress == 1)


@given(assessments(), st.randoms())
def test_the_score_does_not_depend_on_order(assessment: tuple[Model, Answers], random):
    model, answers = assessment
    shuffled_dimensions = [
        Dimension(one.key, tuple(random.sample(one.statements, len(one.statements))))
        for one in random.sample(model.dimensions, len(model.dimensions))
    ]
    shuffled_answers = dict(random.sample(list(answers.items()), len(answers)))
    one = score(model, answers)
    other = score(Model(tuple(shuffled_dimensions)), shuffled_answers)
    assert (other.confirmed, other.potential) == (one.confirmed, one.potential)
    assert set(other.dimensions) == set(one.dimensions)


@given(assessments(), st.data())
def test_raising_an_answer_lowers_nothing(assessment: tuple[Model, Answers], data: st.DataObject):
    model, answers = assessment
    key = data.draw(st.sampled_from(sorted(answers)))
    low, high = sorted(data.draw(st.tuples(st.integers(0, 3), st.integers(0, 3))))
    higher = score(model, answers | {key: SCALE[high]})
    lower = score(model, answers | {key: SCALE[low]})
    assert never_lower(higher, lower)


@given(assessments(), st.data())
def test_not_applicable_lies_between_not_yet_and_everywhere(
    assessment: tuple[Model, Answers], data: st.DataObject
):
    model, answers = assessment
    key = data.draw(st.sampled_from(sorted(answers)))
    not_yet = score(model, answers | {key: AnswerValue.NOT_YET})
    not_applicable = score(model, answers | {key: AnswerValue.NOT_APPLICABLE})
    everywhere = score(model, answers | {key: AnswerValue.EVERYWHERE})
    assume(rated(not_applicable) == rated(everywhere))
    assert never_lower(not_applicable, not_yet)
    assert never_lower(everywhere, not_applicable)


@given(assessments(), st.data())
def test_settled_dont_knows_end_between_confirmed_and_potential(
    assessment: tuple[Model, Answers], data: st.DataObject
):
    model, answers = assessment
    unsettled = score(model, answers)
    settled = score(
        model,
        {
            key: data.draw(st.sampled_from(KNOWN_VALUES))
            if answer is AnswerValue.DONT_KNOW
            else answer
            for key, answer in answers.items()
        },
    )
    assert settled.confirmed == settled.potential
    assume(rated(settled) == rated(unsettled) and settled.level is not None)
    assert unsettled.confirmed.level <= settled.level <= unsettled.potential.level
    assert unsettled.confirmed.index <= settled.index <= unsettled.potential.index
    for before, after in zip(unsettled.dimensions, settled.dimensions, strict=True):
        if before.is_rated:
            assert before.level <= after.level <= before.potential_level
