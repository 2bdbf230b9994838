"""Quizzes and attempts in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from learners.models import Learner
from quizzes.models import Attempt, Option, Question, Quiz
from terms.models import Term
from tests.quizzes.answering import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(admin_user: User) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def test_lists_and_pages_open(admin: Client, client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    attempt = Attempt.objects.get()
    question = quiz.questions.all()[0]
    for address in (
        "quiz/?q=mlops",
        f"quiz/{quiz.pk}/change/",
        "question/?q=answer",
        f"question/{question.pk}/change/",
        "attempt/",
        f"attempt/{attempt.pk}/change/",
    ):
        response = admin.get(f"/admin/quizzes/{address}")
        assert response.status_code == 200, address
    assert "1 of 6" in admin.get("/admin/quizzes/attempt/").text


def test_a_quiz_is_written_on_its_terms_page_and_only_looked_at_here(
    admin: Client, client: Client, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    for name in ("quiz", "question"):
        assert admin.get(f"/admin/quizzes/{name}/add/").status_code == 403, name
    question = quiz.questions.all()[0]
    address = f"/admin/quizzes/question/{question.pk}/change/"
    html = admin.get(address).text
    assert 'name="stem"' not in html
    assert 'name="options-3-reason"' not in html
    assert admin.post(address, {"stem": "Changed?"}).status_code == 403
    assert admin.post(f"/admin/quizzes/quiz/{quiz.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Question.objects.get(pk=question.pk).stem == "What is the answer to question 1?"
    assert Option.objects.count() == 24


def test_attempts_are_not_added_or_changed_but_go_with_their_learner(
    admin: Client, client: Client, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    attempt = Attempt.objects.get()
    assert admin.get("/admin/quizzes/attempt/add/").status_code == 403
    change = admin.post(f"/admin/quizzes/attempt/{attempt.pk}/change/", {"number": 9})
    assert change.status_code == 403
    admin.post(f"/admin/learners/learner/{attempt.learner_id}/delete/", {"post": "yes"})
    assert not Learner.objects.exists()
    assert not Attempt.objects.exists()


def test_a_quiz_goes_with_its_term_until_that_has_a_folder_or_somebody_has_answered(
    admin: Client, client: Client, quiz: Quiz
) -> None:
    address = f"/admin/quizzes/quiz/{quiz.pk}/delete/"
    assert admin.get(address).status_code == 200
    Term.objects.update(content_digest="of its folder")
    assert admin.get(address).status_code == 403
    Term.objects.update(content_digest="")
    answer(client, quiz, 1)
    assert admin.get(address).status_code == 403
