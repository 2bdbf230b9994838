"""When a question comes back: by the site, by SM-2, and after fixed days."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from fsrs import Card, Rating, Scheduler

from dev.simulation.learners import day_of, on
from quizzes.memory.schedule import recall_after


class Schedule(Protocol):
    """What is known of a question is a `state` of its own; days are counted from 0."""

    def after(self, state: Any, grade: Rating, day: int) -> Any:
        """What is known after an answer; before the first one, None."""

    def due(self, state: Any) -> int:
        """The day on which the question comes back."""

    def recall(self, state: Any, day: int) -> float:
        """What a review is chosen by: the lowest comes first."""


@dataclass(frozen=True)
class ByFsrs:
    """FSRS by `scheduler`: that of `quizzes/memory/schedule.py` is the site's."""

    scheduler: Scheduler

    def after(self, state: Card | None, grade: Rating, day: int) -> Card:
        card, _log = self.scheduler.review_card(state or Card(card_id=0), grade, on(day))
        return card

    def due(self, state: Card) -> int:
        return day_of(state.due)

    def recall(self, state: Card, day: int) -> float:
        if state.last_review is None or state.stability is None:
            raise ValueError("a question without an answer is not reviewed")
        return recall_after(day - day_of(state.last_review), state.stability)


@dataclass(frozen=True)
class Spaced:
    """What the two schedules without a model of memory know; the longest waiting comes first."""

    due: int
    interval_d: int
    step: int
    ease: float = 2.5


class ByDays:
    """Schedules that count days; what is asked again on the day of a miss changes nothing."""

    def after(self, state: Spaced | None, grade: Rating, day: int) -> Spaced:
        if state is not None and state.due - state.interval_d == day:
            return state
        return self.next(state, grade, day)

    def next(self, state: Spaced | None, grade: Rating, day: int) -> Spaced:
        raise NotImplementedError

    def due(self, state: Spaced) -> int:
        return state.due

    def recall(self, state: Spaced, day: int) -> float:
        return float(state.due - day)


NEVER_D = 100_000


@dataclass(frozen=True)
class ByFixedDays(ByDays):
    """After 1, 3, 7 and 21 days, then every `then_every_d`; what is missed begins again."""

    then_every_d: int = 21
    DAYS: ClassVar = (1, 3, 7, 21)

    def next(self, state: Spaced | None, grade: Rating, day: int) -> Spaced:
        step = 0 if state is None or grade is Rating.Again else state.step + 1
        interval_d = self.DAYS[step] if step < len(self.DAYS) else self.then_every_d
        return Spaced(day + interval_d, interval_d, step)


class BySm2(ByDays):
    """SM-2 as published (super-memory.com/english/ol/sm2.htm, Woźniak, 1990).

    Right is quality 4, partly right 3, wrong 2; below 3 the intervals begin again and the ease
    stays.
    """

    QUALITIES = {Rating.Again: 2, Rating.Hard: 3, Rating.Good: 4}

    def next(self, state: Spaced | None, grade: Rating, day: int) -> Spaced:
        quality, known = self.QUALITIES[grade], state or Spaced(day, 0, 0)
        if quality < 3:
            return Spaced(day + 1, 1, 0, known.ease)
        ease = max(1.3, known.ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
        step = known.step + 1
        interval_d = {1: 1, 2: 6}.get(step) or math.ceil(known.interval_d * ease)
        return Spaced(day + interval_d, interval_d, step, ease)
