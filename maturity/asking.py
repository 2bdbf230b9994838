"""Which statements of a dimension an assessment still needs. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping

from maturity.scoring import AnswerValue, Dimension, Level, Model, score


def closed_gate(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> Level | None:
    """Return the first gate that stays closed however the open questions end, or None.

    Statements without an answer, and those with 'don't know', count as 'everywhere' here.
    """
    keys = [statement.key for statement in dimension.statements]
    hopeful = {key: answers.get(key, AnswerValue.EVERYWHERE) for key in keys}
    level = score(Model((dimension,)), hopeful).potential.level
    return None if level is Level.MARKET_LEADING else Level(level + 1)


def demanded_keys(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> frozenset[str]:
    """Return the statements up to the first closed gate: those above it change no score."""
    closed = closed_gate(dimension, answers) or Level.MARKET_LEADING
    return frozenset(one.key for one in dimension.statements if one.level <= closed)
