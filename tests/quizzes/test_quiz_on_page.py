"""The quiz on its term's page: its first question, where the reader is, what they got."""

import pytest
from django.test import Client

from quizzes.models import Quiz
from tests.html import squeezed
from tests.quizzes.answering import RIGHT, URL, address, answer, option_code
from tests.world import make_term

pytestmark = pytest.mark.django_db
PAGE = "/terms/mlops/"
FIRST = f"{URL}first/"


def page(client: Client) -> str:
    return squeezed(client.get(PAGE).text)


def section(client: Client) -> str:
    return page(client).split('id="quiz-section"')[1].split("</section>")[0]


def form(client: Client, quiz: Quiz, **changes: object) -> dict[str, object]:
    return address(client, quiz, 1) | {"option": option_code(quiz, 1, RIGHT)} | changes


def test_the_first_question_stands_after_the_explanation(client: Client, quiz: Quiz) -> None:
    html = page(client)
    place = html.index(f'action="{FIRST}?question=1" hx-post="{FIRST}?question=1"')
    assert html.index('id="explanation"') < place < html.index('id="quiz-section"')
    assert html.count("What is the answer to question 1?") == 1
    assert html.count('type="radio"') == quiz.questions.all()[0].options.count()
    assert "Question 2" not in html
    assert f'<a class="button" href="{URL}" hx-get="{URL}">Start quiz</a>' in section(client)
    assert not client.cookies


def test_its_answer_begins_the_quiz_which_goes_on_in_its_section(
    client: Client, htmx_client: Client, quiz: Quiz
) -> None:
    html = htmx_client.post(f"{FIRST}?question=1", form(htmx_client, quiz)).text
    assert 'id="in-entry"' in html
    assert "Question 1 of 6: right" in html
    assert f'href="{PAGE}#read-on"' in html
    assert "Next question" not in html
    assert "Question 2 of 6" in htmx_client.get(URL).text
    assert 'id="in-entry"' not in page(htmx_client)
    assert client.post(f"{FIRST}?question=1", form(client, quiz)).url == f"{URL}?question=1"


def test_a_first_answer_that_is_none_is_asked_again_in_its_place(
    htmx_client: Client, quiz: Quiz
) -> None:
    response = htmx_client.post(f"{FIRST}?question=1", form(htmx_client, quiz, option=""))
    assert response.status_code == 422
    assert 'id="in-entry-error" role="alert"' in response.text
    assert f'action="{FIRST}?question=1"' in response.text


def test_its_address_leads_to_the_quiz(client: Client, quiz: Quiz) -> None:
    assert client.get(f"{FIRST}?question=1")["Location"] == f"{URL}?question=1"
    assert client.post("/quizzes/nothing/first/").status_code == 404


def test_an_entry_without_an_explanation_asks_it_in_its_section(client: Client, quiz: Quiz) -> None:
    quiz.term.explanation = quiz.term.explanation_html = ""
    quiz.term.save()
    assert f'action="{URL}?question=1"' in section(client)


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
    assert "You would recall 6 of 6 now" in html
    assert "What to read next" not in html, "the page has its own"


def test_a_term_without_a_quiz_has_no_such_section(client: Client) -> None:
    make_term()
    assert "quiz-section" not in page(client)
