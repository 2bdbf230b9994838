"""The list of quizzes."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.models import Quiz
from terms.models import Term
from tests.factories import make_quiz, make_term
from tests.quizzes.conftest import Answer as Post

pytestmark = pytest.mark.django_db


def test_best_and_last_result(client: Client, answer: Post) -> None:
    for right in (5, 3):
        for number in range(1, 7):
            answer(client, number, place=2 if number <= right else 1)
        assert f"last {right} / 6" in client.get("/quizzes/").text
        client.post("/quizzes/mlops/again/")
    html = client.get("/quizzes/").text
    assert "Best 5 / 6, last 3 / 6" in html
    assert "Not finished yet" in Client().get("/quizzes/").text


def test_quizzes_of_drafts_and_old_versions_are_not_listed(client: Client, quiz: Quiz) -> None:
    make_quiz(make_term(slug="draft", title="A draft", status=Term.Status.DRAFT))
    make_quiz(quiz.term, version=0, is_current=False)
    html = client.get("/quizzes/").text
    assert html.count("quiz-list__item") == 1
    assert "A draft" not in html


def test_the_number_of_queries_is_constant(
    client: Client, answer: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer(client, 1)
    with django_assert_num_queries(5):
        client.get("/quizzes/")
    for number in range(5):
        make_quiz(make_term(slug=f"term-{number}", title=f"Term {number}"))
    with django_assert_num_queries(5):
        client.get("/quizzes/")
