"""What a learner can go on with: each app tells of its own in `AppConfig.ready()`."""

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.text import capfirst

MOST = 3
"""Each app tells of no more."""

MOST_SHOWN = 4
"""How many are offered at once."""


@dataclass(frozen=True)
class Resumption:
    """Something begun: what it is and how far it has come, in words, and when it was last done."""

    what: str
    title: str
    path: str
    progress: str
    at: datetime.datetime

    @property
    def words(self) -> str:
        """What it is and how far it has come; how far alone where all of a list are the same."""
        return f"{self.what}, {self.progress}" if self.what else capfirst(self.progress)


@dataclass(frozen=True)
class Begun:
    """What `learners/_resumptions.html` shows; the view at `url_name` answers htmx with it."""

    key: str
    url_name: str
    title: str
    lines: list[Resumption]


Provider = Callable[[uuid.UUID], Iterable[Resumption]]
"""What a learner has begun in one app, the latest first, at most `MOST`; in one query."""

PROVIDERS: list[Provider] = []


def find_resumptions(learner_id: uuid.UUID | None) -> list[Resumption]:
    """What the learner has begun and not finished: the last of each kind, then others, the latest
    first; nothing without a learner."""
    if learner_id is None:
        return []
    found = [one for provider in PROVIDERS for one in provider(learner_id)]
    latest = sorted(found, key=lambda one: one.at, reverse=True)
    last_of_kind = {one.what: one for one in reversed(latest)}
    return sorted(latest, key=lambda one: one is not last_of_kind[one.what])[:MOST_SHOWN]
