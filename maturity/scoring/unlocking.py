"""The smallest set of changes that lifts the level: the action plan of an assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from maturity.scoring.scoring import (
    FIRST_GATE,
    PASSING_MEAN,
    RULE_2,
    AnswerValue,
    Dimension,
    Level,
    Model,
    Rule,
    Score,
    Statement,
    score,
)


def next_level_set(
    model: Model,
    answers: Mapping[str, AnswerValue],
    *,
    missing_as_not_yet: bool = False,
    rule: Rule = RULE_2,
) -> tuple[str, ...]:
    """Return the keys of the statements to raise to 'everywhere' to lift the confirmed level.

    Raising all of them lifts it, and leaving any one out does not. Of all such sets it is the
    one with the fewest statements, then with the least weight, then the first in order; it is in
    the model's order, and empty at level 7 and where there is no level. Dimensions that are not
    rated are left alone. Raises `AnswerError` as `score` does.
    """
    found = score(model, answers, missing_as_not_yet=missing_as_not_yet, rule=rule)
    targets = next_level_targets(model, answers, found, rule=rule)
    return target_set(model, answers, targets, rule=rule)


def next_level_targets(
    model: Model, answers: Mapping[str, AnswerValue], found: Score, *, rule: Rule = RULE_2
) -> dict[str, Level]:
    """Return the level that each rated dimension has to reach for the next one, by its key.

    It is the way there with the fewest statements; a dimension that need not rise keeps its level.
    """
    ways = _Ways(model, answers, rule)
    dimensions = {one.key: one for one in model.dimensions}
    return _targets(found, lambda key, level: ways.to_level(dimensions[key], level), rule)


def next_steps(found: Score) -> dict[str, Level]:
    """Return the same where levels were picked: by the fewest levels to climb."""
    levels = {one.key: one.level or Level.EXPERIMENTAL for one in found.rated}
    order = {key: -(2 ** (len(levels) - place)) for place, key in enumerate(levels)}

    def climb(key: str, level: Level) -> _Way:
        steps = max(0, level - levels[key])
        return _Way(steps, order=order[key] if steps else 0)

    return _targets(found, climb, RULE_2)


def target_set(
    model: Model,
    answers: Mapping[str, AnswerValue],
    targets: Mapping[str, Level],
    *,
    missing_as_not_yet: bool = True,
    rule: Rule = RULE_2,
) -> tuple[str, ...]:
    """Return the keys of the statements to raise so that dimensions reach their `targets`, by key.

    Raising all of them does it, and leaving any one out does not; each gate on the way has the
    smallest set as in `next_level_set`. A dimension without a target is left alone. Raises
    `AnswerError` as `score` does.
    """
    score(model, answers, missing_as_not_yet=missing_as_not_yet, rule=rule)
    ways = _Ways(model, answers, rule)
    chosen: set[str] = set()
    for dimension in model.dimensions:
        chosen |= set(ways.to_level(dimension, targets.get(dimension.key, Level.EXPERIMENTAL)).keys)
    return tuple(statement.key for statement in model.statements if statement.key in chosen)


def gate_set(
    dimension: Dimension,
    answers: Mapping[str, AnswerValue],
    level: Level,
    *,
    rule: Rule = RULE_2,
) -> tuple[str, ...]:
    """Return the smallest set of keys that passes one gate: what the dimension lacks there."""
    keys = _Ways(Model((dimension,)), answers, rule).through_gate(dimension, level).keys
    return tuple(one.key for one in dimension.statements if one.key in keys)


@dataclass(frozen=True, order=True)
class _Way:
    """Statements to raise; the smaller of two ways is the better one, and ways add up.

    `order` is minus the sum of a power of two for each statement, the highest for the first, so
    that of two ways of one size the one with the earlier statements is smaller.
    """

    size: int = 0
    burden: Fraction = Fraction(0)
    order: int = 0
    keys: frozenset[str] = field(default=frozenset(), compare=False)

    def __add__(self, other: _Way) -> _Way:
        return _Way(
            self.size + other.size,
            self.burden + other.burden,
            self.order + other.order,
            self.keys | other.keys,
        )

    def beyond(self, other: _Way) -> tuple[int, Fraction, int]:
        """What this way takes more than `other`, to be compared."""
        return (self.size - other.size, self.burden - other.burden, self.order - other.order)


class _Ways:
    """The best ways through the gates of a model, from the answers there are."""

    def __init__(self, model: Model, answers: Mapping[str, AnswerValue], rule: Rule) -> None:
        self._answers = answers
        self._rule = rule
        keys = [one.key for one in model.statements]
        in_order = sorted(keys) if rule.is_by_key else keys
        self._order = {key: -(2 ** (len(keys) - place)) for place, key in enumerate(in_order)}

    def to_level(self, dimension: Dimension, level: Level) -> _Way:
        """The best way through every gate up to that of `level`."""
        gates = (self.through_gate(dimension, Level(one)) for one in range(FIRST_GATE, level + 1))
        return sum(gates, _Way())

    def through_gate(self, dimension: Dimension, level: Level) -> _Way:
        """The best way through one gate: empty where it passes now.

        `best` holds the best way for each gain up to the one that is needed, as in the knapsack
        problem, so the work grows with the number of different gains, not of ways.
        """
        applicable = [
            (one, self._value(one))
            for one in dimension.statements_at(level)
            if self._answers.get(one.key) is not AnswerValue.NOT_APPLICABLE
        ]
        mean = sum((one.weight * value for one, value in applicable), Fraction(0))
        needed = PASSING_MEAN * sum(one.weight for one, _value in applicable) - mean
        forced, choices = _Way(), []
        for one, value in applicable:
            gain = one.weight * (1 - value)
            way = self._raising(one, value)
            if one.required and value < self._rule.required_value:
                forced, needed = forced + way, needed - gain
            elif gain:
                choices.append((gain, way))
        needed = max(Fraction(0), needed)
        best = {Fraction(0): _Way()}
        for gain, way in choices:
            for reached, before in list(best.items()):
                now, longer = min(needed, reached + gain), before + way
                best[now] = min(best.get(now, longer), longer)
        return forced + best[needed]

    def _value(self, statement: Statement) -> Fraction:
        answer = self._answers.get(statement.key, AnswerValue.NOT_YET)
        return self._rule.values.get(answer, Fraction(0))

    def _raising(self, statement: Statement, value: Fraction) -> _Way:
        burden = self._rule.weigh(statement, 1 - value)
        return _Way(1, burden, self._order[statement.key], frozenset({statement.key}))


def _targets(found: Score, way: Callable[[str, Level], _Way], rule: Rule) -> dict[str, Level]:
    """The levels to reach: so many to the next one, the others to where they no longer lag.

    What a way costs beyond that to the least level adds up over dimensions, so that the cheapest
    so many are the best choice.
    """
    if found.level is None or found.level is Level.MARKET_LEADING:
        return {}
    wanted = Level(found.level + 1)
    least = Level(max(Level.EXPERIMENTAL, wanted - rule.most_lag))
    keys = sorted(
        (one.key for one in found.rated),
        key=lambda key: way(key, wanted).beyond(way(key, least)),
    )
    to_the_top = set(keys[: rule.needed(len(keys))])
    return {
        one.key: max(one.level, wanted if one.key in to_the_top else least)
        for one in found.rated
        if one.level
    }
