"""A learner's results of one assessment over time."""

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learners.models import Learner
from learners.resuming import MOST, Resumption
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


LOOK_AGAIN = datetime.timedelta(days=91)
"""A quarter: sooner, little has changed; much later, nobody remembers what was done."""


def find_last_levels(
    learner_id: uuid.UUID | None, now: datetime.datetime | None = None
) -> list[Resumption]:
    """The learner's last level in each assessment, and when to look again; the latest first."""
    if learner_id is None:
        return []
    now = now or timezone.now()
    mine = Assessment.objects.rated().filter(learner=learner_id).select_related("model")
    latest: dict[str, Assessment] = {}
    for row in mine.order_by("-finished_at"):
        latest.setdefault(row.model.slug, row)
    return [_last_level(row, now) for row in list(latest.values())[:MOST]]


def _last_level(row: Assessment, now: datetime.datetime) -> Resumption:
    """Leads to the result, and to the assessment once a quarter has passed."""
    finished = row.finished_at or now
    again = finished + LOOK_AGAIN
    is_due = again <= now
    words = (
        _("level %(level)s, %(name)s, on %(day)s; a quarter has passed, so look again")
        if is_due
        else _("level %(level)s, %(name)s, on %(day)s; look again on %(again)s")
    )
    day, next_day = (date_format(one, "DATE_FORMAT") for one in (finished, again))
    facts = {"level": row.level, "name": row.get_level_display(), "day": day, "again": next_day}
    path = row.model.get_absolute_url() if is_due else row.get_absolute_url()
    return Resumption(_("Assessment"), row.model.title, path, words % facts, finished)


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
