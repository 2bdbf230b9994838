"""What several people say about one question, as one answer and as its spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from maturity.scoring.scoring import RULE_2, SCALE, AnswerValue, Level


@dataclass(frozen=True)
class JointAnswer:
    """How many of `people` gave each answer; who gave none stopped at a level below.

    `values` is what the answers on the scale count by the rule of the team's result. Raises
    `ValueError` for more answers than people.
    """

    counts: Mapping[AnswerValue, int]
    people: int
    values: Mapping[AnswerValue, Fraction] = field(default_factory=lambda: RULE_2.values)

    def __post_init__(self) -> None:
        if sum(self.counts.values()) > self.people:
            raise ValueError(f"{sum(self.counts.values())} answers of {self.people} people")

    @property
    def unasked(self) -> int:
        return self.people - sum(self.counts.values())

    @property
    def median(self) -> AnswerValue:
        """The answer in the middle, and the lower of the two in the middle of an even number.

        What was not asked counts as 'not yet', as in everybody's own result, and so does 'don't
        know'; 'not applicable' is left out. Either of the two is the answer where more than half
        of the people give it.
        """
        for unplaced in (AnswerValue.NOT_APPLICABLE, AnswerValue.DONT_KNOW):
            if 2 * self.counts.get(unplaced, 0) > self.people:
                return unplaced
        in_order = [value for value in SCALE for _ in range(self.counts.get(value, 0))]
        lowest = self.unasked + self.counts.get(AnswerValue.DONT_KNOW, 0)
        in_order = [AnswerValue.NOT_YET] * lowest + in_order
        return in_order[(len(in_order) - 1) // 2]

    @property
    def lowest(self) -> AnswerValue | None:
        """The lowest answer on the scale that somebody gave, or None."""
        return next((value for value in SCALE if self.counts.get(value)), None)

    @property
    def highest(self) -> AnswerValue | None:
        """The highest answer on the scale that somebody gave, or None."""
        return next((value for value in reversed(SCALE) if self.counts.get(value)), None)

    @property
    def spread(self) -> Fraction:
        """How far the lowest and the highest answer given lie apart, from 0 to 1."""
        if self.lowest is None or self.highest is None:
            return Fraction(0)
        return self.values[self.highest] - self.values[self.lowest]

    @property
    def deviation(self) -> Fraction:
        """The mean distance of the answers on the scale from their own mean, from 0 to 1/2."""
        return _deviation(
            [self.values[value] for value in SCALE for _ in range(self.counts.get(value, 0))]
        )


@dataclass(frozen=True)
class JointLevel:
    """How many picked each level of a dimension."""

    counts: Mapping[Level, int]

    @property
    def median(self) -> Level:
        """The level in the middle, and the lower of the two in the middle of an even number."""
        return self._in_order[(len(self._in_order) - 1) // 2]

    @property
    def lowest(self) -> Level:
        return self._in_order[0]

    @property
    def highest(self) -> Level:
        return self._in_order[-1]

    @property
    def spread(self) -> Fraction:
        """How far the lowest and the highest level picked lie apart, from 0 to 1."""
        return Fraction(self.highest - self.lowest, len(Level) - 1)

    @property
    def deviation(self) -> Fraction:
        """The mean distance of the levels from their own mean, from 0 to 1/2."""
        return _deviation([Fraction(level - 1, len(Level) - 1) for level in self._in_order])

    @property
    def _in_order(self) -> list[Level]:
        """Every pick, the lowest first; level 1 where nobody picked one."""
        picks = [level for level in Level for _ in range(self.counts.get(level, 0))]
        return picks or [Level.EXPERIMENTAL]


def _deviation(given: Sequence[Fraction]) -> Fraction:
    """The mean distance of what was given from its own mean; 0 of nothing."""
    if not given:
        return Fraction(0)
    mean = sum(given, Fraction(0)) / len(given)
    return sum((abs(value - mean) for value in given), Fraction(0)) / len(given)
