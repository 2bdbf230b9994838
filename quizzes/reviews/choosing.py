"""Which questions a review asks, and in what order: most at risk first, entries mixed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SIZES = (5, 10, 20)
"""How many questions a review may have; a question takes about 12 seconds."""

AWAY_D = 14
"""So many days without an answer, and the next review is a restart."""

RESTART_SIZE = 5
"""The length that is proposed for a restart: enough to begin again, short enough to end."""

AnyQuestion = TypeVar("AnyQuestion")


@dataclass(frozen=True)
class Candidate(Generic[AnyQuestion]):
    """A question that is due, the entry it belongs to, and the probability of recalling it now."""

    question: AnyQuestion
    term_id: int
    recall: float


def choose(candidates: Sequence[Candidate[AnyQuestion]], size: int) -> list[AnyQuestion]:
    """At most `size` questions, the least likely recalled first; those of an entry stand apart.

    Where two of an entry would follow each other, the next one of another entry comes between, as
    long as there is one.
    """
    at_risk = sorted(candidates, key=lambda one: one.recall)[:size]
    chosen: list[Candidate[AnyQuestion]] = []
    while at_risk:
        last = chosen[-1].term_id if chosen else None
        place = next((place for place, one in enumerate(at_risk) if one.term_id != last), 0)
        chosen.append(at_risk.pop(place))
    return [one.question for one in chosen]


def is_restart(last_review_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether the learner has been away for so long that they are to begin gently."""
    return last_review_on is not None and (today - last_review_on).days >= AWAY_D
