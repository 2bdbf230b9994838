"""A learner's results of one assessment over time."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learners.models import Learner
from maturity.charts.timeline import Moment, Timeline, timeline_chart
from maturity.models import Assessment


@dataclass(frozen=True)
class Entry:
    """A result, and how many levels it lies above the one before it.

    The change is None for the first, and where one of the two has no level. One that
    `shares_its_day` with another is told apart by its time.
    """

    assessment: Assessment
    change: int | None
    shares_its_day: bool = False

    @property
    def _finished_at(self) -> datetime.datetime:
        if self.assessment.finished_at is None:
            raise ValueError(f"{self.assessment} is not finished")
        return self.assessment.finished_at

    @property
    def day(self) -> str:
        return date_format(self._finished_at, "DATE_FORMAT")

    @property
    def moment(self) -> str:
        """The day, with the time where another result is of the same day."""
        if not self.shares_its_day:
            return self.day
        return f"{self.day}, {date_format(self._finished_at, 'TIME_FORMAT')}"

    @property
    def index_words(self) -> str:
        return self.assessment.index_words or _("not rated")

    @property
    def label(self) -> str:
        """A result in a list to choose from."""
        time = date_format(self._finished_at, "TIME_FORMAT")
        return f"{self.day}, {time}: {self.index_words}"

    @property
    def words(self) -> str:
        """The change as it is written: +1, 0 or -2, and empty for the first."""
        return "" if self.change is None else f"{self.change:+d}".replace("+0", "0")


@dataclass(frozen=True)
class History:
    """The results from the first to the last; the chart is None for fewer than two with a level."""

    entries: tuple[Entry, ...]
    chart: Timeline | None

    @property
    def newest_first(self) -> tuple[Entry, ...]:
        return self.entries[::-1]

    @property
    def rated(self) -> tuple[Entry, ...]:
        """Those with a level, which the chart shows."""
        return tuple(entry for entry in self.entries if entry.assessment.level is not None)

    @property
    def rated_words(self) -> str:
        """The chart's dates and indices on one line, for who does not see it."""
        return "; ".join(f"{entry.day}: {entry.index_words}" for entry in self.rated)

    @property
    def has_versions(self) -> bool:
        """Whether the results were computed with different versions of the model."""
        return len({entry.assessment.model.version for entry in self.entries}) > 1

    @property
    def has_rules(self) -> bool:
        """Whether the results were computed by different rules."""
        return len({entry.assessment.rule for entry in self.entries}) > 1


def read_history(learner: Learner | None, slug: str) -> History:
    """The learner's finished assessments of `slug`, in any version; none without a learner."""
    finished = Assessment.objects.finished().filter(learner=learner, model__slug=slug)
    rows = list(finished.select_related("model").order_by("finished_at", "pk")) if learner else []
    befores = [None, *rows]
    days = Counter(map(_day, rows))
    return History(
        tuple(
            Entry(row, _change(before, row), shares_its_day=days[_day(row)] > 1)
            for before, row in zip(befores, rows, strict=False)
        ),
        timeline_chart([moment for row in rows if (moment := _moment(row))]),
    )


def _day(row: Assessment) -> datetime.date | None:
    return row.finished_at.date() if row.finished_at else None


def _change(before: Assessment | None, after: Assessment) -> int | None:
    if before is None or before.level is None or after.level is None:
        return None
    return after.level - before.level


def _moment(row: Assessment) -> Moment | None:
    if row.finished_at is None or row.index is None:
        return None
    index = row.index if row.rule == 1 else round(row.index, 1)
    return Moment(row.finished_at, index, row.model.version)
