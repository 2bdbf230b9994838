"""The quiz on its term's page: its first question, where the reader is, what they got."""

import pytest
from django.test import Client

from quizzes.models import Quiz
from tests.html import squeezed
from tests.quizzes.answering import URL, answer
from tests.world import make_term

pytestmark = pytest.mark.django_db
PAGE = "/terms/mlops/"


def section(client: Client) -> str:
    page = squeezed(client.get(PAGE).text)
    return page.split('id="quiz-section"')[1].split("</section>")[0]


def test_the_first_question_can_be_answered_there(client: Client, quiz: Quiz) -> None:
    html = section(client)
    assert f'action="{URL}?question=1" hx-post="{URL}?question=1"' in html
    assert "What is the answer to question 1?" in html
    assert html.count('type="radio"') == quiz.questions.all()[0].options.count()
    assert "Question 2" not in html
    assert not client.cookies


def test_a_reader_finds_the_question_that_they_have_come_to(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    html = section(client)
    assert "1 of 6 answered" in html
    assert "What is the answer to question 2?" in html


def test_who_has_finished_sees_their_score_and_what_they_missed(client: Client, quiz: Quiz) -> None:
    for number in range(1, 7):
        answer(client, quiz, number)
    html = section(client)
    assert 'data-testid="quiz-score"' in html
    assert html.count('class="answers__answer"') == 6
    assert "What to read next" not in html, "the page has its own"


def test_a_term_without_a_quiz_has_no_such_section(client: Client) -> None:
    make_term()
    assert "quiz-section" not in client.get(PAGE).text
