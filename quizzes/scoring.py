"""How many answers of a quiz are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class QuizScoringError(ValueError):
    """Answers that cannot be scored: none at all, or two for one question."""


@dataclass(frozen=True)
class GivenAnswer:
    """The option chosen for a question, beside the one that is right, all as keys."""

    question_key: str
    chosen_option_key: str
    right_option_key: str

    @property
    def is_right(self) -> bool:
        """Whether the chosen option is the right one."""
        return self.chosen_option_key == self.right_option_key


@dataclass(frozen=True)
class Outcome:
    """Whether a question was answered rightly."""

    question_key: str
    is_right: bool


@dataclass(frozen=True)
class Score:
    """The right answers out of all; `outcomes` keeps the order of the answers."""

    right: int
    total: int
    outcomes: tuple[Outcome, ...]

    @property
    def percentage(self) -> int:
        """The right answers in percent, from 0 to 100, rounded half-even."""
        return round(Fraction(100 * self.right, self.total))


def score(answers: Sequence[GivenAnswer]) -> Score:
    """Return the score of the answers, one for each question.

    Raises `QuizScoringError` where there is no answer, or a question occurs twice.
    """
    if not answers:
        raise QuizScoringError("there is no answer to score: give at least one")
    seen: set[str] = set()
    for answer in answers:
        if answer.question_key in seen:
            raise QuizScoringError(f"question {answer.question_key!r} is answered twice")
        seen.add(answer.question_key)
    outcomes = tuple(Outcome(answer.question_key, answer.is_right) for answer in answers)
    return Score(sum(outcome.is_right for outcome in outcomes), len(outcomes), outcomes)
