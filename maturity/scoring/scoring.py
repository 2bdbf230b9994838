"""Where an organisation stands on the seven levels of maturity, by its answers to a model.

The method follows the staged and continuous representations of CMMI, the answer scale of OWASP
SAMM, the 'don't know' of the AWS Well-Architected Tool, and the graded profile of DORA's quick
check. All arithmetic is exact. This is rule 2; what rule 1 does otherwise is in `rule_1.py`.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from typing import Self

PASSING_MEAN = Fraction(3, 4)
"""Weighted mean at which a gate passes; a choice of this project."""

FEWEST_APPLICABLE = Fraction(1, 2)
"""Part of a dimension's statements that must apply before it is rated; a choice of this project."""

FEWEST_RATED = Fraction(2, 3)
"""Part of the dimensions that must be rated before there is a level; a choice of this project."""

MOST_PROGRESS = Fraction(99, 100)
"""Cap on a way through a gate, so that only a passed gate shows as a level; a choice."""

NEEDED_SHARE = Fraction(2, 3)
"""Part of the rated dimensions that must have reached a level; a choice of this project."""

MOST_LAG = 2
"""How many levels below the overall one a dimension may lie; a choice of this project."""


class MaturityModelError(ValueError):
    """A model that cannot be scored: a key used twice, a level or weight outside its range."""


class AnswerError(ValueError):
    """Answers that do not fit the model: an unknown statement or value, or a missing answer."""


class Level(IntEnum):
    """The seven levels of maturity, in order."""

    EXPERIMENTAL = 1
    PILOT = 2
    OPERATIONAL = 3
    SCALED = 4
    OPTIMIZED = 5
    STRATEGIC = 6
    MARKET_LEADING = 7


FIRST_GATE = Level.PILOT
"""Level 1 needs nothing, so the gates are those of levels 2 to 7."""


class AnswerValue(StrEnum):
    """How far a statement holds; a `Rule` says what that counts."""

    NOT_YET = "not_yet"
    SOME_PLACES = "some_places"
    MOST_PLACES = "most_places"
    EVERYWHERE = "everywhere"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """What the second answer was called until 0.2, in files and in older migrations."""
        return cls("some_places") if value == "started" else None


SCALE = (
    AnswerValue.NOT_YET,
    AnswerValue.SOME_PLACES,
    AnswerValue.MOST_PLACES,
    AnswerValue.EVERYWHERE,
)
"""The answers that have a place, the lowest first."""


@dataclass(frozen=True)
class Statement:
    """A practice that someone can show evidence for.

    `level` is from 2 to 7 and `weight` an integer of 1 or more, else `MaturityModelError`; a
    `required` statement must hold by itself before its gate passes.
    """

    key: str
    level: Level
    weight: int = 1
    required: bool = False

    def __post_init__(self) -> None:
        if not FIRST_GATE <= self.level <= Level.MARKET_LEADING:
            raise MaturityModelError(f"statement {self.key!r} has level {self.level}: use 2 to 7")
        if not isinstance(self.weight, int) or self.weight < 1:
            message = f"statement {self.key!r} has weight {self.weight!r}: use an integer from 1"
            raise MaturityModelError(message)


@dataclass(frozen=True)
class Dimension:
    """One side of maturity, scored by itself; it has at least one statement."""

    key: str
    statements: tuple[Statement, ...]

    def __post_init__(self) -> None:
        if not self.statements:
            raise MaturityModelError(f"dimension {self.key!r} has no statements: give at least one")

    def statements_at(self, level: Level) -> tuple[Statement, ...]:
        """The statements that make up the gate of `level`."""
        return tuple(statement for statement in self.statements if statement.level == level)


@dataclass(frozen=True)
class Model:
    """An assessment: at least one dimension; keys are unique, for statements across the model."""

    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        if not self.dimensions:
            raise MaturityModelError("the model has no dimensions: give at least one")
        _check_unique("dimension", (dimension.key for dimension in self.dimensions))
        _check_unique("statement", (statement.key for statement in self.statements))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, dimension by dimension."""
        return tuple(
            statement for dimension in self.dimensions for statement in dimension.statements
        )


class GateReason(Enum):
    """Why a gate passes or does not; an open required statement is named before a low mean."""

    CLEARED = "cleared"
    NO_APPLICABLE_STATEMENT = "no applicable statement"
    REQUIRED_STATEMENT_OPEN = "a required statement does not hold far enough"
    MEAN_TOO_LOW = "the weighted mean is below 3/4"


@dataclass(frozen=True)
class Gate:
    """How a dimension stands at the gate of one level.

    `progress` is from 0 to 1, and 1 exactly where the gate passes; `mean` is the weighted mean
    of the applicable statements, from 0 to 1, and None where none applies.
    """

    level: Level
    reason: GateReason
    progress: Fraction
    mean: Fraction | None

    @property
    def passed(self) -> bool:
        """Whether the gate lets the dimension up to its level."""
        return self.reason in (GateReason.CLEARED, GateReason.NO_APPLICABLE_STATEMENT)


@dataclass(frozen=True)
class DimensionScore:
    """One dimension in the profile.

    `level` is confirmed and `potential_level` holds if every 'don't know' turns out to be
    'everywhere'; both are None where the dimension is not rated, since fewer than half of its
    statements apply. `gates` are those of levels 2 to 7, confirmed, and none where a level was
    picked.
    """

    key: str
    level: Level | None
    potential_level: Level | None
    gates: tuple[Gate, ...] = ()

    @property
    def is_rated(self) -> bool:
        return self.level is not None

    @property
    def next_gate(self) -> Gate | None:
        """The first gate that is closed; None at level 7, without gates, and if it is not rated."""
        return next((gate for gate in self.gates if self.is_rated and not gate.passed), None)

    @property
    def progress(self) -> Fraction:
        """How far it is through its next gate, at most 0.99; 0 where there is none."""
        return min(MOST_PROGRESS, self.next_gate.progress) if self.next_gate else Fraction(0)


@dataclass(frozen=True)
class Rule:
    """How answers make a level. A result keeps the number of the rule that it was finished by.

    `values` is what the answers on the scale count, `required_value` what each required statement
    must count, `needed_share` the part of the rated dimensions that must have reached the level and
    `most_lag` how far any may lie below it. `find_index` makes the number beside the level of the
    level and the rated dimensions. `weigh` is what it costs to raise a statement by so much, where
    two ways take equally many; `is_by_key` prefers the first by key, not by place.
    """

    number: int
    values: Mapping[AnswerValue, Fraction]
    required_value: Fraction
    needed_share: Fraction
    most_lag: int
    find_index: Callable[[Level, Sequence[DimensionScore]], Fraction]
    weigh: Callable[[Statement, Fraction], Fraction]
    is_by_key: bool = False

    def needed(self, dimensions: int) -> int:
        """How many of so many dimensions must have reached a level."""
        return math.ceil(self.needed_share * dimensions)

    def level_of(self, levels: Sequence[Level]) -> Level:
        """The highest level that enough dimensions have reached and behind which none lags."""
        return max(
            level
            for level in Level
            if sum(one >= level for one in levels) >= self.needed(len(levels))
            and min(levels) >= level - self.most_lag
        )


def average(_level: Level, dimensions: Sequence[DimensionScore]) -> Fraction:
    """The mean over dimensions of level and way through the next gate, from 1 to 7."""
    reached = [(one.level or 0) + one.progress for one in dimensions]
    return sum(reached, Fraction(0)) / len(reached)


RULE_2 = Rule(
    number=2,
    values={
        AnswerValue.NOT_YET: Fraction(0),
        AnswerValue.SOME_PLACES: Fraction(1, 4),
        AnswerValue.MOST_PLACES: Fraction(3, 4),
        AnswerValue.EVERYWHERE: Fraction(1),
    },
    required_value=Fraction(3, 4),
    needed_share=NEEDED_SHARE,
    most_lag=MOST_LAG,
    find_index=average,
    weigh=lambda statement, _rise: Fraction(statement.weight),
)


@dataclass(frozen=True)
class Standing:
    """A level, and the number beside it: under rule 2 the average, under rule 1 the index."""

    level: Level
    index: Fraction


@dataclass(frozen=True)
class Score:
    """The result of an assessment.

    `confirmed` counts each 'don't know' as 'not yet', `potential` as 'everywhere'; they are
    equal where there is none, and both None where fewer than two thirds of the dimensions are
    rated. `dimensions` is the profile, in the model's order; those that are not rated count in
    neither.
    """

    confirmed: Standing | None
    potential: Standing | None
    dimensions: tuple[DimensionScore, ...]

    @property
    def level(self) -> Level | None:
        """The level reached: the confirmed one; None where too little applies."""
        return self.confirmed.level if self.confirmed else None

    @property
    def index(self) -> Fraction | None:
        """The number beside the level reached; None where too little applies."""
        return self.confirmed.index if self.confirmed else None

    @property
    def rated(self) -> tuple[DimensionScore, ...]:
        """The dimensions that count."""
        return tuple(one for one in self.dimensions if one.is_rated)


def percentage(level: Level) -> int:
    """Return the level's position on the scale in percent: round(100 * L / 7), from 14 to 100."""
    return round(Fraction(100 * level, Level.MARKET_LEADING))


def score(
    model: Model,
    answers: Mapping[str, AnswerValue],
    *,
    missing_as_not_yet: bool = False,
    rule: Rule = RULE_2,
) -> Score:
    """Return where the answers, by statement key, place the organisation.

    Raises `AnswerError` for an unknown key, for a value that is not an `AnswerValue`, and for a
    statement without an answer unless `missing_as_not_yet`.
    """
    complete = _complete(model, answers, missing_as_not_yet=missing_as_not_yet)
    confirmed = _profile(model, complete, AnswerValue.NOT_YET, rule)
    potential = _profile(model, complete, AnswerValue.EVERYWHERE, rule)
    dimensions = tuple(
        DimensionScore(lower.key, lower.level, higher.level, lower.gates)
        for lower, higher in zip(confirmed, potential, strict=True)
    )
    return Score(_standing(confirmed, rule), _standing(potential, rule), dimensions)


def score_levels(levels: Mapping[str, Level]) -> Score:
    """Return where the levels that were picked, by dimension key, place the organisation.

    Raises `AnswerError` where there is none.
    """
    if not levels:
        raise AnswerError("no level is picked: give one for each dimension")
    dimensions = tuple(DimensionScore(key, level, level) for key, level in levels.items())
    standing = _standing(dimensions, RULE_2)
    return Score(standing, standing, dimensions)


def with_evidence(
    answers: Mapping[str, AnswerValue], shown: Collection[str]
) -> dict[str, AnswerValue]:
    """The answers where what holds but is not among `shown`, the keys, counts as 'not yet'."""
    return {
        key: AnswerValue.NOT_YET if answer in SCALE and key not in shown else answer
        for key, answer in answers.items()
    }


def is_rated(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> bool:
    """Whether enough of the dimension's statements apply; one without an answer does."""
    applicable = sum(
        answers.get(one.key) is not AnswerValue.NOT_APPLICABLE for one in dimension.statements
    )
    return applicable >= FEWEST_APPLICABLE * len(dimension.statements)


_Values = Mapping[str, Fraction | None]
"""The value of every statement by key, None where it does not apply."""


def _check_unique(kind: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise MaturityModelError(f"{kind} key {key!r} is used twice")
        seen.add(key)


def _complete(
    model: Model, answers: Mapping[str, AnswerValue], *, missing_as_not_yet: bool
) -> dict[str, AnswerValue]:
    keys = [statement.key for statement in model.statements]
    unknown = sorted(set(answers) - set(keys))
    if unknown:
        raise AnswerError(f"the model has no such statements: {', '.join(unknown)}")
    for key, answer in answers.items():
        if not isinstance(answer, AnswerValue):
            allowed = ", ".join(value.name for value in AnswerValue)
            message = f"statement {key!r} is answered {answer!r}: give an AnswerValue of {allowed}"
            raise AnswerError(message)
    missing = [key for key in keys if key not in answers]
    if missing and not missing_as_not_yet:
        raise AnswerError(f"these statements have no answer: {', '.join(missing)}")
    return {key: answers.get(key, AnswerValue.NOT_YET) for key in keys}


def _profile(
    model: Model, answers: Mapping[str, AnswerValue], unknown_as: AnswerValue, rule: Rule
) -> tuple[DimensionScore, ...]:
    """The dimensions with every 'don't know' counted as `unknown_as`."""
    values = {
        key: rule.values.get(unknown_as if answer is AnswerValue.DONT_KNOW else answer)
        for key, answer in answers.items()
    }
    return tuple(_dimension(one, answers, values, rule) for one in model.dimensions)


def _dimension(
    dimension: Dimension, answers: Mapping[str, AnswerValue], values: _Values, rule: Rule
) -> DimensionScore:
    gates = tuple(
        _gate(level, dimension.statements_at(level), values, rule)
        for level in Level
        if level >= FIRST_GATE
    )
    reached = Level.EXPERIMENTAL
    for gate in gates:
        if not gate.passed:
            break
        reached = gate.level
    level = reached if is_rated(dimension, answers) else None
    return DimensionScore(dimension.key, level, level, gates)


def _gate(level: Level, statements: Sequence[Statement], values: _Values, rule: Rule) -> Gate:
    """Return the gate: progress is the lesser of the mean and of what the required ones count.

    Each is a part of what is needed, 1 exactly where its condition holds, and neither falls when
    an answer rises.
    """
    mean = _weighted_mean(statements, values)
    if mean is None:
        return Gate(level, GateReason.NO_APPLICABLE_STATEMENT, Fraction(1), None)
    enough = {
        key: None if value is None else min(Fraction(1), value / rule.required_value)
        for key, value in values.items()
    }
    required_mean = _weighted_mean([one for one in statements if one.required], enough)
    required = Fraction(1) if required_mean is None else required_mean
    reason = GateReason.CLEARED
    if required < 1:
        reason = GateReason.REQUIRED_STATEMENT_OPEN
    elif mean < PASSING_MEAN:
        reason = GateReason.MEAN_TOO_LOW
    return Gate(level, reason, min(Fraction(1), mean / PASSING_MEAN, required), mean)


def _weighted_mean(statements: Sequence[Statement], values: _Values) -> Fraction | None:
    applicable = [
        (statement.weight, value)
        for statement in statements
        if (value := values[statement.key]) is not None
    ]
    if not applicable:
        return None
    total = sum((weight * value for weight, value in applicable), Fraction(0))
    return total / sum(weight for weight, _ in applicable)


def _standing(dimensions: Sequence[DimensionScore], rule: Rule) -> Standing | None:
    """Return where the rated dimensions stand, None where they are too few."""
    rated = [one for one in dimensions if one.is_rated]
    if not rated or len(rated) < FEWEST_RATED * len(dimensions):
        return None
    level = rule.level_of([one.level for one in rated if one.level])
    return Standing(level, rule.find_index(level, rated))
