"""Taking a quiz again."""

import pytest
from django.test import Client

from quizzes.models import Attempt, Quiz
from tests.quizzes.conftest import Answer as Post

pytestmark = pytest.mark.django_db
URL = "/quizzes/mlops/again/"


@pytest.fixture
def finished(client: Client, answer: Post) -> Client:
    for number in range(1, 7):
        answer(client, number)
    return client


def test_a_new_attempt_starts_at_the_first_question(finished: Client) -> None:
    response = finished.post(URL)
    assert response.url == "/quizzes/mlops/"
    assert "Question 1 of 6" in finished.get("/quizzes/mlops/").text
    assert list(Attempt.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Attempt.objects.get(number=1).answers.count() == 6


def test_htmx_gets_the_first_question(finished: Client) -> None:
    response = finished.post(URL, headers={"HX-Request": "true"})
    assert response.text.startswith('<div class="quiz" id="quiz">')
    assert "Question 1 of 6" in response.text


def test_an_unfinished_attempt_goes_on(client: Client, answer: Post) -> None:
    answer(client, 1)
    client.post(URL)
    client.post(URL)
    assert Attempt.objects.count() == 1
    assert "Question 2 of 6" in client.get("/quizzes/mlops/").text


def test_other_methods_and_terms(client: Client, quiz: Quiz) -> None:
    assert client.get(URL).status_code == 405
    assert client.post("/quizzes/nothing/again/").status_code == 404
