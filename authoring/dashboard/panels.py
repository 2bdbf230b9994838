"""What stands on the dashboard; only quizzes that are in use make it ask for more."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext

from advisory.models import CallRequest, Origin, OriginCount
from authoring.checks.figures import fresh_days, last_day
from authoring.models import FailedLoad, Proposal, ReaderReport
from maturity.models import LEVEL_NAMES, Assessment
from maturity.scoring.scoring import Level
from quizzes.models import Quiz
from quizzes.statistics.reports import ReportedItem, read_item_report
from terms.models import Figure, MissedQuery, ReadCount, Term
from terms.sections.registry import parts

SHOWN = 10
Choices = Iterable[tuple[str, str | Promise]]
MONTHS_READ = 3


def _sections() -> dict[str, str]:
    """The sections of rows that a full entry may have, by the relation that makes each one."""
    found: dict[str, str] = {}
    for section, part in parts():
        if part.relation and section.title not in found.values():
            found[part.relation] = section.title
    return {relation: gettext(title) for relation, title in found.items()}


@dataclass(frozen=True)
class TermLine:
    """A term and the sections that its page lacks."""

    term: Term
    missing: tuple[str, ...]
    percent: int
    """How many of the sections it has, in percent."""


@dataclass(frozen=True)
class OldFigure:
    """A figure that time may have overtaken, and for how many days."""

    figure: Figure
    days_over: int


@dataclass(frozen=True)
class Bar:
    """A count with its name; `width` is its part of the largest one, from 0 to 100."""

    name: str
    count: int
    width: int


def draw_bars(counts: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    """A bar for each pair of name and count, in their order."""
    pairs = list(counts)
    most = max((count for _, count in pairs), default=0) or 1
    return tuple(Bar(name, count, round(100 * count / most)) for name, count in pairs)


class Dashboard:
    """Everything on the page, each part read when it is shown; of each list at most `SHOWN`."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        month = today.replace(day=1) - datetime.timedelta(days=28 * (MONTHS_READ - 1))
        self.first_month = month.replace(day=1)

    @cached_property
    def failed_load(self) -> FailedLoad | None:
        return FailedLoad.objects.first()

    @cached_property
    def states(self) -> tuple[Bar, ...]:
        return _by_choice(Term.objects.all(), "status", Term.Status.choices)

    @cached_property
    def proposals(self) -> QuerySet[Proposal]:
        waiting = Proposal.objects.open().select_related("term", "made_by")
        return waiting.order_by("made_at")[:SHOWN]

    @cached_property
    def scheduled(self) -> QuerySet[Proposal]:
        """Accepted changes that wait for their time, the next one first."""
        accepted = Proposal.objects.filter(state=Proposal.State.SCHEDULED)
        return accepted.select_related("term", "made_by").order_by("from_time")[:SHOWN]

    @cached_property
    def reports(self) -> QuerySet[ReaderReport]:
        """What readers report and nobody has answered, by term."""
        return ReaderReport.objects.open().select_related("term", "taken_by")[:SHOWN]

    @cached_property
    def report_counts(self) -> str:
        """How many reports are open, answered and turned down, in words."""
        bars = _by_choice(ReaderReport.objects.all(), "state", ReaderReport.State.choices)
        return ", ".join(f"{bar.count} {bar.name}" for bar in bars)

    @cached_property
    def lacking(self) -> QuerySet[Term]:
        """The full entries that lack a section, drafts included, with whether they have each."""
        flags = {f"has_{name}": Exists(_rows_of(name)) for name in _sections()}
        full = Term.objects.filter(kind=Term.Kind.FULL)
        terms = full.only("pk", "slug", "title", "status").annotate(**flags)
        return terms.exclude(pk__in=terms.filter(**dict.fromkeys(flags, True)).values("pk"))

    @cached_property
    def incomplete(self) -> list[TermLine]:
        """Those that lack most."""
        wanted = _sections()
        lines = []
        for term in self.lacking.order_by("status", "title")[: 20 * SHOWN]:
            missing = [words for name, words in wanted.items() if not getattr(term, f"has_{name}")]
            percent = round(100 * (1 - len(missing) / len(wanted)))
            lines.append(TermLine(term, tuple(missing), percent))
        return sorted(lines, key=lambda line: line.percent)[:SHOWN]

    @cached_property
    def incomplete_total(self) -> int:
        return self.lacking.count()

    @cached_property
    def most_read(self) -> tuple[Bar, ...]:
        """Reads of this month and the two before it, the most read terms first."""
        counts = ReadCount.objects.filter(month__gte=self.first_month).values_list("term__title")
        totals = counts.annotate(total=Sum("count")).order_by("-total", "term__title")
        return draw_bars(totals[:SHOWN])

    @cached_property
    def misses(self) -> QuerySet[MissedQuery]:
        return MissedQuery.objects.all()[:SHOWN]

    @cached_property
    def weak(self) -> list[ReportedItem]:
        """Questions of current quizzes that were taken with a flag, those with most flags first."""
        quizzes = Quiz.objects.filter(is_current=True, attempts__isnull=False).distinct()
        weak = [
            item
            for quiz in quizzes.select_related("term")
            for item in read_item_report(quiz).items
            if item.flags
        ]
        weak.sort(key=lambda one: (-len(one.statistics.flags), one.statistics.facility))
        return weak[:SHOWN]

    @cached_property
    def overtaken(self) -> list[OldFigure]:
        """Figures of published terms that are not derived from others, the oldest first."""
        figures = Figure.objects.exclude(kind=Figure.Kind.CALCULATION)
        figures = figures.filter(term__status=Term.Status.PUBLISHED).select_related("term")
        found = []
        for figure in figures.only("term__title", "key", "value", "as_of"):
            days_over = (self.today - last_day(figure.as_of)).days - fresh_days(figure.value)
            if days_over > 0:
                found.append(OldFigure(figure, days_over))
        return sorted(found, key=lambda one: -one.days_over)

    @property
    def old(self) -> list[OldFigure]:
        return self.overtaken[:SHOWN]

    @property
    def old_total(self) -> int:
        return len(self.overtaken)

    @cached_property
    def calls(self) -> tuple[Bar, ...]:
        return _by_choice(CallRequest.objects.all(), "state", CallRequest.State.choices)

    @cached_property
    def clicks(self) -> tuple[Bar, ...]:
        """How many of the same months went on to the advisor, from which kind of page."""
        counts = OriginCount.objects.filter(month__gte=self.first_month)
        totals = counts.values_list("step", "origin").annotate(total=Sum("count"))
        steps, origins = dict(OriginCount.Step.choices), dict(Origin.choices)
        return draw_bars(
            (f"{origins[origin]}: {steps[step]}", total)
            for step, origin, total in totals.order_by("-total")
        )

    @cached_property
    def levels(self) -> tuple[Bar, ...]:
        """How many learners stand at each level by their last result; loaded ones left out."""
        latest = Assessment.objects.filter(is_loaded=False).latest_of_each_learner()
        counts = dict(latest.order_by().values_list("level").annotate(Count("pk")))
        return draw_bars(
            (f"{level}, {LEVEL_NAMES[level]}", counts.get(level.value, 0)) for level in Level
        )


def _by_choice(rows: QuerySet[Any], field: str, choices: Choices) -> tuple[Bar, ...]:
    """How many rows stand in each state, states without any included."""
    counts = dict(rows.order_by().values_list(field).annotate(Count("pk")))
    return draw_bars((str(name), counts.get(value, 0)) for value, name in choices)


def _rows_of(relation: str) -> QuerySet[Model]:
    field = Term._meta.get_field(relation)
    return field.related_model._default_manager.filter(term=OuterRef("pk"))  # type: ignore[union-attr]
