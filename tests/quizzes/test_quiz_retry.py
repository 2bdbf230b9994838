"""Retrying only what was not right."""

import pytest
from django.test import Client

from quizzes.models import Answer, Attempt, Quiz
from tests.quizzes.answering import RIGHT, URL, answer, finish, newest_attempt

pytestmark = pytest.mark.django_db
RETRY = f"{URL}retry/"


def test_only_what_was_not_right_is_asked_again(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    assert "Retry the 2 that were not right" in client.get(URL).text
    response = client.post(RETRY)
    assert response.url == URL
    html = client.get(URL).text
    assert "Question 1 of 2" in html
    assert "A retry: only the questions that were not right the last time." in html
    assert "6 questions" not in html.partition("<main")[2]
    assert "What is the answer to question 1?" in html
    attempt = newest_attempt(client)
    assert attempt
    assert (attempt.kind, attempt.number) == (Attempt.Kind.RETRY, 2)
    answer(client, quiz, 1, RIGHT)
    answer(client, quiz, 2, RIGHT)
    html = client.get(URL).text
    assert 'data-testid="quiz-score">2 / 2</span>' in html
    assert "not right the last time" in html
    assert "quiz-retry" not in html
    assert "Take the whole quiz again" in html


def test_a_retry_is_no_result_of_the_quiz(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    client.post(RETRY)
    html = client.get("/quizzes/").text
    assert "Best result 4 / 6" in html
    assert "0 of 2 answered" in html
    finish_retry(client, quiz)
    html = client.get("/quizzes/").text
    assert "Best result 4 / 6" in html
    assert "2 / 2" not in html


def finish_retry(client: Client, quiz: Quiz) -> None:
    for number in (1, 2):
        answer(client, quiz, number, RIGHT)


def test_a_question_that_is_not_posed_again_is_refused(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    client.post(RETRY)
    assert answer(client, quiz, 5, RIGHT).status_code == 422
    assert Answer.objects.count() == 6


def test_the_retry_keeps_the_version(client: Client, quiz: Quiz, new_version: Quiz) -> None:
    Quiz.objects.filter(pk=new_version.pk).update(is_current=False)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=True)
    finish(client, quiz, wrong=1)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    Quiz.objects.filter(pk=new_version.pk).update(is_current=True)
    client.post(RETRY)
    attempt = newest_attempt(client)
    assert attempt
    assert attempt.quiz == quiz


@pytest.mark.parametrize("wrong", [0, 6])
def test_a_double_click_starts_one_retry_and_nothing_wrong_none(
    client: Client, quiz: Quiz, wrong: int
) -> None:
    finish(client, quiz, wrong=wrong)
    client.post(RETRY)
    client.post(RETRY)
    assert Attempt.objects.count() == (2 if wrong else 1)


def test_an_open_attempt_and_a_stranger_start_nothing(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1, 1)
    client.post(RETRY)
    Client().post(RETRY)
    assert Attempt.objects.count() == 1
    assert client.get(RETRY).status_code == 302
    assert client.post("/quizzes/nothing/retry/").status_code == 404
