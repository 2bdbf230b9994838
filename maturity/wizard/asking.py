"""Which statements of a dimension an assessment still needs. Pure: no Django."""

from collections.abc import Mapping

from maturity.scoring.scoring import AnswerValue, Dimension, Level, Model, score


def closed_gate(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> Level | None:
    """Return the first gate that stays closed however the open questions end, or None.

    Statements without an answer, and those with 'don't know', count as 'everywhere' here.
    """
    open_values = (None, AnswerValue.DONT_KNOW)
    hopeful = {
        one.key: AnswerValue.EVERYWHERE if answers.get(one.key) in open_values else answers[one.key]
        for one in dimension.statements
    }
    gates = score(Model((dimension,)), hopeful).dimensions[0].gates
    return next((gate.level for gate in gates if not gate.passed), None)


def demanded_keys(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> frozenset[str]:
    """Return the statements up to the first closed gate: those above it move no level."""
    closed = closed_gate(dimension, answers) or Level.MARKET_LEADING
    return frozenset(one.key for one in dimension.statements if one.level <= closed)
