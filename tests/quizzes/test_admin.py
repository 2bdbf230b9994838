"""Quizzes and attempts in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from learners.models import Learner
from quizzes.models import Attempt, Option, Question, Quiz
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
        "quiz/add/",
    ):
        response = admin.get(f"/admin/quizzes/{address}")
        assert response.status_code == 200, address
    assert "1 of 6" in admin.get("/admin/quizzes/attempt/").text


def test_an_unanswered_question_is_edited_with_its_options(admin: Client, quiz: Quiz) -> None:
    html = admin.get(f"/admin/quizzes/question/{quiz.questions.all()[0].pk}/change/").text
    assert 'name="stem"' in html
    assert 'name="options-3-reason"' in html


def test_an_answered_version_is_read_only(admin: Client, client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
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


def test_a_quiz_with_a_file_is_edited_there(admin: Client, quiz: Quiz) -> None:
    address = f"/admin/quizzes/question/{quiz.questions.all()[0].pk}/change/"
    assert 'name="_save"' in admin.get(address).text
    Quiz.objects.update(content_digest="of its file")
    assert 'name="_save"' not in admin.get(address).text
