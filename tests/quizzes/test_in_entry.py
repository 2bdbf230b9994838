"""What was answered comes back, when it is due, in the entries that use its term."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes.models import Attempt, LoggedReview, QuestionMemory, Quiz, SetAsideEntry
from terms.models import Mention, Term
from tests.html import squeezed
from tests.quizzes.answering import RIGHT, WRONG, answer, finish, make_due, option_code
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PAGE = "/terms/serving/"
URL = "/review/in/serving/1/"


@pytest.fixture
def entry(quiz: Quiz) -> Term:
    """An entry whose text links to the term of `quiz`."""
    entry = make_term(slug="serving", title="Serving", abbreviation="")
    Mention.objects.create(term=entry, target=quiz.term, sections=1)
    return entry


def form(quiz: Quiz, number: int, place: int = RIGHT) -> dict[str, Any]:
    question = quiz.questions.get(position=number)
    return {"question_id": question.pk, "option": option_code(quiz, number, place)}


def asked(client: Client) -> str:
    """What is asked after the explanation; empty where nothing is."""
    html = squeezed(client.get(PAGE).text)
    found = re.search(r'id="in-entry".*?</form>', html)
    return found[0] if found else ""


def test_one_question_that_is_due_comes_back_where_its_term_is_used(
    client: Client, quiz: Quiz, entry: Term
) -> None:
    finish(client, quiz)
    assert asked(client) == ""
    make_due("question-2", "question-3")
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    QuestionMemory.objects.update(reviewed_on=yesterday)
    QuestionMemory.objects.filter(key="question-3").update(stability_d=0.5)
    html = asked(client)
    assert "Before you read on" in html
    assert "From the quiz on MLOps" in html
    assert "What is the answer to question 3?" in html
    assert "question 2?" not in html, "at most one a page"
    assert f'action="{URL}?question=1"' in html
    assert f'href="{PAGE}#read-on">Skip</a>' in html
    SetAsideEntry.objects.create(
        learner_id=client.session["learner_id"], term=quiz.term, reason="known"
    )
    assert asked(client) == ""


def test_it_takes_the_place_of_the_entrys_own_first_question(
    client: Client, quiz: Quiz, entry: Term
) -> None:
    make_quiz(entry)
    answer(client, quiz, 1)
    assert "Question 1 of 6" in asked(client)
    make_due("question-1")
    assert "Before you read on" in asked(client)
    html = squeezed(client.get(PAGE).text)
    assert 'action="/quizzes/serving/?question=1"' in html
    assert html.count("question 1?") == 2, "one of each entry"


@pytest.mark.parametrize("place", [RIGHT, WRONG])
def test_its_answer_is_logged_once_and_belongs_to_no_attempt(
    client: Client, htmx_client: Client, quiz: Quiz, entry: Term, place: int
) -> None:
    finish(htmx_client, quiz)
    make_due("question-1")
    attempts, logged = Attempt.objects.count(), LoggedReview.objects.count()
    for _ in range(2):
        html = htmx_client.post(URL, form(quiz, 1, place)).text
        assert 'id="in-entry"' in html
        assert ("Right" if place == RIGHT else "Wrong") in html
        assert "Read the section on it in MLOps" in squeezed(html)
    assert LoggedReview.objects.count() == logged + 1
    entry_of_log = LoggedReview.objects.order_by("answered_at").last()
    assert entry_of_log
    assert (entry_of_log.origin, entry_of_log.key) == ("review", "question-1")
    assert Attempt.objects.count() == attempts
    memory = QuestionMemory.objects.get(key="question-1")
    assert memory.reviews == 2
    assert memory.due_on > timezone.now().date()
    assert asked(htmx_client) == ""


def test_without_scripts_it_has_a_page_with_the_way_back(
    client: Client, quiz: Quiz, entry: Term
) -> None:
    finish(client, quiz)
    make_due("question-1")
    html = squeezed(client.post(URL, form(quiz, 1)).text)
    assert "<h1>Before you read on</h1>" in html
    assert f'<a class="button" href="{PAGE}#read-on" data-next>Read on</a>' in html
    page = client.get(URL, {"question_id": form(quiz, 1)["question_id"]})
    assert "What is the answer to question 1?" in page.text
    assert client.get(URL)["Location"] == PAGE


def test_what_is_no_answer_is_asked_again(client: Client, quiz: Quiz, entry: Term) -> None:
    finish(client, quiz)
    response = client.post(URL, form(quiz, 1) | {"option": ""})
    assert response.status_code == 422
    assert 'id="in-entry-error"' in response.text
    assert LoggedReview.objects.count() == 6


def test_only_what_was_answered_is_asked(client: Client, quiz: Quiz, entry: Term) -> None:
    stranger = Client()
    answer(client, quiz, 1)
    for sender, number, url in (
        (stranger, 1, URL),
        (client, 2, URL),
        (client, 1, "/review/in/serving/2/"),
        (client, 1, "/review/in/nothing/1/"),
    ):
        assert sender.post(url, form(quiz, number)).status_code == 404
    assert client.post(URL, form(quiz, 1) | {"question_id": "x"}).status_code == 404
    assert client.put(URL).status_code == 405
    assert LoggedReview.objects.count() == 1
    assert not stranger.cookies


@pytest.mark.parametrize("number", [1, 4])
def test_the_number_of_queries_is_constant(
    client: Client,
    htmx_client: Client,
    quiz: Quiz,
    entry: Term,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for at in range(number):
        term = make_term(slug=f"t-{at}", title=f"T {at}", abbreviation="")
        Mention.objects.create(term=entry, target=term, sections=1)
        finish(htmx_client, make_quiz(term))
    make_due("question-1")
    with django_assert_num_queries(12):
        assert "Before you read on" in htmx_client.get(f"{PAGE}private/").text
