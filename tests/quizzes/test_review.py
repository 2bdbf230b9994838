"""Reviews: what was answered comes back when it is due, across terms, until the day is done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.memory.log import rebuild_memories
from quizzes.models import (
    Attempt,
    LoggedReview,
    Option,
    PosedQuestion,
    QuestionMemory,
    Quiz,
    SetAsideEntry,
)
from tests.quizzes.answering import RIGHT, WRONG, finish, newest_attempt
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/review/"
START = f"{URL}start/"
ASIDE = f"{URL}set-aside/"
BACK = f"{URL}bring-back/"


@pytest.fixture
def other(quiz: Quiz) -> Quiz:
    """The quiz of another term, whose questions have the same keys."""
    return make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))


def start(client: Client, size: int = 20) -> None:
    assert client.post(START, {"size": size}).url == URL


def answer_next(client: Client, place: int = RIGHT) -> Any:
    """Answer the current question of the review under way."""
    attempt = newest_attempt(client, kind="review")
    posed = PosedQuestion.objects.filter(attempt=attempt, answer=None).order_by("number")[0]
    code = Option.objects.get(question=posed.question_id, position=place).code
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": code}
    return client.post(f"{URL}?question={posed.number}", data, headers={"HX-Request": "true"})


def asked_of(client: Client) -> list[str]:
    """The slugs of the terms that the review asks about, in its order."""
    posed = PosedQuestion.objects.filter(attempt=newest_attempt(client, kind="review"))
    return list(posed.order_by("number").values_list("question__quiz__term__slug", flat=True))


def test_a_stranger_has_nothing_to_review_and_nothing_is_written(client: Client) -> None:
    assert "There is nothing to review yet." in client.get(URL).text
    response = client.post(START)
    assert response.url == URL
    assert not response.cookies
    assert not Learner.objects.exists()


def test_every_answer_is_logged_and_says_when_it_comes_back(client: Client, quiz: Quiz) -> None:
    finish(client, quiz, wrong=2)
    entries = LoggedReview.objects.order_by("answered_at")
    assert [one.earned for one in entries] == [0, 0, 1, 1, 1, 1]
    assert {one.origin for one in entries} == {"quiz"}
    days = [(one.due_on - one.reviewed_on).days for one in QuestionMemory.objects.order_by("key")]
    assert days == [1, 1, 2, 2, 2, 2]
    html = client.get("/quizzes/mlops/").text
    assert "2 tomorrow, 4 on " in html
    assert "Nothing is due. The next questions come tomorrow." in client.get(URL).text


def test_a_result_tells_of_all_questions_that_come_and_a_review_leads_nowhere_else(
    client: Client, quiz: Quiz, other: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz)
    finish(client, other)
    html = client.get("/quizzes/drift/").text
    assert "Your next questions, of all entries: 12 on " in html
    assert f'<a href="{URL}">Review</a>' in html
    later(2)
    start(client)
    for _ in range(12):
        answer_next(client)
    html = client.get(URL).text
    assert "Your next questions, of all entries: 12 on " in html
    assert f'<a href="{URL}">Review</a>' not in html


def test_what_is_due_comes_mixed_and_most_at_risk_first(
    client: Client, quiz: Quiz, other: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=2)
    finish(client, other, wrong=1)
    later(1)
    assert "3 questions are due." in client.get("/quizzes/").text
    assert "Review 3 questions" in client.get(URL).text
    start(client)
    assert asked_of(client) == ["mlops", "drift", "mlops"]
    html = client.get(URL).text
    assert "Question 1 of 3" in html
    assert "From the quiz on MLOps" in html


def test_what_is_missed_is_asked_once_more_and_comes_back_tomorrow(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=2)
    later(1)
    start(client)
    html = answer_next(client, WRONG).text
    assert "Question 1 of 3: wrong" in html
    assert 'href="/terms/mlops/#explanation"' in html
    answer_next(client, RIGHT)
    assert PosedQuestion.objects.get(attempt__kind="review", number=3).is_repeat
    html = answer_next(client, WRONG).text
    assert "Question 3 of 3: wrong" in html
    html = client.get(URL).text
    assert 'data-testid="quiz-score">1 / 2</span>' in html
    assert "In a month" not in html, "what was missed gained nothing"
    missed = QuestionMemory.objects.get(key="question-1")
    assert (missed.due_on - missed.reviewed_on).days == 1
    known = QuestionMemory.objects.get(key="question-2")
    assert (known.due_on - known.reviewed_on).days >= 1


def test_it_ends_with_what_was_gained(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz)
    later(2)
    start(client)
    for _ in range(6):
        answer_next(client)
    found = re.search(
        r"known about (\d) of these 6 questions; now\s+it is (\d)", client.get(URL).text
    )
    assert found
    assert 0 < int(found[1]) < int(found[2]) <= 6


def test_the_length_is_chosen(
    client: Client, quiz: Quiz, other: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz)
    finish(client, other)
    later(3)
    html = client.get(URL).text
    for size in (5, 10, 12):
        assert f'value="{size}"' in html
    start(client, 5)
    assert len(asked_of(client)) == 5


def test_after_weeks_away_the_start_is_small_and_names_no_debt(
    client: Client, quiz: Quiz, other: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz)
    finish(client, other)
    later(30)
    html = client.get(URL).text
    assert "Welcome back." in html
    assert "12 questions are due" not in html
    assert html.index('value="5"') < html.index('value="12"')
    for page in ("/", "/me/"):
        html = client.get(page).text
        assert "5 questions to review" in html
        assert "12 questions to review" not in html


def test_a_review_that_is_over_makes_room_the_next_day(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=1)
    later(1)
    start(client)
    answer_next(client)
    assert "quiz-score" in client.get(URL).text
    later(1)
    html = client.get(URL).text
    assert "quiz-score" not in html
    assert "5 questions are due." in html


def test_an_entry_is_set_aside_and_brought_back(
    client: Client, quiz: Quiz, other: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=1)
    finish(client, other, wrong=2)
    later(1)
    start(client)
    assert client.post(ASIDE, {"term": "drift", "reason": "known"}).url == URL
    assert asked_of(client) == ["mlops"]
    answer_next(client)
    later(1)
    html = client.get(URL).text
    assert "Already know it" in html
    assert "5 questions are due." in html
    client.post(BACK, {"term": "drift"})
    assert "11 questions are due." in client.get(URL).text


def test_not_today_is_over_tomorrow(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=3)
    later(1)
    start(client)
    client.post(ASIDE, {"term": "mlops", "reason": "buried"})
    assert not Attempt.objects.filter(kind="review").exists()
    assert "question is due" not in client.get(URL).text
    later(1)
    assert "6 questions are due." in client.get(URL).text


def test_a_question_whose_answer_changed_starts_anew(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=2)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    current = make_quiz(quiz.term, version=2)
    current.questions.filter(key="question-2").update(answer_digest="another")
    later(1)
    start(client)
    posed = PosedQuestion.objects.get(attempt__kind="review")
    assert (posed.question.quiz, posed.question.key) == (current, "question-1")


def test_what_is_recalled_can_be_made_anew_from_the_log(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=3)
    later(1)
    start(client)
    for place in (RIGHT, WRONG, RIGHT, RIGHT):
        answer_next(client, place)
    before = list(QuestionMemory.objects.order_by("key").values())
    rebuild_memories(Learner.objects.get().pk)
    after = list(QuestionMemory.objects.order_by("key").values())
    assert [row | {"id": 0} for row in after] == [row | {"id": 0} for row in before]


def test_a_double_click_starts_one_review(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=1)
    later(1)
    start(client)
    start(client)
    assert Attempt.objects.filter(kind="review").count() == 1


def test_a_review_does_not_change_the_quiz(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=1)
    later(1)
    start(client)
    answer_next(client)
    assert 'data-testid="quiz-score">5 / 6</span>' in client.get("/quizzes/mlops/").text
    assert "Best result 5 / 6" in client.get("/quizzes/").text


def test_somebody_elses_review_is_refused(
    client: Client, quiz: Quiz, later: Callable[[float], None]
) -> None:
    finish(client, quiz, wrong=1)
    stranger = Client()
    finish(stranger, quiz, wrong=1)
    later(1)
    start(client)
    start(stranger)
    posed = PosedQuestion.objects.get(attempt=newest_attempt(client, kind="review"))
    code = Option.objects.get(question=posed.question_id, position=RIGHT).code
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": code}
    assert stranger.post(URL, data).status_code == 409
    assert posed.given is None
    stranger.post(ASIDE, {"term": "mlops", "reason": "unwanted"})
    assert SetAsideEntry.objects.get().learner_id != posed.attempt.learner_id


def test_bad_requests(client: Client, quiz: Quiz, later: Callable[[float], None]) -> None:
    assert client.post(URL, {"question_id": "1"}).status_code == 400
    assert client.get(START).status_code == 302
    assert client.put(URL).status_code == 405
    assert client.post(START, {"size": "x"}).status_code == 400
    assert client.post(START, {"size": "21"}).status_code == 404
    assert client.post(ASIDE, {"term": "mlops", "reason": "bored"}).status_code == 400
    assert client.post(ASIDE, {"term": "nothing", "reason": "known"}).status_code == 404
    finish(client, quiz, wrong=1)
    later(1)
    start(client)
    assert client.get(f"{URL}?question=2").status_code == 404
    assert client.get(f"{URL}?question=x").status_code == 400
    assert client.post(URL, {"question_id": "x"}).status_code == 422


def test_the_old_address_of_practice_leads_there(client: Client) -> None:
    response = client.get("/quizzes/practice/")
    assert (response.status_code, response.url) == (301, URL)


@pytest.mark.parametrize("wrong", [1, 6])
def test_queries_do_not_grow_with_what_is_due(
    client: Client,
    quiz: Quiz,
    wrong: int,
    later: Callable[[float], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    finish(client, quiz, wrong=wrong)
    later(1)
    start(client)
    # glossary, session, learner, attempt, what it posed, its questions, their parameters, options,
    # and under which numbers the learner may have taken reviews along
    with django_assert_num_queries(9):
        client.get(URL)
