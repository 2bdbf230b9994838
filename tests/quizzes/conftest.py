"""A term with a quiz, and how to answer it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from quizzes.models import Option, Quiz
from tests.factories import make_quiz, make_term

Answer = Callable[..., HttpResponse]


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term())


@pytest.fixture
def answer(quiz: Quiz) -> Answer:
    """Answers question `number` with the option at `place`; place 2 is the right one."""

    def post(client: Client, number: int, place: int = 2) -> HttpResponse:
        option = Option.objects.get(question__quiz=quiz, question__position=number, position=place)
        values = {"question": f"question-{number}", "option": option.pk}
        response: HttpResponse = client.post("/quizzes/mlops/", values)
        return response

    return post
