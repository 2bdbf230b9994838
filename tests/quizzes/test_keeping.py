"""Quizzes kept in memory: fewer statements, the same answers, and no key before its time."""

from dataclasses import dataclass

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from glossary_site.page_cache import keeping
from quizzes.keeping import questions_of
from quizzes.models import Option, Question
from tests.factories import make_quiz, make_term
from tests.quizzes.answering import RIGHT, URL, WRONG, address, answer, option_code

pytestmark = pytest.mark.django_db


@dataclass
class Known:
    version: int


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    versions = Known(1)
    monkeypatch.setattr(keeping, "_watched", [versions])
    return versions


@pytest.mark.parametrize("questions", [3, 12])
def test_an_answer_takes_three_statements(
    known: Known,
    htmx_client: Client,
    questions: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    known.version = -questions  # another run's quiz may have the same id
    quiz = make_quiz(make_term(), questions=questions)
    answer(htmx_client, quiz, 1)
    data = {**address(htmx_client, quiz, 2), "option": option_code(quiz, 2, RIGHT)}
    # session, the attempt with all it posed; the answer, inserted
    with django_assert_num_queries(3):
        response = htmx_client.post(URL, data)
    assert "Question 2 of" in response.text


def test_answers_are_judged_as_without_keeping(known: Known, htmx_client: Client) -> None:
    known.version = -100
    quiz = make_quiz(make_term())
    assert "Question 1 of 6: right" in answer(htmx_client, quiz, 1, RIGHT).text
    assert "Question 2 of 6: wrong" in answer(htmx_client, quiz, 2, WRONG).text


def test_what_changed_is_asked_and_judged_anew(known: Known, client: Client) -> None:
    known.version = -200
    quiz = make_quiz(make_term())
    client.get(URL)
    Question.objects.filter(quiz=quiz, position=1).update(stem_html="<p>Asked anew?</p>")
    assert "Asked anew?" not in client.get(URL).text
    known.version = -199
    assert "Asked anew?" in client.get(URL).text


def test_a_question_that_this_process_does_not_know_yet_is_read(
    known: Known, htmx_client: Client
) -> None:
    known.version = -300
    quiz = make_quiz(make_term(), questions=1)
    htmx_client.get(URL)
    added = Question.objects.create(
        quiz=quiz, key="added", position=2, section="faq", stem="Added since?"
    )
    Option.objects.create(question=added, position=1, text="Yes", is_right=True, reason="So it is.")
    known.version = -299
    htmx_client.get(URL)  # kept with both
    answer(htmx_client, quiz, 1)
    known.version = -300
    assert "Added since?" in htmx_client.get(URL).text


def test_no_key_is_among_what_is_asked(known: Known) -> None:
    known.version = -400
    quiz = make_quiz(make_term())
    (first, *_) = questions_of(quiz.pk).values()
    assert "options" not in first._prefetched_objects_cache
