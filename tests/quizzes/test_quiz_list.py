"""The list of quizzes."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes import views
from quizzes.models import Quiz
from terms.models import Term
from tests.quizzes.answering import URL, answer, finish
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_quizzes_of_published_terms_by_title(client: Client, quiz: Quiz) -> None:
    make_quiz(make_term(slug="drift", title="a drift"))
    make_quiz(make_term(slug="draft", title="A draft", status=Term.Status.DRAFT))
    make_quiz(make_term(slug="empty", title="Empty"), questions=0)
    response = client.get("/quizzes/")
    assert [line.quiz.term.slug for line in response.context["listed"]] == ["drift", "mlops"]
    assert '<a href="/quizzes/mlops/">' in response.text
    assert "6 questions" in response.text
    assert "result" not in response.text
    assert not response.cookies


def test_best_and_last_result(client: Client, quiz: Quiz) -> None:
    for wrong in (3, 1, 2):
        client.post(f"{URL}again/")
        finish(client, quiz, wrong=wrong)
    html = client.get("/quizzes/").text
    assert "Best result 5 / 6" in html
    assert "Last result 4 / 6" in html


def test_an_attempt_under_way_stands_beside_the_results(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    client.post(f"{URL}again/")
    answer(client, quiz, 1)
    html = client.get("/quizzes/").text
    assert "Best result 6 / 6" in html
    assert "1 of 6 answered" in html


def test_results_of_an_older_version_stay(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    make_quiz(quiz.term, questions=7, version=2)
    html = client.get("/quizzes/").text
    assert "7 questions" in html
    assert "Best result 4 / 6" in html


def test_somebody_elses_results_are_not_shown(client: Client, quiz: Quiz) -> None:
    finish(Client(), quiz)
    answer(client, quiz, 1)
    html = client.get("/quizzes/").text
    assert "result" not in html
    assert "1 of 6 answered" in html


def test_no_quiz_at_all(client: Client) -> None:
    assert "There is no quiz yet." in client.get("/quizzes/").text


def test_pages(client: Client, quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "QUIZZES_PER_PAGE", 1)
    make_quiz(make_term(slug="drift", title="A drift"))
    first, second = client.get("/quizzes/").text, client.get("/quizzes/?page=2").text
    assert "/quizzes/drift/" in first
    assert "/quizzes/mlops/" in second
    assert "/quizzes/mlops/" not in first
    assert client.get("/quizzes/?page=3").status_code == 404
    assert client.get("/quizzes/?page=x").status_code == 400


def test_a_post_is_refused(client: Client) -> None:
    assert client.post("/quizzes/").status_code == 405


@pytest.mark.parametrize("quizzes", [1, 8])
def test_queries_do_not_grow_with_the_list(
    client: Client, quizzes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(quizzes):
        quiz = make_quiz(make_term(slug=f"term-{number}"))
        finish(client, quiz)
    # session, learner, count, quizzes, questions, attempts, what is due and last was, and when the
    # next is, glossary
    with django_assert_num_queries(11):
        client.get("/quizzes/")
