"""Questions of every kind in `quiz.yaml`: loaded exactly, and refused with their place."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from learners.models import Learner
from quizzes.attempts.starting import start_attempt
from quizzes.models import Question, Quiz
from tests.authoring.conftest import Spoil

pytestmark = pytest.mark.django_db
PATH = "terms/first/quiz.yaml"
KINDS = """\
  - key: several
    kind: multiple
    stem: Which?
    section: faq
    options:
      - {text: This, right: true, reason: Yes.}
      - {text: That, right: true, reason: Yes.}
      - {text: Neither, reason: No.}
  - key: statement
    kind: true-false
    stem: It is so.
    section: faq
    answer: false
    reason_true: It is not.
    reason_false: Indeed it is not.
  - key: cost
    kind: number
    stem: With {share} at {price} and the rest free, what does it cost?
    section: how-it-works
    parameters:
      - {name: share, low: 50%, high: 80%, step: 5%, notation: percent}
      - {name: price, cost: small.price_usd}
      - {name: rest, formula: 1 - share}
    formula: (1 - rest) * price
    notation: dollars
    tolerance: 0.001
    reason: "{share} × {price} = {answer}"
  - key: order
    kind: ordering
    stem: In which order?
    section: how-to-apply
    steps:
      - {text: Begin, reason: First.}
      - {text: Go on, reason: Then.}
      - {text: Stop, reason: Last.}
"""


@pytest.fixture
def quiz_file(content: Path) -> Path:
    """The quiz of the first term, with one question of each other kind after two single choices."""
    path = content / PATH
    text = path.read_text()
    path.write_text(text[: text.index("  - key: question-3")] + KINDS)
    return path


def load(content: Path) -> str:
    out = StringIO()
    call_command("load_content", str(content), stdout=out)
    return out.getvalue()


def errors(content: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    assert not Quiz.objects.exists()
    return err.getvalue()


def test_every_kind_is_loaded(content: Path, quiz_file: Path) -> None:
    load(content)
    questions = {one.key: one for one in Question.objects.filter(quiz__term__slug="first")}
    assert len(questions) == 6
    several = questions["several"].options.values_list("text", "is_right")
    assert list(several) == [("This", True), ("That", True), ("Neither", False)]
    statement = questions["statement"].options.values_list("text", "is_right", "reason")
    assert list(statement) == [
        ("True", False, "It is not."),
        ("False", True, "Indeed it is not."),
    ]
    cost = questions["cost"]
    assert (cost.notation, cost.tolerance) == ("dollars", Decimal("0.001"))
    rows = cost.parameters.values_list("name", "low", "high", "step", "formula", "notation")
    assert list(rows) == [
        ("share", Decimal("0.5"), Decimal("0.8"), Decimal("0.05"), "", "percent"),
        ("price", Decimal("0.01"), Decimal("0.01"), Decimal(1), "", "dollars"),
        ("rest", 0, 0, 1, "1 - share", "number"),
    ]
    assert [step.text for step in questions["order"].options.all()] == ["Begin", "Go on", "Stop"]


def test_a_changed_price_makes_a_new_version_of_the_quiz_that_reads_it(
    content: Path, quiz_file: Path, spoil: Spoil
) -> None:
    load(content)
    quiz = Quiz.objects.get(term__slug="first")
    start_attempt(Learner.objects.create(), list(quiz.questions.all()), quiz=quiz, after=None)
    spoil("terms/first/cost.yaml", "price_usd: 0.01", "price_usd: 0.02")
    assert "quizzes: 1 updated" in load(content)
    prices = Question.objects.filter(key="cost").order_by("quiz__version")
    assert [one.parameters.get(name="price").low for one in prices] == [
        Decimal("0.01"),
        Decimal("0.02"),
    ]


def test_a_changed_price_leaves_a_quiz_that_does_not_read_it(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/first/cost.yaml", "price_usd: 0.01", "price_usd: 0.02")
    assert "quizzes: 1 unchanged" in load(content)


def test_practised_questions_keep_their_version(
    content: Path, quiz_file: Path, spoil: Spoil
) -> None:
    load(content)
    question = Question.objects.filter(quiz__term__slug="first").first()
    assert question
    start_attempt(Learner.objects.create(), [question], quiz=None, kind="review", after=None)
    spoil(PATH, "stem: Which?", "stem: Which ones?")
    load(content)
    assert Quiz.objects.filter(term__slug="first").count() == 2


@pytest.mark.parametrize(
    ("before", "after", "field", "message"),
    [
        ("kind: multiple", "kind: many", "questions.2.kind", "'true-false'"),
        ("kind: multiple", "kind: ordering", "questions.2.steps", "Field required"),
        ("    answer: false\n", "", "questions.3.answer", "Field required"),
        ("answer: false", "answer: maybe", "questions.3.answer", "boolean"),
        ("    steps:\n", "    steps: []\n    others:\n", "questions.5.steps", "3 items"),
        ("    answer: false\n", "    answer: false\n    tolerance: 1\n", "questions.3.tolerance", "not permitted"),
        ("{text: Neither, reason: No.}", "{text: Neither, right: true, reason: No.}", "questions.2", "one wrong"),
        ("formula: (1 - rest) * price", "formula: price ** 2", "questions.4", "not allowed"),
        ("formula: (1 - rest) * price", "formula: cost * 2", "questions.4", "'cost'"),
        ("formula: 1 - share", "formula: 1 - later", "questions.4", "'later'"),
        ("formula: (1 - rest) * price", "formula: price / (price - 0.01)", "questions.4.formula", "divides by zero"),
        ("stem: With {share}", "stem: With {shares}", "questions.4", "{shares}"),
        ("cost: small.price_usd", "cost: tiny.price_usd", "questions.4.parameters.1.cost", "small.price_usd"),
        ("high: 80%", "high: 82%", "questions.4.parameters.0", "whole number of steps"),
        ("low: 50%", "low: 90%", "questions.4.parameters.0", "below 'high'"),
        ("low: 50%, ", "", "questions.4.parameters.0", "'low', 'high' and 'step'"),
        ("name: share", "name: answer", "questions.4.parameters.0", "another name"),
        ("name: rest", "name: price", "questions.4", "more than once"),
        ("tolerance: 0.001", "tolerance: -1", "questions.4", "-1 is not from 0 to"),
        ("tolerance: 0.001", "tolerance: 0.0000000001", "questions.4.tolerance", "9 decimal places"),
        ("tolerance: 0.001", "tolerance: 1000000000", "questions.4.tolerance", "to 999,999,999"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_field(
    content: Path, quiz_file: Path, spoil: Spoil, before: str, after: str, field: str, message: str
) -> None:
    spoil(PATH, before, after)
    complaints = errors(content)
    assert any(
        line.startswith(f"content/{PATH}:") and field in line and message in line
        for line in complaints.splitlines()
    ), complaints


def test_the_first_question_is_the_same_for_everyone(content: Path, quiz_file: Path) -> None:
    text = quiz_file.read_text()
    start, end = text.index("  - key: cost"), text.index("  - key: order")
    moved = text[:start] + text[end:]
    quiz_file.write_text(moved.replace("questions:\n", "questions:\n" + text[start:end], 1))
    assert "the first question has parameters" in errors(content)


@pytest.mark.parametrize("slug", ["practice", "results"])
def test_an_address_of_the_site_is_no_terms(content: Path, slug: str) -> None:
    (content / "terms/second").rename(content / "terms" / slug)
    for path in content.rglob("*"):
        if path.is_file():
            path.write_text(path.read_text().replace("term: second", f"term: {slug}"))
            path.write_text(path.read_text().replace("term:second", f"term:{slug}"))
    assert f"'{slug}' is the address of another page" in errors(content)
