"""Practice: what this learner got wrong, across terms, until it is right."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.attempts import practice
from quizzes.models import Attempt, Option, PosedQuestion, Quiz
from tests.quizzes.answering import RIGHT, WRONG, finish, newest_attempt
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/quizzes/practice/"
START = f"{URL}start/"


@pytest.fixture
def other(quiz: Quiz) -> Quiz:
    """The quiz of another term, whose questions have the same keys."""
    return make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))


def answer_next(client: Client, place: int = RIGHT) -> Any:
    """Answer the current question of the practice under way."""
    attempt = newest_attempt(client, kind="practice")
    posed = PosedQuestion.objects.filter(attempt=attempt, answer=None).order_by("number")[0]
    code = Option.objects.get(question=posed.question_id, position=place).code
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": code}
    return client.post(URL, data, headers={"HX-Request": "true"})


def test_a_stranger_has_nothing_to_practise_and_nothing_is_written(client: Client) -> None:
    response = client.get(URL)
    assert "There is nothing to practise." in response.text
    assert client.post(START).url == URL
    assert not response.cookies
    assert not Learner.objects.exists()
    assert not Attempt.objects.exists()


def test_what_was_wrong_in_any_term_is_practised(client: Client, quiz: Quiz, other: Quiz) -> None:
    finish(client, quiz, wrong=2)
    finish(client, other, wrong=1)
    assert "3 questions that you did not get right wait" in client.get("/quizzes/").text
    assert "There are 3 questions" in client.get(URL).text
    assert client.post(START).url == URL
    attempt = newest_attempt(client, kind="practice")
    assert attempt
    asked = attempt.posed.values_list("question__quiz__term__slug", "question__key")
    assert set(asked) == {("mlops", "question-1"), ("mlops", "question-2"), ("drift", "question-1")}
    html = client.get(URL).text
    assert "Question 1 of 3" in html
    first = PosedQuestion.objects.get(attempt=attempt, number=1).question.quiz.term
    assert f"From the quiz on {first.short_title}" in html
    assert f"From the quiz on {first.short_title}" in answer_next(client, WRONG).text


def test_right_takes_a_question_out_and_wrong_keeps_it(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=3)
    client.post(START)
    html = answer_next(client, RIGHT).text
    assert "Question 1 of 3: right" in html
    assert 'href="/terms/mlops/#explanation"' in html
    assert f'hx-get="{URL}?question=2"' in html
    answer_next(client, WRONG)
    answer_next(client, RIGHT)
    html = client.get(URL).text
    assert 'data-testid="quiz-score">2 / 3</span>' in html
    assert "Practise what is left" in html
    client.post(START)
    assert "Question 1 of 1" in client.get(URL).text
    answer_next(client, RIGHT)
    assert "practice-start" not in client.get(URL).text
    assert "wait" not in client.get("/quizzes/").text


def test_the_last_answer_decides_wherever_it_was_given(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    client.post("/quizzes/mlops/again/")
    finish(client, quiz)
    assert "There is nothing to practise." in client.get(URL).text


def test_the_current_version_is_practised(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    current = make_quiz(quiz.term, version=2)
    current.questions.filter(key="question-2").update(key="renamed")
    client.post(START)
    posed = PosedQuestion.objects.get(attempt__kind="practice")
    assert (posed.question.quiz, posed.question.key) == (current, "question-1")


def test_a_practice_has_a_length(
    client: Client, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "PRACTICE_LENGTH", 2)
    finish(client, quiz, wrong=5)
    client.post(START)
    assert PosedQuestion.objects.filter(attempt__kind="practice").count() == 2


def test_a_double_click_starts_one_practice(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    client.post(START)
    client.post(START)
    assert Attempt.objects.filter(kind="practice").count() == 1


def test_practice_does_not_change_the_quiz(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    client.post(START)
    answer_next(client, RIGHT)
    assert 'data-testid="quiz-score">5 / 6</span>' in client.get("/quizzes/mlops/").text
    assert "Best result 5 / 6" in client.get("/quizzes/").text


def test_somebody_elses_practice_is_refused(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    client.post(START)
    stranger = Client()
    finish(stranger, quiz, wrong=1)
    stranger.post(START)
    posed = PosedQuestion.objects.get(attempt=newest_attempt(client, kind="practice"))
    code = Option.objects.get(question=posed.question_id, position=RIGHT).code
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": code}
    assert stranger.post(URL, data).status_code == 409
    assert posed.given is None


def test_bad_requests(client: Client, quiz: Quiz) -> None:
    assert client.post(URL, {"question_id": "1"}).status_code == 400
    assert client.get(START).status_code == 302
    assert client.put(URL).status_code == 405
    finish(client, quiz, wrong=1)
    client.post(START)
    assert client.get(f"{URL}?question=2").status_code == 404
    assert client.get(f"{URL}?question=x").status_code == 400
    assert client.post(URL, {"question_id": "x"}).status_code == 422


@pytest.mark.parametrize("wrong", [1, 6])
def test_queries_do_not_grow_with_what_was_wrong(
    client: Client, quiz: Quiz, wrong: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    finish(client, quiz, wrong=wrong)
    client.post(START)
    # glossary, session, learner, attempt, what it posed, its questions, their parameters, options
    with django_assert_num_queries(8):
        client.get(URL)
