"""The content that the site ships: complete, and its figures as they were captured."""

import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.conf import settings

from authoring.checks.reviewing import review
from authoring.files.cross_checks import check_library
from authoring.files.library import Library, TermFolder, read_library
from authoring.files.reading import Problem, Severity
from authoring.history.edits import record_term
from authoring.models import FileVersion
from maturity.models import MaturityModel
from quizzes.kinds.registry import KINDS
from terms.models import Term
from tests.world import sample

pytestmark = pytest.mark.slow

TERMS = {
    "ai-cogs", "ai-unit-economics", "cost-of-predictivity", "feature-level-pnl", "fine-tuning",
    "finops-for-ai", "hallucination", "llmops", "mlops", "mlops-maturity-model", "model-drift",
    "model-routing", "semantic-caching",
}  # fmt: skip
CAPTURED = {
    "F06": "15–40%", "F07": "60–80%", "F09": "70%", "F10": "2–15%", "F11": "4–8x",
    "F13": "10x and 100x", "F15": "1–2 features", "F16": "40–60%", "F17": "100x",
    "F19-small": "70%", "F19-mid": "20%", "F19-frontier": "10%",
    "F20-small": "$0.01", "F20-mid": "$0.10", "F20-frontier": "$1.00", "F21": "70%",
    "F22": "10–50x", "F24": "40–60%", "F25": ">50%", "F26": "60–80%",
    "F27": "40–60%", "F28": "20–30%", "F29": ">40% / 15–25% / <10%",
    "F30": ">$0.10 / $0.01–0.05 / <$0.005", "F31": "<30% / 50–70% / >85%",
    "F32": "<30% / 50–60% / >80%",
}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    library = read_library(settings.CONTENT_DIR)
    check_library(library)
    return library


@pytest.fixture(scope="module")
def reviewed(library: Library) -> list[Problem]:
    """What a review says of the whole content."""
    return review(library, datetime.date(2026, 11, 23))


@pytest.fixture(scope="module")
def mlops(library: Library) -> TermFolder:
    return next(folder for folder in library.folders if folder.slug == "mlops")


def test_nothing_is_wrong(library: Library) -> None:
    assert [str(problem) for problem in library.problems] == []
    assert {folder.slug for folder in library.folders} >= TERMS


def test_a_review_finds_no_error(reviewed: list[Problem], record_property: Any) -> None:
    record_property("warnings", [str(problem) for problem in reviewed])
    errors = [str(problem) for problem in reviewed if problem.severity is Severity.ERROR]
    assert errors == []


def test_every_entry_keeps_to_the_editorial_guide(reviewed: list[Problem]) -> None:
    codes = {
        "answer-by-length", "banned-phrase", "budget", "contradicted-answer", "estimate-leads",
        "false-credit", "repeated-gloss", "stem-names-page", "unused-source",
    }  # fmt: skip
    assert [str(problem) for problem in reviewed if problem.code in codes] == []


def test_mlops_has_every_captured_figure_as_its_authors_estimate(mlops: TermFolder) -> None:
    assert mlops.term
    figures = {figure.key: figure for figure in mlops.term.figures}
    for key, value in CAPTURED.items():
        figure = figures[key]
        assert (figure.value, figure.kind, figure.source) == (value, "estimate", "ewing-mlops")


def test_mlops_has_as_many_of_each_as_were_captured(mlops: TermFolder) -> None:
    term = mlops.term
    assert term
    sections = (term.key_metrics, term.steps, term.checklist, term.comparisons, term.mistakes,
                term.practices, term.benchmarks, term.related)  # fmt: skip
    assert [len(section) for section in sections] == [6, 5, 5, 6, 4, 5, 4, 4]


def test_the_tiers_are_the_captured_ones(mlops: TermFolder) -> None:
    assert mlops.cost
    tiers = [(tier.share, Fraction(tier.price_usd)) for tier in mlops.cost.tiers]
    assert tiers == [
        (Fraction(7, 10), Fraction(1, 100)),
        (Fraction(2, 10), Fraction(1, 10)),
        (Fraction(1, 10), Fraction(1)),
    ]


def test_every_entry_is_led_to_and_every_figure_is_shown(reviewed: list[Problem]) -> None:
    codes = {problem.code for problem in reviewed}
    assert not codes & {"orphan", "unused-figure"}


def test_the_quizzes_ask_in_every_kind(library: Library) -> None:
    kinds = {
        folder.slug: {question.kind for question in folder.quiz.questions}
        for folder in library.folders
        if folder.quiz
    }
    assert set().union(*kinds.values()) == KINDS.keys() - {"true-false"}
    assert kinds["mlops"] == {"single", "multiple", "number", "ordering"}


def test_it_loads_and_every_level_of_the_assessment_asks_something(real_content: None) -> None:
    versions = FileVersion.objects.count()
    for term in Term.objects.filter(slug__in=sample()):
        record_term(term)
    assert FileVersion.objects.count() == versions, "rows and files say different things"
    assert set(Term.objects.published().values_list("slug", flat=True)) >= TERMS
    dimensions = MaturityModel.objects.get(slug="mlops").dimensions.all()
    assert [dimension.key for dimension in dimensions] == [
        "delivery", "cost-visibility", "cost-optimization", "lifecycle-automation",
        "quality-and-monitoring", "governance-and-risk", "strategy",
    ]  # fmt: skip
    for dimension in dimensions:
        assert set(dimension.statements.values_list("level", flat=True)) == set(range(2, 8))


def test_the_short_assessment_asks_one_question_of_each_dimension(real_content: None) -> None:
    short = MaturityModel.objects.get(slug="mlops-short")
    full = MaturityModel.objects.get(slug="mlops")
    assert short.is_rough
    assert short.is_short
    assert not full.is_short
    dimensions = list(short.dimensions.values_list("key", "title"))
    assert dimensions == list(full.dimensions.values_list("key", "title"))
    for one in short.dimensions.all():
        assert one.question.endswith("?")
        assert [row.level for row in one.levels.all()] == [1, 2, 3, 4, 5, 6, 7]
