"""The quiz that most tests answer."""

import pytest

from quizzes.models import Quiz
from tests.factories import make_quiz, make_term


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term())


@pytest.fixture
def new_version(quiz: Quiz) -> Quiz:
    """A second version of the quiz, with seven questions; the first is no longer current."""
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    return make_quiz(quiz.term, questions=7, version=2)
