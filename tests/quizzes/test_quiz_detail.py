"""Looking at a quiz: the current question, an answered one, the result."""

import dataclasses

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.models import Attempt, Quiz
from terms.models import RelatedTerm, Term
from tests.quizzes.answering import URL, WRONG, answer, finish
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


def test_a_stranger_sees_question_one_and_nothing_is_written(client: Client, quiz: Quiz) -> None:
    response = client.get(URL)
    assert "<h1>Quiz: MLOps (Machine Learning Operations)</h1>" in response.text
    assert "Question 1 of 6" in response.text
    assert "0 of 6 answered" in response.text
    assert '<legend class="quiz__stem">What is the answer to question 1?</legend>' in response.text
    assert response.text.count('type="radio"') == 4
    assert "question 2?" not in response.text
    assert not response.cookies
    assert not Learner.objects.exists()


def test_the_key_is_not_given_away_before_the_answer(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    response = client.get(URL)
    options = response.context["asked"].form
    assert {option.html for option in options} == {f"Option {n} of 2" for n in range(1, 5)}
    names = {field.name for field in dataclasses.fields(options[0])}
    assert names == {"code", "html", "is_given"}
    assert "Reason" not in response.text
    assert "is-right" not in response.text


def test_htmx_gets_the_quiz_alone(htmx_client: Client, quiz: Quiz) -> None:
    response = htmx_client.get(URL)
    assert response.text.startswith('<div class="quiz" id="quiz"')
    assert response.text.count("autofocus") == 1
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_boosting_and_restoring_history_get_the_page(
    htmx_client: Client, quiz: Quiz, header: str
) -> None:
    assert "<h1>" in htmx_client.get(URL, headers={header: "true"}).text


def test_the_page_includes_the_fragment_without_taking_the_focus(
    client: Client, quiz: Quiz
) -> None:
    html = client.get(URL).text
    assert html.count('id="quiz"') == 1
    assert "autofocus" not in html


def test_a_reload_goes_on_with_the_first_unanswered_question(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    answer(client, quiz, 3)
    for _ in range(2):
        html = client.get(URL).text
        assert "Question 2 of 6" in html
        assert "2 of 6 answered" in html


def test_an_answered_question_can_be_looked_at_again(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    answer(client, quiz, 2, WRONG)
    html = client.get(f"{URL}?question=2").text
    assert "Question 2 of 6: wrong" in html
    assert "Your answer is wrong." in html
    assert "Your answer, and a wrong one" in html
    assert [f"Reason {place} of 2." in html for place in range(1, 5)] == [True] * 4
    assert '<a href="/terms/mlops/#explanation">' in html
    assert f'href="{URL}?question=1"' in html
    assert f'href="{URL}?question=3"' in html


def test_a_question_that_is_not_answered_yet_gives_the_current_one(
    client: Client, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    html = client.get(f"{URL}?question=5").text
    assert "Question 2 of 6" in html
    assert "Reason" not in html


@pytest.mark.parametrize("number", ["", "two", "-1", "1.5", "²", "1" * 5000, "\0"])
def test_what_is_no_number_is_a_bad_request(client: Client, quiz: Quiz, number: str) -> None:
    response = client.get(URL, {"question": number})
    assert response.status_code == 400
    assert "is not a number; use 1 to 6" in response.text


@pytest.mark.parametrize("number", ["0", "7", "999999999"])
def test_a_number_out_of_range_is_not_found(client: Client, quiz: Quiz, number: str) -> None:
    assert client.get(URL, {"question": number}).status_code == 404


def test_the_result(client: Client, quiz: Quiz) -> None:
    target = make_term(slug="drift", title="Model drift", abbreviation="")
    draft = make_term(slug="draft", title="A draft", status=Term.Status.DRAFT)
    RelatedTerm.objects.create(term=quiz.term, target=target, why="It decays.")
    RelatedTerm.objects.create(term=quiz.term, target=draft, why="Not yet.")
    finish(client, quiz, wrong=1)
    html = client.get(URL).text
    assert 'data-testid="quiz-score">5 / 6</span>' in html
    assert "83% of the points" in html
    reasons = [f"Reason {place} of {n}." for n in range(1, 7) for place in range(1, 5)]
    assert [reason for reason in reasons if reason not in html] == []
    assert html.count("<details") == 6
    assert html.count(" open>") == 1
    assert 'action="/quizzes/mlops/again/"' in html
    assert '<a href="/terms/drift/">Model drift</a>' in html
    assert "A draft" not in html


def test_the_last_question_leads_to_the_result(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    last = client.get(f"{URL}?question=6").text
    assert "See your result" in last
    assert "100% of the points" in client.get(URL).text
    assert "Your result" in client.get(f"{URL}?question=2").text


def test_somebody_elses_answers_are_not_shown(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    stranger = Client()
    answer(stranger, quiz, 1, WRONG)
    assert "Question 2 of 6" in stranger.get(URL).text
    assert "Question 1 of 6: wrong" in stranger.get(f"{URL}?question=1").text
    assert "Question 1 of 6: right" in client.get(f"{URL}?question=1").text


def test_an_attempt_keeps_its_version(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    current = make_quiz(quiz.term, questions=7, version=2)
    assert "Question 2 of 6" in client.get(URL).text
    assert "Question 1 of 7" in Client().get(URL).text
    finish(client, quiz, start=2)
    html = client.get(URL).text
    assert 'data-testid="quiz-score">6 / 6</span>' in html
    assert "The quiz has changed" in html
    assert not Attempt.objects.filter(quiz=current).exists()


@pytest.mark.parametrize("slug", ["nothing", "without-quiz", "draft", "empty"])
def test_no_quiz_is_not_found(client: Client, quiz: Quiz, slug: str) -> None:
    make_term(slug="without-quiz")
    make_quiz(make_term(slug="draft", status=Term.Status.DRAFT))
    make_quiz(make_term(slug="empty"), questions=0)
    assert client.get(f"/quizzes/{slug}/").status_code == 404
    assert client.post(f"/quizzes/{slug}/", {"question": "question-1"}).status_code == 404


def test_wrong_methods(client: Client, quiz: Quiz) -> None:
    assert client.put(URL).status_code == 405
    assert client.delete(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_headings_are_in_order_on_both_pages(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    html = client.get(URL).text
    places = [html.find(tag) for tag in ("<h1", "<h2", "<h3", "<h4")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("questions", [2, 12])
def test_queries_do_not_grow_with_the_quiz(
    client: Client, questions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quiz = make_quiz(make_term(), questions=questions)
    client.get(URL)
    # glossary, quiz, questions, parameters, options
    with django_assert_num_queries(5):
        client.get(URL)
    answer(client, quiz, 1)
    # glossary, quiz, session, attempt, its questions with answers, questions, parameters, options
    with django_assert_num_queries(8):
        client.get(URL)
    finish(client, quiz, start=2)
    # with the related terms, and questions, parameters and options with their key, and when they
    # are asked again
    with django_assert_num_queries(14):
        client.get(URL)
