"""Taking a quiz again."""

import pytest
from django.test import Client

from learners.models import Learner
from quizzes.models import Answer, Attempt, Quiz
from tests.quizzes.answering import URL, answer, finish

pytestmark = pytest.mark.django_db
AGAIN = f"{URL}again/"


def test_a_new_attempt_begins_and_the_old_one_stays(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    response = client.post(AGAIN)
    assert response.status_code == 302
    assert response.url == URL
    assert "Question 1 of 6" in client.get(URL).text
    assert list(Attempt.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Answer.objects.count() == 6


def test_htmx_follows_to_the_first_question(htmx_client: Client, quiz: Quiz) -> None:
    finish(htmx_client, quiz)
    response = htmx_client.post(AGAIN, follow=True)
    assert response.text.startswith('<div class="quiz" id="quiz"')
    assert "0 of 6 answered" in response.text


def test_a_double_click_starts_one_attempt(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    client.post(AGAIN)
    client.post(AGAIN)
    assert Attempt.objects.count() == 2


def test_an_open_attempt_is_not_left(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    client.post(AGAIN)
    assert "Question 2 of 6" in client.get(URL).text
    assert Attempt.objects.count() == 1


def test_the_new_attempt_takes_the_current_version(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    Quiz.objects.create(term=quiz.term, version=2)
    client.post(AGAIN)
    newest = Attempt.objects.order_by("-number").first()
    assert newest is not None
    assert (newest.number, newest.quiz.version) == (2, 2)


def test_a_stranger_starts_nothing(client: Client, quiz: Quiz) -> None:
    finish(Client(), quiz)
    response = client.post(AGAIN)
    assert response.url == URL
    assert not response.cookies
    assert Attempt.objects.count() == 1
    assert Learner.objects.count() == 1


def test_an_unknown_quiz_and_a_wrong_method(client: Client, quiz: Quiz) -> None:
    assert client.post("/quizzes/nothing/again/").status_code == 404
    assert client.get(AGAIN).status_code == 302
