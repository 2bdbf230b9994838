"""What an answer is worth, by the kind of its question, and what a quiz is worth in all."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise


class QuizScoringError(ValueError):
    """What cannot be scored: no answer at all, or an answer to another question."""


class Verdict(Enum):
    """What an answer is called."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


@dataclass(frozen=True)
class Credit:
    """`earned` of `worth` equal parts of one point; `worth` is at least 1."""

    earned: int
    worth: int

    def __post_init__(self) -> None:
        if not 0 <= self.earned <= self.worth or self.worth < 1:
            raise QuizScoringError(f"{self.earned} of {self.worth} is no credit")

    @property
    def share(self) -> Fraction:
        """The part of the point, from 0 to 1."""
        return Fraction(self.earned, self.worth)

    @property
    def verdict(self) -> Verdict:
        """Right for all of it, wrong for none of it."""
        if self.earned == self.worth:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.earned else Verdict.WRONG


@dataclass(frozen=True)
class Score:
    """The credits of a quiz, in the order of its questions, and their sums."""

    credits: tuple[Credit, ...]

    @property
    def total(self) -> int:
        return len(self.credits)

    @property
    def right(self) -> int:
        return self._count(Verdict.RIGHT)

    @property
    def partly(self) -> int:
        return self._count(Verdict.PARTLY)

    @property
    def points(self) -> Fraction:
        """The sum of the parts, from 0 to `total`."""
        return sum((credit.share for credit in self.credits), Fraction(0))

    @property
    def percentage(self) -> int:
        """The points in percent of all, from 0 to 100, rounded half-even."""
        return round(100 * self.points / self.total)

    def _count(self, verdict: Verdict) -> int:
        return sum(credit.verdict is verdict for credit in self.credits)


def score(credits_of: Sequence[Credit]) -> Score:
    """The score of a quiz with at least one question. Raises `QuizScoringError`."""
    if not credits_of:
        raise QuizScoringError("there is no answer to score: give at least one")
    return Score(tuple(credits_of))


def credit_choices(chosen: AbstractSet[int], right: AbstractSet[int]) -> Credit:
    """The right choices less the wrong ones, at least 0, out of all that are right.

    Each wrong choice takes back what a right one earns, so that choosing everything is no way to
    a point. With one right option this is all or nothing, as long as one is chosen.
    Raises `QuizScoringError` where no option is right.
    """
    if not right:
        raise QuizScoringError("no option is right: mark at least one")
    return Credit(max(0, len(chosen & right) - len(chosen - right)), len(right))


def credit_number(given: Fraction, exact: Fraction, tolerance: Fraction) -> Credit:
    """All or nothing: `given` may be off by `tolerance` and no more, on either side."""
    return Credit(int(abs(given - exact) <= tolerance), 1)


def credit_order(given: Sequence[int], right: Sequence[int]) -> Credit:
    """The steps that directly follow the right step, out of all that follow one.

    A block of steps that is right in itself keeps its credit wherever it stands, so one step out
    of place does not cost the whole answer. Raises `QuizScoringError` where `given` holds other
    steps than `right`, or fewer than two.
    """
    if sorted(given) != sorted(right) or len(right) < 2:
        raise QuizScoringError(f"{list(given)} is not an order of {list(right)}")
    pairs = set(pairwise(right))
    return Credit(sum(pair in pairs for pair in pairwise(given)), len(pairs))
