"""Quizzes kept in memory: fewer statements, the same answers, and no key before its time."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.attempts.question_cache import questions_of
from quizzes.models import Option, Question
from tests.quizzes.answering import RIGHT, URL, WRONG, address, answer, option_code
from tests.site.page_cache.caching import FixedVersion
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize("questions", [3, 12])
def test_an_answer_takes_eight_statements(
    known: FixedVersion,
    htmx_client: Client,
    questions: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quiz = make_quiz(make_term(), questions=questions)
    answer(htmx_client, quiz, 1)
    data = {**address(htmx_client, quiz, 2), "option": option_code(quiz, 2, RIGHT)}
    # session, the attempt, its questions with their answers; the learner locked, the answer
    # inserted and logged, the log of its question replayed and stored, in a savepoint; whether it
    # was the last one
    with django_assert_num_queries(11):
        response = htmx_client.post(URL, data)
    assert "Question 2 of" in response.text


def test_answers_are_scored_as_without_keeping(known: FixedVersion, htmx_client: Client) -> None:
    quiz = make_quiz(make_term())
    assert "Question 1 of 6: right" in answer(htmx_client, quiz, 1, RIGHT).text
    assert "Question 2 of 6: wrong" in answer(htmx_client, quiz, 2, WRONG).text


def test_what_changed_is_asked_and_scored_anew(known: FixedVersion, client: Client) -> None:
    quiz = make_quiz(make_term())
    client.get(URL)
    Question.objects.filter(quiz=quiz, position=1).update(stem_html="<p>Asked anew?</p>")
    assert "Asked anew?" not in client.get(URL).text
    known.go_on()
    assert "Asked anew?" in client.get(URL).text


def test_a_question_that_this_process_does_not_know_yet_is_read(
    known: FixedVersion, htmx_client: Client
) -> None:
    quiz, before = make_quiz(make_term(), questions=1), known.version
    htmx_client.get(URL)
    added = Question.objects.create(
        quiz=quiz, key="added", position=2, section="faq", stem="Added since?"
    )
    Option.objects.create(question=added, position=1, text="Yes", is_right=True, reason="So it is.")
    known.version = None  # as in a process that keeps nothing
    answer(htmx_client, quiz, 1)
    known.version = before
    assert "Added since?" in htmx_client.get(URL).text


def test_no_key_is_among_what_is_asked(
    known: FixedVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quiz = make_quiz(make_term())
    (first, *_) = questions_of(quiz.pk).values()
    with django_assert_num_queries(1):
        assert len(first.options.all()) == 4
