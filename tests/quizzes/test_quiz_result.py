"""A result that is shared: by an unguessable link, without a name and without the key."""

import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.models import Attempt, Quiz
from tests.quizzes.answering import answer, finish, make_due
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


def link(client: Client) -> str:
    return Attempt.objects.order_by("-started_at")[0].get_absolute_url()


def test_anyone_with_the_link_sees_the_score_and_no_key(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    stranger = Client()
    response = stranger.get(link(client))
    assert 'data-testid="quiz-score">5 / 6</span>' in response.text
    assert "What is the answer to question 1?" in response.text
    assert "Option" not in response.text
    assert "Reason" not in response.text
    assert str(Learner.objects.get().pk) not in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert not response.cookies


def test_the_learner_finds_the_link_on_the_result(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    assert f'data-copy="{link(client)}"' in client.get("/quizzes/mlops/").text


def test_a_review_can_be_shared_too(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=1)
    make_due("question-1")
    client.post("/review/start/")
    attempt = Attempt.objects.get(kind="review")
    posed = attempt.posed.get()
    option = posed.question.options.get(is_right=True)
    data = {"question_id": posed.question_id, "attempt": attempt.pk, "option": option.code}
    client.post("/review/", data)
    assert "A result of a review" in Client().get(attempt.get_absolute_url()).text


def test_an_unfinished_attempt_is_not_shown(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    assert client.get(link(client)).status_code == 404


@pytest.mark.parametrize("name", [uuid.UUID(int=0), "x", "mlops"])
def test_an_unknown_result_is_not_found(client: Client, name: object) -> None:
    assert client.get(f"/quizzes/results/{name}/").status_code == 404


def test_it_goes_with_its_learner(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    address = link(client)
    client.post("/me/forget/")
    assert client.get(address).status_code == 404


def test_a_post_is_refused(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    assert client.post(link(client)).status_code == 405


@pytest.mark.parametrize("questions", [2, 12])
def test_queries_do_not_grow_with_the_quiz(
    questions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    quiz = make_quiz(make_term(), questions=questions)
    finish(client, quiz)
    # attempt, its questions with answers, glossary; and where nothing is kept in memory, the
    # questions and their parameters; no options, as nothing of the key is shown
    with django_assert_num_queries(6):
        Client().get(link(client))
