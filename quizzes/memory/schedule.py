"""What is still recalled of a question, from the reviews of it: FSRS-6 with its default weights.

The algorithm and its weights are those of the library `fsrs` (open-spaced-repetition, MIT); see
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm. It counts in days: two
reviews on the same day (in UTC) are no day apart. Nothing is drawn at random, so that the same log
gives the same schedule on every device, in whatever order its entries arrived.
"""

import datetime
import math
import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

Question = TypeVar("Question", bound=Hashable)
"""What names a question in a log."""

DESIRED_RETENTION = 0.9
"""The share of questions recalled when they come back: what FSRS and Anki ship with."""

LONGEST_INTERVAL_D = 365
"""A question comes back at least once a year, days."""


DECAY = 0.1542
"""How fast the curve of forgetting falls: the last of FSRS-6's default weights."""

FACTOR = 0.9 ** (-1 / DECAY) - 1
"""What makes the curve pass 0.9 after as many days as a memory is stable."""


@dataclass(frozen=True)
class Review:
    """One answer to a question: when, in UTC, and which part of its point it earned, 0 to 1."""

    id: uuid.UUID
    at: datetime.datetime
    credit: Fraction


@dataclass(frozen=True)
class Memory:
    """What the model knows of one question after its last review.

    After `stability_d` days nine in ten are recalled; `difficulty` is from 1 to 10.
    """

    stability_d: float
    difficulty: float
    reviewed_on: datetime.date
    due_on: datetime.date
    reviews: int

    def recall(self, on: datetime.date) -> float:
        """The probability of recalling it on that day, over 0 and at most 1."""
        return recall_after((on - self.reviewed_on).days, self.stability_d)


def recall_after(days: int, stability_d: float) -> float:
    """The probability of recalling a question `days` after its last review: FSRS's power law."""
    return math.pow(1 + FACTOR * max(0, days) / stability_d, -DECAY)


def replay(reviews: Iterable[Review]) -> Memory | None:
    """The memory that these reviews of one question leave, each counted once; None without any.

    They are taken by time and id, so that their order, and a review that is given twice, change
    nothing. Right is graded Good, half of the point and more Hard, anything less Again.
    """
    in_order = sorted({one.id: one for one in reviews}.values(), key=lambda one: (one.at, one.id))
    if not in_order:
        return None
    scheduler, card = make_scheduler(), _new_card()
    for one in in_order:
        card, _log = scheduler.review_card(card, _grade(one.credit), _midnight(one.at.date()))
    if card.stability is None or card.difficulty is None or card.last_review is None:
        raise ValueError("a card that was reviewed has a stability, a difficulty and a last review")
    return Memory(
        stability_d=card.stability,
        difficulty=card.difficulty,
        reviewed_on=card.last_review.date(),
        due_on=card.due.date(),
        reviews=len(in_order),
    )


def schedule(log: Iterable[tuple[Question, Review]]) -> dict[Question, Memory]:
    """The memory of each question of a log."""
    by_question: defaultdict[Question, list[Review]] = defaultdict(list)
    for question, review in log:
        by_question[question].append(review)
    return {
        question: memory for question, reviews in by_question.items() if (memory := replay(reviews))
    }


def _grade(credit: Fraction) -> "Rating":
    from fsrs import Rating

    if credit == 1:
        return Rating.Good
    return Rating.Hard if credit >= Fraction(1, 2) else Rating.Again


@cache
def make_scheduler(desired_retention: float = DESIRED_RETENTION) -> "Scheduler":
    """Without steps of minutes: what is missed is asked again within the session."""
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=desired_retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL_D,
        enable_fuzzing=False,
    )


def _new_card() -> "Card":
    from fsrs import Card

    return Card(card_id=0)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
