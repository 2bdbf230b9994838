"""Item statistics of one version of a quiz, read from its learners' first attempts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from glossary_site.numbers.formatting import write_number, write_percent
from quizzes.kinds.options import read_positions
from quizzes.kinds.registry import kind_of
from quizzes.models import Attempt, Option, PosedQuestion, Question, Quiz
from quizzes.statistics.items import (
    FEWEST_ATTEMPTS,
    Interval,
    Item,
    ItemAnswer,
    ItemStatistics,
    OptionStatistics,
    analyse,
)

CSV_COLUMNS = (
    *("term", "version", "question", "kind", "n", "facility", "facility_low", "facility_high"),
    *("discrimination", "flags", "option", "option_text", "is_right", "chosen", "chosen_share"),
    *("chosen_low", "chosen_high"),
)

BAR_WIDTH = 120
_TOP, _ROW, _BELOW = 44, 32, 28
"""The plot of all items: from its top to the first row, of each row, and below the last one."""


@dataclass(frozen=True)
class ReportedOption:
    """An option and how often it was chosen."""

    text: str
    statistics: OptionStatistics

    @property
    def chosen(self) -> str:
        return f"{write_number(Decimal(self.statistics.count))} ({_percent(self.statistics.share)})"

    @property
    def interval(self) -> str:
        return _interval(self.statistics.interval)

    @property
    def bar_width(self) -> str:
        return _svg(BAR_WIDTH * self.statistics.share)


@dataclass(frozen=True)
class ReportedItem:
    """A question and its statistics, and where they stand in the plot of all items."""

    question: Question
    statistics: ItemStatistics
    options: tuple[ReportedOption, ...]
    place: int

    @property
    def title(self) -> str:
        question = self.question
        return f"{question.position}. {question.key} ({kind_of(question).label})"

    @property
    def y(self) -> str:
        return _svg(_TOP + _ROW * (self.place + 0.5))

    @property
    def facility_x(self) -> str:
        return _facility_x(self.statistics.facility)

    @property
    def low_x(self) -> str:
        return _facility_x(self.statistics.interval.low)

    @property
    def high_x(self) -> str:
        return _facility_x(self.statistics.interval.high)

    @property
    def discrimination_x(self) -> str:
        """Nothing where it has none."""
        value = self.statistics.discrimination
        return "" if value is None else _svg(580 + 110 * value)

    @property
    def summary(self) -> str:
        """The figures of the question, in a line."""
        one = self.statistics
        return _("n = %(n)s, facility %(facility)s (%(interval)s), discrimination %(value)s") % {
            "n": one.n,
            "facility": _percent(one.facility),
            "interval": _interval(one.interval),
            "value": "–" if one.discrimination is None else _two_places(one.discrimination),
        }

    @property
    def flags(self) -> str:
        """What speaks against the question, in a line; empty where nothing does."""
        return ", ".join(flag.value for flag in self.statistics.flags)


@dataclass(frozen=True)
class ItemReport:
    """A version's questions and their statistics; none below `fewest` first attempts."""

    quiz: Quiz
    attempts: int
    items: tuple[ReportedItem, ...]
    fewest: int = FEWEST_ATTEMPTS

    @property
    def plot_bottom(self) -> int:
        return _TOP + _ROW * len(self.items)

    @property
    def plot_height(self) -> int:
        return self.plot_bottom + _BELOW


def read_item_report(quiz: Quiz) -> ItemReport:
    """The report on this version: each learner's first attempt at the term's quiz, if finished."""
    questions = list(quiz.questions.prefetch_related("options"))
    answers = _read_answers(quiz, questions)
    statistics = analyse([_item(question) for question in questions], answers) or ()
    reported = enumerate(zip(questions, statistics, strict=bool(statistics)))
    items = tuple(_report_item(place, question, one) for place, (question, one) in reported)
    return ItemReport(quiz, len(answers), items)


def csv_rows(report: ItemReport) -> Iterator[tuple[object, ...]]:
    """A row for each option, and one for a question without options, under `CSV_COLUMNS`."""
    for item in report.items:
        one, question = item.statistics, item.question
        start = (
            *(report.quiz.term.slug, report.quiz.version, question.key, question.kind, one.n),
            *(one.facility, one.interval.low, one.interval.high, one.discrimination),
            "; ".join(flag.value for flag in one.flags),
        )
        if not item.options:
            yield (*start, *[""] * 7)
        for option in item.options:
            chosen = option.statistics
            yield (
                *(*start, chosen.place, option.text, int(chosen.is_right)),
                *(chosen.count, chosen.share, chosen.interval.low, chosen.interval.high),
            )


def _read_answers(quiz: Quiz, questions: Sequence[Question]) -> list[list[ItemAnswer]]:
    finished = (
        Attempt.objects.filter(quiz=quiz, kind=Attempt.Kind.FULL, number=1)
        .with_counts()
        .filter(given=F("asked"), asked=len(questions))
        .order_by()
    )
    rows = PosedQuestion.objects.filter(attempt__in=finished.values("pk"))
    columns = ("attempt_id", "question_id", "answer__response", "answer__earned", "answer__worth")
    counted = {question.pk for question in questions if kind_of(question).counts_options}
    by_attempt: defaultdict[object, dict[int, ItemAnswer]] = defaultdict(dict)
    for attempt_id, question_id, response, earned, worth in rows.values_list(*columns).iterator():
        chosen = frozenset(read_positions(response) if question_id in counted else ())
        by_attempt[attempt_id][question_id] = ItemAnswer(earned / worth, chosen)
    return [[given[question.pk] for question in questions] for given in by_attempt.values()]


def _item(question: Question) -> Item:
    return Item(question.key, {one.position: one.is_right for one in _choices(question)})


def _report_item(place: int, question: Question, statistics: ItemStatistics) -> ReportedItem:
    texts = {option.position: option.text for option in _choices(question)}
    options = tuple(ReportedOption(texts[one.place], one) for one in statistics.options)
    return ReportedItem(question, statistics, options, place)


def _choices(question: Question) -> list[Option]:
    return list(question.options.all()) if kind_of(question).counts_options else []


def _facility_x(share: float) -> str:
    return _svg(190 + 220 * share)


def _svg(value: float) -> str:
    """A length as SVG wants it in every language."""
    return f"{value:.1f}"


def _percent(share: float) -> str:
    return write_percent(Decimal(round(share * 100)))


def _interval(interval: Interval) -> str:
    """`62–81%`"""
    return f"{write_number(Decimal(round(interval.low * 100)))}–{_percent(interval.high)}"


def _two_places(value: float) -> str:
    return write_number(round(Decimal(value), 2))
