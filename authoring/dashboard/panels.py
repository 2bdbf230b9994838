"""What stands on the dashboard; only quizzes that are in use make it ask for more."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext

from advisory.models import CallRequest, Origin, OriginCount
from authoring.checks.figures import fresh_days, last_day
from authoring.dashboard.bars import Bar, draw_bars
from authoring.models import FailedLoad, Proposal
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
class WeakQuestion:
    """A question that its statistics speak against."""

    quiz: Quiz
    item: ReportedItem


@dataclass(frozen=True)
class Dashboard:
    """Everything on the page; of each list at most ten, with how many there are in all."""

    failed_load: FailedLoad | None
    states: tuple[Bar, ...]
    proposals: tuple[Proposal, ...]
    incomplete: tuple[TermLine, ...]
    incomplete_total: int
    most_read: tuple[Bar, ...]
    misses: tuple[MissedQuery, ...]
    weak: tuple[WeakQuestion, ...]
    old: tuple[OldFigure, ...]
    old_total: int
    calls: tuple[Bar, ...]
    clicks: tuple[Bar, ...]
    levels: tuple[Bar, ...]


def read_dashboard(today: datetime.date) -> Dashboard:
    """The dashboard on `today`."""
    incomplete, incomplete_total = _incomplete()
    old = _old_figures(today)
    return Dashboard(
        failed_load=FailedLoad.objects.first(),
        states=_by_choice(Term.objects.all(), "status", Term.Status.choices),
        proposals=tuple(
            Proposal.objects.open().select_related("term", "made_by").order_by("made_at")[:SHOWN]
        ),
        incomplete=incomplete,
        incomplete_total=incomplete_total,
        most_read=_most_read(today),
        misses=tuple(MissedQuery.objects.all()[:SHOWN]),
        weak=tuple(_weak_questions()[:SHOWN]),
        old=tuple(old[:SHOWN]),
        old_total=len(old),
        calls=_by_choice(CallRequest.objects.all(), "state", CallRequest.State.choices),
        clicks=_clicks(today),
        levels=_levels(),
    )


def _by_choice(rows: QuerySet[Model], field: str, choices: Choices) -> tuple[Bar, ...]:
    """How many rows stand in each state, states without any included."""
    counts = dict(rows.order_by().values_list(field).annotate(Count("pk")))
    return draw_bars((str(name), counts.get(value, 0)) for value, name in choices)


def _incomplete() -> tuple[tuple[TermLine, ...], int]:
    """The terms that lack most, drafts included, and how many lack something."""
    wanted = _sections()
    flags = {f"has_{name}": Exists(_rows_of(name)) for name in wanted}
    terms = Term.objects.only("pk", "slug", "title", "status").annotate(**flags)
    whole = terms.filter(**dict.fromkeys(flags, True)).values("pk")
    lacking = terms.exclude(pk__in=whole)
    lines = []
    for term in lacking.order_by("status", "title")[: 20 * SHOWN]:
        missing = [words for name, words in wanted.items() if not getattr(term, f"has_{name}")]
        percent = round(100 * (1 - len(missing) / len(wanted)))
        lines.append(TermLine(term, tuple(missing), percent))
    lines.sort(key=lambda line: line.percent)
    return tuple(lines[:SHOWN]), lacking.count()


def _rows_of(relation: str) -> QuerySet[Model]:
    field = Term._meta.get_field(relation)
    return field.related_model._default_manager.filter(term=OuterRef("pk"))  # type: ignore[union-attr]


def _most_read(today: datetime.date) -> tuple[Bar, ...]:
    """Reads of this month and the two before it, the most read terms first."""
    counts = ReadCount.objects.filter(month__gte=_first_month(today)).values_list("term__title")
    return draw_bars(counts.annotate(total=Sum("count")).order_by("-total", "term__title")[:SHOWN])


def _clicks(today: datetime.date) -> tuple[Bar, ...]:
    """How many of the same months went on to the advisor, from which kind of page."""
    counts = OriginCount.objects.filter(month__gte=_first_month(today))
    steps, origins = dict(OriginCount.Step.choices), dict(Origin.choices)
    totals = counts.values_list("step", "origin").annotate(total=Sum("count")).order_by("-total")
    return draw_bars((f"{origins[origin]}: {steps[step]}", total) for step, origin, total in totals)


def _first_month(today: datetime.date) -> datetime.date:
    return (today.replace(day=1) - datetime.timedelta(days=28 * (MONTHS_READ - 1))).replace(day=1)


def _weak_questions() -> list[WeakQuestion]:
    """Questions with a flag, those with most flags first, of current quizzes that were taken."""
    quizzes = Quiz.objects.filter(is_current=True, attempts__isnull=False).distinct()
    weak = [
        WeakQuestion(quiz, item)
        for quiz in quizzes.select_related("term")
        for item in read_item_report(quiz).items
        if item.statistics.flags
    ]
    return sorted(
        weak, key=lambda one: (-len(one.item.statistics.flags), one.item.statistics.facility)
    )


def _old_figures(today: datetime.date) -> list[OldFigure]:
    """Figures of published terms that are not derived from others, the longest overtaken first."""
    figures = Figure.objects.exclude(kind=Figure.Kind.CALCULATION).filter(
        term__status=Term.Status.PUBLISHED
    )
    found = []
    for figure in figures.select_related("term").only("term__title", "key", "value", "as_of"):
        days_over = (today - last_day(figure.as_of)).days - fresh_days(figure.value)
        if days_over > 0:
            found.append(OldFigure(figure, days_over))
    return sorted(found, key=lambda one: -one.days_over)


def _levels() -> tuple[Bar, ...]:
    """How many learners stand at each level, each by their last result; loaded ones left out."""
    latest = Assessment.objects.filter(is_loaded=False).latest_of_each_learner()
    counts = dict(latest.order_by().values_list("level").annotate(Count("pk")))
    return draw_bars(
        (f"{level}, {LEVEL_NAMES[level]}", counts.get(level.value, 0)) for level in Level
    )
