"""The smallest set of changes that lifts the level: the action plan of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity.scoring.scoring import (
    FIRST_GATE,
    PASSING_MEAN,
    AnswerValue,
    Level,
    Model,
    Statement,
    score,
)


def unlock_set(
    model: Model, answers: Mapping[str, AnswerValue], *, missing_as_not_yet: bool = False
) -> tuple[str, ...]:
    """Return the keys of the statements to raise to 'everywhere' to lift the confirmed level.

    Raising all of them lifts it, and leaving any one out does not. Of all such sets it is the
    one with the fewest statements, then with the least total rise of their values, then the
    first by key; it is in the model's order, and empty at level 7 and where there is no level.
    Dimensions that are not rated are left alone. Raises `AnswerError` as
    `score` does.
    """
    found = score(model, answers, missing_as_not_yet=missing_as_not_yet)
    if found.level is None or found.level is Level.MARKET_LEADING:
        return ()
    targets = {row.key: Level(found.level + 1) for row in found.dimensions if row.is_rated}
    return target_set(model, answers, targets, missing_as_not_yet=missing_as_not_yet)


def target_set(
    model: Model,
    answers: Mapping[str, AnswerValue],
    targets: Mapping[str, Level],
    *,
    missing_as_not_yet: bool = False,
) -> tuple[str, ...]:
    """Return the keys of the statements to raise so that dimensions reach their `targets`, by key.

    Raising all of them does it, and leaving any one out does not; each gate on the way has the
    smallest set as in `unlock_set`. A dimension without a target is left alone. Raises
    `AnswerError` as `score` does.
    """
    score(model, answers, missing_as_not_yet=missing_as_not_yet)
    chosen: set[str] = set()
    for dimension in model.dimensions:
        target = targets.get(dimension.key, Level.EXPERIMENTAL)
        for level in range(FIRST_GATE, target + 1):
            chosen |= _gate_unlock_keys(dimension.statements_at(Level(level)), answers)
    return tuple(statement.key for statement in model.statements if statement.key in chosen)


@dataclass(frozen=True)
class _Rise:
    """A statement that can be raised to 'everywhere', and by how much its value rises."""

    statement: Statement
    rise: Fraction

    @property
    def gain(self) -> Fraction:
        """What raising it adds to the weighted sum of its gate."""
        return self.statement.weight * self.rise


@dataclass(frozen=True, order=True)
class _Plan:
    """A choice of statements to raise; the smaller of two plans is the better one."""

    size: int = 0
    rise: Fraction = Fraction(0)
    keys: tuple[str, ...] = ()

    def raising(self, choice: _Rise) -> _Plan:
        return _Plan(self.size + 1, self.rise + choice.rise, (*self.keys, choice.statement.key))


def _gate_unlock_keys(
    statements: Iterable[Statement], answers: Mapping[str, AnswerValue]
) -> set[str]:
    """Return the smallest set of keys that passes the gate: empty where it passes now."""
    rises = [
        _Rise(statement, rise)
        for statement in sorted(statements, key=lambda one: one.key)
        if (rise := _rise(answers.get(statement.key, AnswerValue.NOT_YET))) is not None
    ]
    required = [one for one in rises if one.statement.required and one.rise]
    optional = [one for one in rises if not one.statement.required and one.rise]
    # sum(w * v) >= 3/4 * sum(w) is sum(w * (1 - v)) <= 1/4 * sum(w): what is open beyond a
    # quarter of the weight must be gained, and the required statements gain their part.
    may_stay_open = (1 - PASSING_MEAN) * sum(one.statement.weight for one in rises)
    open_beyond_required = sum((one.gain for one in optional), Fraction(0))
    needed = max(Fraction(0), open_beyond_required - may_stay_open)
    return {one.statement.key for one in required} | set(_best_plan(optional, needed).keys)


def _rise(answer: AnswerValue) -> Fraction | None:
    """Return how far the answer is from 'everywhere', or None where it does not apply."""
    if answer is AnswerValue.NOT_APPLICABLE:
        return None
    return 1 - (answer.fraction or Fraction(0))


def _best_plan(choices: Iterable[_Rise], needed: Fraction) -> _Plan:
    """Return the best plan whose gains come to `needed`, which those of all choices do.

    `best` holds the best plan for each gain up to `needed`, as in the knapsack problem, so the
    work grows with the number of different gains, not with the number of plans.
    """
    best = {Fraction(0): _Plan()}
    for choice in choices:
        for gain, plan in list(best.items()):
            longer = plan.raising(choice)
            reached = min(needed, gain + choice.gain)
            best[reached] = min(best.get(reached, longer), longer)
    return best[needed]
