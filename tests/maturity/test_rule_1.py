"""Rule 1: what results that were finished under it say, and keep saying."""

from fractions import Fraction

from maturity.scoring.rule_1 import RULE_1
from maturity.scoring.scoring import SCALE, AnswerValue, GateReason, Level, Statement, score
from maturity.scoring.unlocking import next_level_set
from tests.maturity.test_scoring import answer_ladder, make_ladder, make_model


def test_answers_counted_otherwise():
    assert [RULE_1.values[one] for one in SCALE] == [0, Fraction(1, 4), Fraction(1, 2), 1]


def test_the_level_was_that_of_the_weakest_dimension():
    names = "abcdefg"
    model = make_model(**{name: make_ladder(name) for name in names})
    answers = {}
    for name in names:
        answers |= answer_ladder(name, 1 if name == "g" else 7)
    result = score(model, answers, rule=RULE_1)
    assert (result.level, result.index) == (Level.EXPERIMENTAL, 1 + Fraction(6, 7))


def test_a_required_statement_had_to_hold_everywhere():
    statements = [Statement("must", Level.PILOT, required=True), Statement("may", Level.PILOT, 5)]
    answers = {"must": AnswerValue.MOST_PLACES, "may": AnswerValue.EVERYWHERE}
    model = make_model(a=statements)
    gate = score(model, answers, rule=RULE_1).dimensions[0].gates[0]
    assert (gate.mean, gate.progress) == (Fraction(11, 12), Fraction(1, 2))
    assert gate.reason is GateReason.REQUIRED_STATEMENT_OPEN
    assert next_level_set(model, answers, rule=RULE_1) == ("must",)


def test_the_plan_took_the_smallest_rise_then_the_first_by_key():
    statements = [
        Statement("c-far", Level.PILOT),
        Statement("b-near", Level.PILOT, weight=2),
        Statement("a-done", Level.PILOT),
    ]
    model = make_model(a=statements)
    answers = {
        "c-far": AnswerValue.NOT_YET,
        "b-near": AnswerValue.MOST_PLACES,
        "a-done": AnswerValue.EVERYWHERE,
    }
    # Either adds 1 to a weighted sum of 2, where 3 of 4 are needed.
    assert next_level_set(model, answers, rule=RULE_1) == ("b-near",)
    every = make_model(a=[Statement(key, Level.PILOT) for key in ("d", "c", "b", "a")])
    nothing = dict.fromkeys("abcd", AnswerValue.NOT_YET)
    assert set(next_level_set(every, nothing, rule=RULE_1)) == {"a", "b", "c"}


def test_every_dimension_had_to_rise():
    model = make_model(a=make_ladder("a"), b=make_ladder("b"), c=make_ladder("c"))
    answers = answer_ladder("a", 3) | answer_ladder("b", 3) | answer_ladder("c", 4)
    assert next_level_set(model, answers, rule=RULE_1) == ("a4", "b4")
    assert next_level_set(model, answers) == ("a4",)
