"""Answering a question: a post to the quiz."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.attempts.starting import record_answer, start_attempt
from quizzes.models import Answer, Attempt, Quiz
from tests.quizzes.answering import RIGHT, URL, WRONG, address, answer, finish, option_code
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def stored() -> list[tuple[str, str]]:
    rows = Answer.objects.order_by("posed__number")
    return list(rows.values_list("posed__question__key", "response"))


def test_the_first_answer_makes_learner_and_attempt(client: Client, quiz: Quiz) -> None:
    response = answer(client, quiz, 1)
    assert response.status_code == 302
    assert response.url == f"{URL}?question=1"
    assert "sessionid" in response.cookies
    assert stored() == [("question-1", str(RIGHT))]
    assert Attempt.objects.get().learner == Learner.objects.get()


def test_htmx_gets_the_feedback(htmx_client: Client, quiz: Quiz) -> None:
    response = answer(htmx_client, quiz, 1, RIGHT)
    assert response.status_code == 200
    assert response.text.startswith('<div class="quiz" id="quiz"')
    assert "Question 1 of 6: right" in response.text
    assert "Your answer, and the right one" in response.text
    assert [f"Reason {place} of 1." in response.text for place in range(1, 5)] == [True] * 4
    assert f'hx-get="{URL}?question=2" data-testid="quiz-next"' in " ".join(response.text.split())
    assert response.text.count("autofocus") == 1


def test_a_wrong_answer_marks_the_taken_and_the_right_option(
    htmx_client: Client, quiz: Quiz
) -> None:
    html = answer(htmx_client, quiz, 1, WRONG).text
    assert "data-announce>Your answer is wrong. 1 of 6 answered" in html
    options = html.split("reasons__option")[1:]
    taken = next(option for option in options if "Option 1 of 1" in option)
    right = next(option for option in options if "Option 2 of 1" in option)
    assert "is-chosen" in taken
    assert "Your answer, and a wrong one" in taken
    assert "is-right" in right
    assert "The right answer" in right


def test_a_second_answer_changes_nothing_and_shows_the_first(
    htmx_client: Client, quiz: Quiz
) -> None:
    answer(htmx_client, quiz, 1, WRONG)
    for place, status in ((RIGHT, 409), (WRONG, 200), (3, 409)):
        response = answer(htmx_client, quiz, 1, place)
        assert response.status_code == status
        assert "Question 1 of 6: wrong" in response.text
        assert ("You had already answered this question" in response.text) == (status == 409)
        assert "1 of 6 answered" in response.text
    assert stored() == [("question-1", str(WRONG))]
    assert Attempt.objects.count() == 1


def test_a_plain_post_of_another_tab_says_that_the_first_answer_stands(
    client: Client, quiz: Quiz
) -> None:
    answer(client, quiz, 1, WRONG)
    response = answer(client, quiz, 1, RIGHT)
    assert response.status_code == 409
    assert "<h1>" in response.text
    assert "The first answer stands" in response.text
    assert answer(client, quiz, 1, WRONG).status_code == 302
    assert stored() == [("question-1", str(WRONG))]


def test_an_answered_question_is_shown_even_when_the_second_post_is_bad(
    client: Client, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    response = client.post(URL, {**address(client, quiz, 1), "option": "nonsense"})
    assert response.status_code == 302
    assert response.url == f"{URL}?question=1"


def test_a_second_post_after_the_end_changes_nothing(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    answer(client, quiz, 3, WRONG)
    assert stored() == [(f"question-{number}", str(RIGHT)) for number in range(1, 7)]
    assert 'data-testid="quiz-score">6 / 6</span>' in client.get(URL).text


def test_two_requests_at_once_share_one_attempt_and_one_answer(quiz: Quiz) -> None:
    learner = Learner.objects.create()
    questions = list(quiz.questions.all())
    first, second = (start_attempt(learner, questions, quiz=quiz, after=None) for _ in range(2))
    assert first == second
    assert first.posed.count() == 6
    posed = [attempt.posed.get(number=1) for attempt in (first, second)]
    answers = [record_answer(first, posed[0], "2"), record_answer(second, posed[1], "1")]
    assert [row.response for row in answers] == ["2", "2"]
    assert [row.earned for row in answers] == [1, 1]
    assert Answer.objects.count() == 1


BAD_OPTION = "That is not an option of this question. Choose one of these."


@pytest.mark.parametrize("option", ["", "0", "-1", "x", "1.5", "9" * 30, "9" * 5000, "\0", "1\0"])
def test_what_is_no_option_is_refused(client: Client, quiz: Quiz, option: str) -> None:
    response = client.post(URL, {**address(client, quiz, 1), "option": option})
    assert response.status_code == 422
    assert f'id="quiz-error" role="alert">{BAD_OPTION}' in response.text
    assert 'aria-describedby="quiz-error"' in response.text
    assert "Question 1 of 6" in response.text
    assert "Reason" not in response.text
    assert not Learner.objects.exists()


def test_an_option_of_another_question_is_refused(htmx_client: Client, quiz: Quiz) -> None:
    answer(htmx_client, quiz, 1)
    data = {**address(htmx_client, quiz, 2), "option": option_code(quiz, 1, RIGHT)}
    response = htmx_client.post(URL, data)
    assert response.status_code == 422
    assert response.text.startswith('<div class="quiz" id="quiz"')
    assert BAD_OPTION in response.text
    assert "Question 2 of 6" in response.text
    assert stored() == [("question-1", str(RIGHT))]


def test_an_option_of_another_quiz_is_refused(client: Client, quiz: Quiz) -> None:
    other = make_quiz(make_term(slug="drift", title="Model drift"))
    data = {**address(client, quiz, 1), "option": option_code(other, 1, RIGHT)}
    assert client.post(URL, data).status_code == 422
    assert stored() == []


def test_no_option_is_refused(client: Client, quiz: Quiz) -> None:
    response = client.post(URL, address(client, quiz, 1))
    assert response.status_code == 422
    assert "Choose one of the options." in response.text
    assert not Learner.objects.exists()


@pytest.mark.parametrize("question", [None, "", "0", "-1", "x", "9" * 19, "9" * 30, "1\0", "²"])
def test_an_unknown_question_is_refused_and_the_current_one_asked(
    client: Client, quiz: Quiz, question: str | None
) -> None:
    answer(client, quiz, 1)
    data = {"option": option_code(quiz, 2, RIGHT)}
    response = client.post(URL, data if question is None else {**data, "question_id": question})
    assert response.status_code == 422
    assert "a question that is not asked here" in response.text
    assert "Question 2 of 6" in response.text
    assert "checked" not in response.text
    assert stored() == [("question-1", str(RIGHT))]


def test_an_unknown_question_after_the_end_is_a_bad_request(client: Client, quiz: Quiz) -> None:
    finish(client, quiz)
    response = client.post(URL, {"question_id": "nonsense"})
    assert response.status_code == 400
    assert "“nonsense” is not a question of this quiz" in response.text


def test_the_old_page_of_a_changed_quiz_asks_anew(
    client: Client, quiz: Quiz, new_version: Quiz
) -> None:
    data = {**address(client, quiz, 1), "option": option_code(quiz, 1, RIGHT)}
    response = client.post(URL, data)
    assert response.status_code == 422
    assert "Question 1 of 7" in response.text
    assert "the quiz may have changed" in response.text


def test_an_old_page_of_a_finished_attempt_changes_nothing(htmx_client: Client, quiz: Quiz) -> None:
    finish(htmx_client, quiz)
    data = {**address(htmx_client, quiz, 2), "option": option_code(quiz, 2, WRONG)}
    htmx_client.post(f"{URL}again/")
    response = htmx_client.post(URL, data)
    assert response.status_code == 409
    assert "an attempt that is over, or that is not yours" in response.text
    assert "Question 1 of 6" in response.text
    assert Answer.objects.count() == 6
    finish(htmx_client, quiz)
    response = htmx_client.post(URL, data)
    assert response.status_code == 409
    assert "an attempt that is over" in response.text
    assert "Your result" in response.text
    assert Answer.objects.count() == 12


def test_somebody_elses_attempt_is_refused(client: Client, quiz: Quiz) -> None:
    stranger = Client()
    answer(stranger, quiz, 1)
    data = {**address(stranger, quiz, 2), "option": option_code(quiz, 2, RIGHT)}
    for _ in range(2):
        response = client.post(URL, data)
        assert response.status_code == 409
        assert "not yours" in response.text
        assert stored() == [("question-1", str(RIGHT))]
        if not Attempt.objects.filter(learner=client.session.get("learner_id")).exists():
            Answer.objects.all().delete()
            answer(client, quiz, 1)


@pytest.mark.parametrize("attempt", ["x", "0" * 32, "9" * 5000, "\0"])
def test_what_is_no_attempt_is_refused(client: Client, quiz: Quiz, attempt: str) -> None:
    data = {**address(client, quiz, 1), "option": option_code(quiz, 1, RIGHT), "attempt": attempt}
    assert client.post(URL, data).status_code in (409, 422)
    assert stored() == []
    assert not Learner.objects.exists()


def test_a_second_tab_from_before_the_first_answer_is_told_what_stands(
    client: Client, quiz: Quiz
) -> None:
    data = {**address(client, quiz, 1), "option": option_code(quiz, 1, WRONG)}
    answer(client, quiz, 1, RIGHT)
    response = client.post(URL, data)
    assert response.status_code == 409
    assert "The first answer stands" in response.text
    assert stored() == [("question-1", str(RIGHT))]


def test_what_was_sent_and_refused_is_still_chosen(client: Client, quiz: Quiz) -> None:
    codes = [option_code(quiz, 1, place) for place in (RIGHT, WRONG)]
    response = client.post(URL, {**address(client, quiz, 1), "option": codes})
    assert response.status_code == 422
    assert "Choose one of the options." in response.text
    assert response.text.count(" checked") == 2


def test_a_post_from_another_site_is_refused(quiz: Quiz) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer(client, quiz, 1).status_code == 403
    assert stored() == []


def test_learners_do_not_share_answers(client: Client, quiz: Quiz) -> None:
    stranger = Client()
    answer(client, quiz, 1, RIGHT)
    answer(stranger, quiz, 1, WRONG)
    assert Attempt.objects.count() == 2
    assert "Question 1 of 6: right" in client.get(f"{URL}?question=1").text
    assert "Question 1 of 6: wrong" in stranger.get(f"{URL}?question=1").text


@pytest.mark.parametrize("questions", [3, 12])
def test_queries_of_an_answer(
    htmx_client: Client, questions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quiz = make_quiz(make_term(), questions=questions)
    answer(htmx_client, quiz, 1)
    data = {**address(htmx_client, quiz, 2), "option": option_code(quiz, 2, RIGHT)}
    # quiz, session, attempt, its questions with their answers, questions, parameters; the same with
    # the options and their key; the answer logged, and whether it was the last one, as in
    # test_question_cache.py
    with django_assert_num_queries(17):
        htmx_client.post(URL, data)
