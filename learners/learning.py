"""*My learning*: what a learner has come to, which each app tells in `AppConfig.ready()`."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """Something of a learner's and where it is; `mastery` is drawn as a ring before `fact`."""

    title: str
    path: str
    fact: str = ""
    mastery: Any = None


@dataclass(frozen=True)
class Group:
    """Rows under a heading. Groups stand by `place`: 10 is what is due, 15 paths, 20 terms, 25 what
    can be learnt next, 30 quizzes, 35 mixed checks, 40 assessments, 50 calculations, 60 checklists,
    70 what was set aside."""

    place: int
    title: str
    rows: Sequence[Row]


Provider = Callable[[uuid.UUID], Iterable[Group]]
"""What a learner has in one app, in queries that do not grow with it."""

PROVIDERS: list[Provider] = []


def read_learning(learner_id: uuid.UUID) -> list[Group]:
    """What the learner has, in the order of the page; nothing that is empty."""
    groups = [group for provider in PROVIDERS for group in provider(learner_id) if group.rows]
    return sorted(groups, key=lambda group: group.place)
