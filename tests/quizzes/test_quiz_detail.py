"""A quiz from its first question to its score."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.models import Answer, Attempt, Option, Quiz
from tests.factories import make_quiz, make_term
from tests.quizzes.conftest import Answer as Post

pytestmark = pytest.mark.django_db
URL = "/quizzes/mlops/"


def test_a_stranger_sees_the_first_question_and_nothing_is_written(
    client: Client, quiz: Quiz
) -> None:
    response = client.get(URL)
    assert "Question 1 of 6" in response.text
    assert "What is the answer to question 1?" in response.text
    assert not response.cookies
    assert not Learner.objects.exists()


def test_the_key_is_not_in_the_page_before_the_answer(client: Client, quiz: Quiz) -> None:
    html = client.get(URL).text
    assert "Reason" not in html
    assert html.count('type="radio"') == 4
    assert "marked__option" not in html
    assert "question 2" not in html


def test_a_plain_answer_leads_to_its_feedback(client: Client, answer: Post) -> None:
    response = answer(client, 1, place=3)
    assert (response.status_code, response["Location"]) == (302, "/quizzes/mlops/?question=1")
    html = client.get(response["Location"]).text
    assert "Not quite" in html
    for place in range(1, 5):
        assert f"Reason {place} of 1." in html
    assert 'href="/terms/mlops/#explanation"' in html
    assert 'data-testid="quiz-next"' in html
    assert "Question 2 of 6" in client.get(URL).text


def test_htmx_gets_the_feedback_at_once(htmx_client: Client, answer: Post) -> None:
    response = answer(htmx_client, 1)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.startswith('<div class="quiz" id="quiz">')
    assert ">Right</h3>" in html
    assert "autofocus" in html


def test_six_answers_end_in_a_score_and_a_review(client: Client, answer: Post) -> None:
    for number in range(1, 7):
        answer(client, number, place=2 if number <= 4 else 1)
    html = client.get(URL).text
    assert 'data-testid="quiz-score">4 / 6</p>' in html
    assert "67% of the questions right" in html
    assert html.count("review__mark--wrong") == 2
    for number in range(1, 7):
        assert f"Reason 1 of {number}." in html


def test_the_first_answer_stands(client: Client, answer: Post) -> None:
    answer(client, 1, place=2)
    answer(client, 1, place=3)
    assert Answer.objects.get().option.position == 2
    assert ">Right</h3>" in client.get(f"{URL}?question=1").text


def test_an_attempt_goes_on_with_its_version_of_the_quiz(
    client: Client, quiz: Quiz, answer: Post
) -> None:
    answer(client, 1)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    newer = make_quiz(quiz.term, version=2)
    Option.objects.filter(question__quiz=newer).update(text="newer", text_html="newer")
    html = client.get(URL).text
    assert "Question 2 of 6" in html
    assert "newer" not in html
    for number in range(2, 7):
        answer(client, number)
    assert "6 / 6" in client.get(URL).text
    client.post("/quizzes/mlops/again/")
    assert "newer" in client.get(URL).text


def test_somebody_elses_answers_are_not_seen_or_changed(client: Client, answer: Post) -> None:
    answer(client, 1)
    stranger = Client()
    assert "Question 1 of 6" in stranger.get(URL).text
    assert "Reason" not in stranger.get(f"{URL}?question=1").text
    answer(stranger, 1, place=4)
    assert Attempt.objects.count() == 2
    assert ">Right</h3>" in client.get(f"{URL}?question=1").text


def test_looking_ahead_shows_only_the_current_question(client: Client, answer: Post) -> None:
    answer(client, 1)
    html = client.get(f"{URL}?question=5").text
    assert "Question 2 of 6" in html
    assert "Reason" not in html


def test_no_option_is_an_error_at_the_question(client: Client, quiz: Quiz) -> None:
    response = client.post(URL, {"question": "question-1"})
    assert response.status_code == 422
    assert "Choose one of the options first." in response.text
    assert not Learner.objects.exists()


@pytest.mark.parametrize("option", ["x", "0", "-1", "1.5", "9" * 400, "\0", "²"])
def test_an_option_that_is_none_changes_nothing(client: Client, quiz: Quiz, option: str) -> None:
    response = client.post(URL, {"question": "question-1", "option": option})
    assert response.status_code == 400
    assert "is not an option of this question" in response.text
    assert not Answer.objects.exists()
    assert not Learner.objects.exists()


def test_an_option_of_another_question_changes_nothing(client: Client, quiz: Quiz) -> None:
    option = Option.objects.get(question__key="question-2", position=2)
    response = client.post(URL, {"question": "question-1", "option": option.pk})
    assert response.status_code == 400
    assert not Answer.objects.exists()


def test_a_question_of_another_quiz_changes_nothing(client: Client, quiz: Quiz) -> None:
    other = make_quiz(make_term(slug="drift", title="Drift"))
    question = other.questions.get(position=1)
    question.key = "elsewhere"
    question.save()
    option = question.options.get(position=1)
    response = client.post(URL, {"question": "elsewhere", "option": option.pk})
    assert response.status_code == 400
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("query", "status"),
    [("question=7", 404), ("question=0", 404), ("question=x", 400), ("question=", 400),
     ("question=²", 400), ("question=" + "9" * 99, 400), ("other=1", 200)],
)  # fmt: skip
def test_garbage_in_the_address(client: Client, quiz: Quiz, query: str, status: int) -> None:
    assert client.get(f"{URL}?{query}").status_code == status


def test_unknown_terms_and_methods(client: Client, quiz: Quiz) -> None:
    make_term(slug="drift", title="Drift")
    assert client.get("/quizzes/drift/").status_code == 404
    assert client.get("/quizzes/nothing/").status_code == 404
    assert client.put(URL).status_code == 405


def test_the_number_of_queries_is_bounded(
    client: Client, quiz: Quiz, answer: Post, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        client.get(URL)
    for number in range(1, 7):
        answer(client, number)
    with django_assert_max_num_queries(8):
        client.get(URL)
