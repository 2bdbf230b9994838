"""Where an organisation stands on the seven levels of maturity, by its answers to a model.

The method follows the staged and continuous representations of CMMI, the answer scale of OWASP
SAMM, and the 'don't know' of the AWS Well-Architected Tool. All arithmetic is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction

PASSING_MEAN = Fraction(3, 4)
"""Weighted mean at which a gate passes; a choice of this project."""

FEWEST_APPLICABLE = Fraction(1, 2)
"""Part of a dimension's statements that must apply before it is rated; a choice of this project."""

FEWEST_RATED = Fraction(2, 3)
"""Part of the dimensions that must be rated before there is a level; a choice of this project."""

MOST_PROGRESS = Fraction(99, 100)
"""Cap on the index's part above the level, so that only a passed level shows as one; a choice."""


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
    """How far a statement holds; `fraction` is what the answer counts."""

    NOT_YET = "not_yet"
    STARTED = "started"
    MOST_PLACES = "most_places"
    EVERYWHERE = "everywhere"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"

    @property
    def fraction(self) -> Fraction | None:
        """The value from 0 to 1, or None for 'not applicable' and 'don't know'."""
        return _FRACTIONS.get(self)


_FRACTIONS = {
    AnswerValue.NOT_YET: Fraction(0),
    AnswerValue.STARTED: Fraction(1, 4),
    AnswerValue.MOST_PLACES: Fraction(1, 2),
    AnswerValue.EVERYWHERE: Fraction(1),
}


@dataclass(frozen=True)
class Statement:
    """A practice that someone can show evidence for.

    `level` is from 2 to 7 and `weight` an integer of 1 or more, else `MaturityModelError`; a
    `required` statement must hold everywhere before its gate passes.
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
    REQUIRED_STATEMENT_OPEN = "a required statement does not hold everywhere"
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
    statements apply. `gates` are those of levels 2 to 7, confirmed; `progress` is how far the
    dimension is through the gate of the model's next level, 1 where there is no next one, and 0
    where it is not rated.
    """

    key: str
    level: Level | None
    potential_level: Level | None
    gates: tuple[Gate, ...]
    progress: Fraction

    @property
    def is_rated(self) -> bool:
        return self.level is not None


@dataclass(frozen=True)
class Standing:
    """A level, and the index that shows how near the next one is: level <= index < level + 1.

    The index is 7 at level 7.
    """

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
        """The index reached: the confirmed one; None where too little applies."""
        return self.confirmed.index if self.confirmed else None


def percentage(level: Level) -> int:
    """Return the level's position on the scale in percent: round(100 * L / 7), from 14 to 100."""
    return round(Fraction(100 * level, Level.MARKET_LEADING))


def score(
    model: Model, answers: Mapping[str, AnswerValue], *, missing_as_not_yet: bool = False
) -> Score:
    """Return where the answers, by statement key, place the organisation.

    Raises `AnswerError` for an unknown key, for a value that is not an `AnswerValue`, and for a
    statement without an answer unless `missing_as_not_yet`.
    """
    complete = _complete(model, answers, missing_as_not_yet=missing_as_not_yet)
    confirmed = _profile(model, _settled(complete, AnswerValue.NOT_YET))
    potential = _profile(model, _settled(complete, AnswerValue.EVERYWHERE))
    rated = [is_rated(dimension, complete) for dimension in model.dimensions]
    standing = _standing(confirmed, rated)
    dimensions = tuple(
        DimensionScore(
            key=dimension.key,
            level=_level_of(gates) if counts else None,
            potential_level=_level_of(potential_gates) if counts else None,
            gates=gates,
            progress=_progress_beyond(standing.level, gates)
            if standing and counts
            else Fraction(0),
        )
        for dimension, gates, potential_gates, counts in zip(
            model.dimensions, confirmed, potential, rated, strict=True
        )
    )
    return Score(standing, _standing(potential, rated), dimensions)


def is_rated(dimension: Dimension, answers: Mapping[str, AnswerValue]) -> bool:
    """Whether enough of the dimension's statements apply; one without an answer does."""
    applicable = sum(
        answers.get(one.key) is not AnswerValue.NOT_APPLICABLE for one in dimension.statements
    )
    return applicable >= FEWEST_APPLICABLE * len(dimension.statements)


_Values = Mapping[str, Fraction | None]
"""The value of every statement by key, None where it does not apply."""

_Gates = tuple[Gate, ...]
"""The gates of levels 2 to 7 of one dimension."""


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


def _settled(answers: Mapping[str, AnswerValue], unknown_as: AnswerValue) -> _Values:
    """Return the values with every 'don't know' counted as `unknown_as`."""
    return {
        key: (unknown_as if answer is AnswerValue.DONT_KNOW else answer).fraction
        for key, answer in answers.items()
    }


def _profile(model: Model, values: _Values) -> tuple[_Gates, ...]:
    return tuple(
        tuple(
            _gate(level, dimension.statements_at(level), values)
            for level in Level
            if level >= FIRST_GATE
        )
        for dimension in model.dimensions
    )


def _gate(level: Level, statements: Sequence[Statement], values: _Values) -> Gate:
    """Return the gate: progress is the lesser of mean / (3/4) and the required ones' own mean.

    Each is 1 exactly where its condition holds, and neither falls when an answer rises.
    """
    mean = _weighted_mean(statements, values)
    if mean is None:
        return Gate(level, GateReason.NO_APPLICABLE_STATEMENT, Fraction(1), None)
    required_mean = _weighted_mean([one for one in statements if one.required], values)
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


def _level_of(gates: _Gates) -> Level:
    level = Level.EXPERIMENTAL
    for gate in gates:
        if not gate.passed:
            break
        level = gate.level
    return level


def _progress_beyond(level: Level, gates: _Gates) -> Fraction:
    """Return the progress through the gate of the next level, 1 where there is none."""
    return next((gate.progress for gate in gates if gate.level == level + 1), Fraction(1))


def _standing(profile: Sequence[_Gates], rated: Sequence[bool]) -> Standing | None:
    """Return where the rated dimensions of the profile stand, None where they are too few."""
    if sum(rated) < FEWEST_RATED * len(profile):
        return None
    counted = [gates for gates, counts in zip(profile, rated, strict=True) if counts]
    level = min(map(_level_of, counted))
    if level is Level.MARKET_LEADING:
        return Standing(level, Fraction(level))
    total = sum((_progress_beyond(level, gates) for gates in counted), Fraction(0))
    return Standing(level, level + min(MOST_PROGRESS, total / len(counted)))
