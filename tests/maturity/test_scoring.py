"""The maturity score by rule 2: its reference cases, worked examples and properties.

The reference cases and the properties are those of docs/maturity.md.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.scoring.scoring import (
    RULE_2,
    SCALE,
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
    score_levels,
    with_evidence,
)

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
    assert [RULE_2.values[value] for value in SCALE] == [0, Fraction(1, 4), Fraction(3, 4), 1]
    assert set(RULE_2.values) == set(SCALE)


def test_an_answer_of_an_older_release_has_its_name_of_today():
    assert AnswerValue("started") is AnswerValue.SOME_PLACES
    with pytest.raises(ValueError, match="'begun' is not a valid AnswerValue"):
        AnswerValue("begun")


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ("7 7 7 7 7 7 1", 3),
        ("4 4 4 4 4 3 2", 4),
        ("5 5 5 5 4 4 4", 4),
        ("3 3 3 3 2 2 2", 2),
        ("6 6 6 6 6 5 3", 5),
        ("1 1 1 1 1 7 7", 1),
        ("5 5 3", 5),
        ("5 5 2", 4),
        ("5 4 4", 4),
        ("6", 6),
    ],
)
def test_the_level_follows_from_the_dimensions(levels: str, level: int):
    picked = {f"d{place}": Level(int(one)) for place, one in enumerate(levels.split())}
    assert score_levels(picked).level == level
    # The full assessment finds the same, by the same rule.
    model = make_model(**{key: make_ladder(key) for key in picked})
    answers: Answers = {}
    for key, one in picked.items():
        answers |= answer_ladder(key, one)
    assert score(model, answers).level == level


def test_picked_levels_have_their_mean_beside_the_level():
    result = score_levels({"a": Level(5), "b": Level(4), "c": Level(4)})
    assert (result.level, result.index) == (4, Fraction(13, 3))
    assert result.potential == result.confirmed
    with pytest.raises(AnswerError, match="no level is picked"):
        score_levels({})


def test_most_places_throughout_is_the_highest_level():
    names = "abcdefg"
    model = make_model(**{name: make_ladder(name) for name in names})
    answers = dict.fromkeys((one.key for one in model.statements), AnswerValue.MOST_PLACES)
    assert score(model, answers).level is Level.MARKET_LEADING


def test_required_statements_alone_are_not_enough():
    statements = [
        Statement(f"s{level}-{place}", level, required=place < 2)
        for level in Level
        if level > 1
        for place in range(4)
    ]
    answers = {
        one.key: AnswerValue.EVERYWHERE if one.required else AnswerValue.NOT_YET
        for one in statements
    }
    result = score(make_model(a=statements), answers)
    assert result.level is Level.EXPERIMENTAL
    assert result.dimensions[0].gates[0].mean == Fraction(1, 2)


def test_the_top_level_has_the_average_seven():
    model = make_model(a=make_ladder("a"))
    result = score(model, answer_ladder("a", 7))
    assert (result.level, result.index) == (Level.MARKET_LEADING, 7)
    assert result.dimensions[0].progress == 0


def test_what_cannot_be_shown_counts_as_not_yet_in_the_level_with_evidence():
    model = make_model(a=make_ladder("a"))
    answers = answer_ladder("a", 4) | {"a7": AnswerValue.DONT_KNOW}
    shown = with_evidence(answers, {"a2", "a3", "a5"})
    assert score(model, answers).level is Level.SCALED
    assert score(model, shown).level is Level.OPERATIONAL
    assert shown["a7"] is AnswerValue.DONT_KNOW


def test_a_gate_above_a_failed_one_does_not_count():
    model = make_model(a=make_ladder("a"))
    answers = answer_ladder("a", 7) | {"a3": AnswerValue.SOME_PLACES}
    assert score(model, answers).level is Level.PILOT


@pytest.mark.parametrize(
    ("heavy", "light", "passes"),
    [
        (AnswerValue.EVERYWHERE, AnswerValue.NOT_YET, True),
        (AnswerValue.MOST_PLACES, AnswerValue.MOST_PLACES, True),
        (AnswerValue.MOST_PLACES, AnswerValue.SOME_PLACES, False),
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
    answers = {"one": AnswerValue.MOST_PLACES, "two": AnswerValue.NOT_YET}
    result = score(make_model(a=statements), answers)
    gate = result.dimensions[0].gates[0]
    # The mean of 3/4 and 0 is 3/8, half of 3/4.
    assert (gate.reason, gate.mean) == (GateReason.MEAN_TOO_LOW, Fraction(3, 8))
    assert gate.progress == Fraction(1, 2)
    assert result.index == Fraction(3, 2)


def test_an_open_required_statement_holds_its_gate():
    statements = [Statement("must", Level.PILOT, required=True), Statement("may", Level.PILOT, 5)]
    answers = {"must": AnswerValue.SOME_PLACES, "may": AnswerValue.EVERYWHERE}
    gate = score(make_model(a=statements), answers).dimensions[0].gates[0]
    assert gate.mean == Fraction(7, 8)
    assert gate.reason is GateReason.REQUIRED_STATEMENT_OPEN
    assert gate.progress == Fraction(1, 3)
    assert score(make_model(a=statements), answers | {"must": AnswerValue.MOST_PLACES}).level == 7


def test_a_way_through_a_gate_stops_short_of_the_next_level():
    statements = [Statement("heavy", Level.PILOT, weight=299), Statement("light", Level.PILOT)]
    answers = {"heavy": AnswerValue.MOST_PLACES, "light": AnswerValue.SOME_PLACES}
    result = score(make_model(a=statements), answers)
    assert result.dimensions[0].gates[0].progress > Fraction(99, 100)
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


@pytest.mark.parametrize(("unrated", "level"), [(1, 5), (2, 5), (3, None), (7, None)])
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
def test_level_and_average_are_bounded(assessment: tuple[Model, Answers]):
    result = score(*assessment)
    assert (result.confirmed is None) == (3 * len(rated(result)) < 2 * len(result.dimensions))
    assert (result.confirmed is None) == (result.potential is None)
    for standing in filter(None, (result.confirmed, result.potential)):
        assert 1 <= standing.level <= 7
        assert 1 <= standing.index <= 7
    if result.level is not None:
        weakest = min(one.level for one in result.rated if one.level)
        assert weakest <= result.level <= weakest + 2


@given(assessments(), st.data())
def test_the_level_with_evidence_is_no_higher(
    assessment: tuple[Model, Answers], data: st.DataObject
):
    model, answers = assessment
    shown = data.draw(st.sets(st.sampled_from(sorted(answers))))
    assert never_lower(score(model, answers), score(model, with_evidence(answers, shown)))


@given(st.lists(st.sampled_from(Level), min_size=1, max_size=9), st.randoms(), st.data())
def test_picked_levels_make_a_level_between_their_ends(
    levels: list[Level], random, data: st.DataObject
):
    def found(picked: list[Level]) -> Level | None:
        return score_levels({f"d{place}": one for place, one in enumerate(picked)}).level

    level = found(levels)
    assert level is not None
    assert min(levels) <= level <= min(min(levels) + 2, max(levels))
    assert found(random.sample(levels, len(levels))) is level
    place = data.draw(st.integers(0, len(levels) - 1))
    raised = [*levels[:place], data.draw(st.sampled_from(Level)), *levels[place + 1 :]]
    if raised[place] >= levels[place]:
        assert found(raised) >= level


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
