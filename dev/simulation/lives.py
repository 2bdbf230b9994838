"""One learner's days under one schedule: what is reviewed, what of it is known, what it took."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from fsrs import Card, Rating

from dev.simulation.learners import MadeLearner, first_grade, on
from dev.simulation.schedules import Schedule
from quizzes.reviews.choosing import AWAY_D, RESTART_SIZE, SIZES, Candidate, choose

QUESTIONS_AN_ENTRY = 6
DAYS_AN_ENTRY = 2
"""A new entry every other day: somebody who means it."""

SETTLED_D = 30
"""By then whoever follows a path has ended it."""

NO_END = 1_000
"""More entries than anybody here has days for."""

ANSWER_S = 12
"""Reading a question and its options: 49 words on average in the content that comes with the site,
at 238 words a minute (Brysbaert, 2019, doi.org/10.1016/j.jml.2019.104047)."""

REASONS_S = 13
"""Reading the reasons, 50 words on average; who was right is taken to go on."""


@dataclass
class LearntQuestion:
    """What is true of a question, and what the schedule knows of it."""

    entry: int
    card: Card
    state: Any


@dataclass
class Life:
    """What came of it: the true recall at each review, answers and seconds by day, and the mean
    probability of knowing all that was learnt, at the end of each day from `SETTLED_D` on."""

    recalls: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    seconds: list[int] = field(default_factory=list)
    sessions: list[int] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    questions: list[LearntQuestion] = field(default_factory=list)


def live(
    learner: MadeLearner,
    schedule: Schedule,
    days: int,
    entries: int = NO_END,
    is_away: Callable[[int], bool] = lambda day: False,
) -> Life:
    """The learner's first `days`: each day a review as `/review/` chooses it, then a new entry
    every other day, until there are `entries` of them.

    What is missed is asked again at the end, and known then; so the site does, and so it is for
    every schedule here. Whoever comes back after weeks takes the small review that is proposed.
    """
    life, random = Life(), Random(f"life {learner.seed}")  # noqa: S311 - nothing secret
    last = 0
    for day in range(days):
        if is_away(day):
            continue
        size = RESTART_SIZE if day - last >= AWAY_D else SIZES[-1]
        last = day
        _review(life, learner, schedule, day, size, random)
        if day % DAYS_AN_ENTRY == 0 and day < entries * DAYS_AN_ENTRY:
            for _ in range(QUESTIONS_AN_ENTRY):
                _learn(life, learner, schedule, day, first_grade(random))
        if day >= SETTLED_D:
            life.known.append(recall_at(learner, life, day))
    return life


def recall_at(learner: MadeLearner, life: Life, day: int) -> float:
    """The mean probability of knowing what was learnt, on that day."""
    known = [learner.recall(one.card, day) for one in life.questions]
    return sum(known) / len(known)


def _learn(life: Life, learner: MadeLearner, schedule: Schedule, day: int, grade: Rating) -> None:
    card, _log = learner.memory.review_card(Card(card_id=0), grade, on(day))
    life.questions.append(LearntQuestion(day, card, schedule.after(None, grade, day)))


def _review(
    life: Life, learner: MadeLearner, schedule: Schedule, day: int, size: int, random: Random
) -> None:
    due = [one for one in life.questions if schedule.due(one.state) <= day]
    asked = choose(
        [Candidate(one, one.entry, schedule.recall(one.state, day)) for one in due], size
    )
    missed = []
    for one in asked:
        recall = learner.recall(one.card, day)
        life.recalls.append(recall)
        is_known = random.random() < recall
        if not is_known:
            missed.append(one)
        _answer(one, learner, schedule, day, Rating.Good if is_known else Rating.Again)
    for one in missed:
        _answer(one, learner, schedule, day, Rating.Good)
    life.sessions.append(len(asked))
    life.answers.append(len(asked) + len(missed))
    life.seconds.append(ANSWER_S * (len(asked) + len(missed)) + REASONS_S * len(missed))


def _answer(
    one: LearntQuestion, learner: MadeLearner, schedule: Schedule, day: int, grade: Rating
) -> None:
    one.card, _log = learner.memory.review_card(one.card, grade, on(day))
    one.state = schedule.after(one.state, grade, day)
