"""The quizzes that most tests answer."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from quizzes.models import NumberParameter, Option, Question, Quiz
from tests.world import make_quiz, make_term


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Calling it lets so many days pass."""
    passed = datetime.timedelta()
    real = timezone.now

    def pass_days(days: float) -> None:
        nonlocal passed
        passed += datetime.timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: real() + passed)

    return pass_days


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term())


@pytest.fixture
def new_version(quiz: Quiz) -> Quiz:
    """A second version of the quiz, with seven questions; the first is no longer current."""
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    return make_quiz(quiz.term, questions=7, version=2)


@pytest.fixture
def mixed_quiz() -> Quiz:
    return make_mixed_quiz()


def make_mixed_quiz() -> Quiz:
    """One question of each kind: single, multiple, true-false, number, ordering."""
    quiz = make_quiz(make_term(), questions=1)
    _make_question(quiz, 2, "multiple", "Alpha", "Beta", "Gamma", "Delta", right=(1, 3))
    _make_question(quiz, 3, "true-false", "True", "False", right=(2,))
    number = _make_question(
        quiz,
        4,
        "number",
        stem="With {share} at {price}?",
        formula="share * price",
        notation=Question.Notation.DOLLARS,
        tolerance=Decimal("0.001"),
        reason="{share} × {price} = {answer}",
    )
    _make_parameter(number, 1, "share", "0.5", "0.8", "0.05", notation="percent")
    _make_parameter(number, 2, "price", "0.1", "0.1", "1", notation="dollars")
    _make_question(quiz, 5, "ordering", "First", "Second", "Third", "Fourth")
    return quiz


def _make_question(
    quiz: Quiz,
    number: int,
    kind: str,
    *texts: str,
    right: tuple[int, ...] = (),
    **fields: Any,
) -> Question:
    question = Question.objects.create(
        quiz=quiz,
        key=f"question-{number}",
        position=number,
        kind=kind,
        section="faq",
        **{"stem": f"Stem {number}?"} | fields,
    )
    for place, text in enumerate(texts, start=1):
        Option.objects.create(
            question=question,
            position=place,
            text=text,
            is_right=place in right,
            reason=f"Reason {text}.",
        )
    return question


def _make_parameter(
    question: Question, position: int, name: str, low: str, high: str, step: str, **fields: Any
) -> None:
    NumberParameter.objects.create(
        question=question,
        position=position,
        name=name,
        low=Decimal(low),
        high=Decimal(high),
        step=Decimal(step),
        **fields,
    )
