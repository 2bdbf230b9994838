"""Reviews that are taken along: what is handed out, and the answers that come later."""

import datetime
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as plain
from django.test import Client
from django.utils import timezone

from learners.merging import merge_learners
from learners.models import Learner
from quizzes.memory.log import rebuild_memories
from quizzes.models import (
    Attempt,
    LoggedReview,
    Option,
    Question,
    QuestionMemory,
    Quiz,
    SetAsideEntry,
)
from quizzes.reviews.package import Package, read_package
from quizzes.reviews.sent_answers import MOST_ANSWERS
from tests.quizzes.answering import RIGHT, WRONG, finish
from tests.world import make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PACKAGE = "/review/package/"
ANSWERS = "/review/answers/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def learner(client: Client, quiz: Quiz) -> Learner:
    """The client's, who has six questions to review, two of them tomorrow and four in two days."""
    finish(client, quiz, wrong=2)
    return Learner.objects.get()


def take(client: Client) -> dict[str, Any]:
    response = client.post(PACKAGE)
    assert response.status_code == 200
    taken: dict[str, Any] = response.json()
    return taken


def package_of(taken: dict[str, Any]) -> tuple[str, Package]:
    signed = re.search(r'data-package="([^"]+)"', taken["page"])
    assert signed
    return signed[1], read_package(signed[1])


def answer_to(taken: dict[str, Any], number: int, place: int = RIGHT, **changes: Any) -> Any:
    """The answer to the question at that position of its quiz, as a device sends it."""
    signed, package = package_of(taken)
    question = Question.objects.get(position=number, pk__in=package.question_ids)
    code = Option.objects.get(question=question, position=place).code
    answer = {
        "id": str(package.answer_id(question.pk, 0)),
        "package": signed,
        "at": timezone.now().isoformat(),
        "form": f"option={code}",
    }
    return answer | changes


def send(client: Client, *answers: Any) -> dict[str, Any]:
    response = client.post(ANSWERS, json.dumps(answers), content_type="application/json")
    assert response.status_code == 200, response.text
    outcomes: dict[str, Any] = response.json()
    return outcomes


def outcomes_of(client: Client, *answers: Any) -> list[str]:
    return [one["outcome"] for one in send(client, *answers).values()]


def logged() -> list[LoggedReview]:
    return list(LoggedReview.objects.filter(origin="review").order_by("key"))


def test_what_is_due_in_seven_days_is_handed_out_and_nothing_is_written(
    client: Client, learner: Learner
) -> None:
    QuestionMemory.objects.filter(key="question-6").update(
        due_on=timezone.now().date() + datetime.timedelta(days=8)
    )
    before = (Attempt.objects.count(), LoggedReview.objects.count())
    taken = take(client)
    assert (Attempt.objects.count(), LoggedReview.objects.count()) == before
    assert taken["learner"] == str(learner.pk)
    assert taken["entries"] == ["/terms/mlops/"]
    assert taken["text"].startswith(
        "You have 5 questions and 1 entry with you, for the days until "
    )
    assert taken["page"].count("<template data-state=") == 10
    assert "Reason 2 of 5." in taken["page"]
    assert "of 6." not in taken["page"], "no key of what is not due"
    days = re.findall(r'data-due="([\d-]+)"', taken["page"])
    today = timezone.now().date()
    assert sorted({(datetime.date.fromisoformat(day) - today).days for day in days}) == [1, 2]


def test_what_is_set_aside_or_not_due_is_not_handed_out(
    client: Client, learner: Learner, quiz: Quiz
) -> None:
    SetAsideEntry.objects.create(learner=learner, term=quiz.term, reason="known")
    assert client.post(PACKAGE).status_code == 204


def test_what_was_put_off_today_is_not_asked_today(
    client: Client, learner: Learner, quiz: Quiz
) -> None:
    today = timezone.now().date()
    QuestionMemory.objects.update(due_on=today)
    client.post("/review/set-aside/", {"term": "mlops", "reason": "buried"})
    tomorrow = today + datetime.timedelta(days=1)
    assert set(re.findall(r'data-due="([\d-]+)"', take(client)["page"])) == {str(tomorrow)}


def test_strangers_get_nothing(client: Client) -> None:
    assert client.post(PACKAGE).status_code == 409
    response = client.post(ANSWERS, "[]", content_type="application/json")
    assert response.status_code == 409
    assert not Learner.objects.exists()


def test_answers_are_scored_here_and_logged_when_they_were_given(
    client: Client, learner: Learner, later: Callable[[float], None]
) -> None:
    taken = take(client)
    later(1)
    at = timezone.now() - HOUR
    right = answer_to(taken, 1, at=at.isoformat())
    wrong = answer_to(taken, 2, WRONG, at=at.isoformat(), verdict="right")
    assert outcomes_of(client, right, wrong) == ["logged", "logged"]
    assert [(one.earned, one.answered_at) for one in logged()] == [(1, at), (0, at)]
    assert {str(one.pk) for one in logged()} == {right["id"], wrong["id"]}
    memory = QuestionMemory.objects.get(key="question-1")
    assert (memory.reviews, memory.reviewed_on) == (2, at.date())


def test_what_is_sent_twice_counts_once(client: Client, learner: Learner) -> None:
    taken = take(client)
    first, changed = answer_to(taken, 1), answer_to(taken, 1, WRONG)
    assert outcomes_of(client, first) == ["logged"]
    before = QuestionMemory.objects.order_by("key").values()
    assert outcomes_of(client, first, answer_to(taken, 2)) == ["known", "logged"]
    assert outcomes_of(client, changed) == ["known"]
    assert [one.earned for one in logged()] == [1, 1]
    assert before[0]["reviews"] == 2


def test_the_order_in_which_answers_come_does_not_matter(
    client: Client, learner: Learner, later: Callable[[float], None]
) -> None:
    taken = take(client)
    start = timezone.now()
    later(3)
    _signed, package = package_of(taken)
    question = Question.objects.get(position=1, pk__in=package.question_ids)
    again = str(package.answer_id(question.pk, 1))
    first = answer_to(taken, 1, WRONG, at=(start + 24 * HOUR).isoformat())
    second = answer_to(taken, 1, id=again, at=(start + 48 * HOUR).isoformat())
    assert outcomes_of(client, second) == ["logged"]
    assert outcomes_of(client, first) == ["logged"]
    memory = QuestionMemory.objects.filter(key="question-1")
    late = memory.values("stability_d", "difficulty", "due_on", "reviewed_on").get()
    rebuild_memories(learner)
    assert memory.values(*late).get() == late
    assert late["reviewed_on"] == (start + 48 * HOUR).date()


def test_a_wrong_clock_changes_no_more_than_the_moment(
    client: Client, learner: Learner, later: Callable[[float], None]
) -> None:
    taken = take(client)
    made_at = package_of(taken)[1].made_at
    later(1)
    send(
        client,
        answer_to(taken, 1, at="2031-01-01T00:00:00Z"),
        answer_to(taken, 2, at="2001-01-01T00:00:00+02:00"),
    )
    ahead, behind = logged()
    assert timezone.now() - ahead.answered_at < HOUR
    assert behind.answered_at == made_at


def test_somebody_elses_package_is_refused(client: Client, learner: Learner, quiz: Quiz) -> None:
    stranger = Client()
    finish(stranger, quiz, wrong=1)
    taken = take(client)
    outcome = send(stranger, answer_to(taken, 1))
    assert [one["why"] for one in outcome.values()] == [
        "An answer is for questions that somebody else took along."
    ]
    assert logged() == []


def test_what_was_answered_before_a_device_was_joined_counts(
    client: Client, learner: Learner
) -> None:
    taken = take(client)
    joined = Learner.objects.create()
    session = client.session
    session["learner_id"] = str(joined.pk)
    session.save()
    merge_learners(learner.pk, joined.pk)
    assert outcomes_of(client, answer_to(taken, 1)) == ["logged"]
    assert {one.learner_id for one in logged()} == {joined.pk}
    named = f'data-learner="{joined.pk} {taken["learner"]}"'
    assert named in client.get("/review/").text, "the browser keeps what is not sent yet"


def test_whom_joining_makes_one_learner_keeps_the_answers(client: Client, learner: Learner) -> None:
    answer = answer_to(take(client), 1)
    joined = Learner.objects.create()
    merge_learners(learner.pk, joined.pk)
    session = client.session
    session["learner_id"] = str(joined.pk)
    session.save()
    assert outcomes_of(client, answer) == ["logged"]
    assert {one.learner for one in logged()} == {joined}


def test_each_answer_that_is_refused_says_why_and_holds_up_no_other(
    client: Client, learner: Learner
) -> None:
    taken = take(client)
    good = answer_to(taken, 1)
    other = Option.objects.get(question__position=1, position=1).code
    ids = [str(uuid.UUID(int=number)) for number in range(1, 5)]
    outcomes = send(
        client,
        good | {"id": ids[0]},
        good | {"id": ids[1], "package": good["package"] + "x"},
        good | {"id": ids[2], "at": "yesterday"},
        good | {"id": ids[3], "at": "2026-11-29T10:00:00"},
        answer_to(taken, 2, form=f"option={other}"),
        answer_to(taken, 3, form="option="),
        answer_to(taken, 4, form=""),
        good,
    )
    assert [one.get("why", "") for one in outcomes.values()] == [
        "An answer is for a question that was not taken along.",
        "An answer is for questions that were not handed out here.",
        "An answer could not be read.",
        "An answer could not be read.",
        "That is not an option of this question. Choose one of these.",
        "That is not an option of this question. Choose one of these.",
        "Choose one of the options.",
        "",
    ]
    assert [one.key for one in logged()] == ["question-1"]


def test_a_question_that_changed_meanwhile(client: Client, learner: Learner, quiz: Quiz) -> None:
    taken = take(client)
    answers = answer_to(taken, 1), answer_to(taken, 2)
    Quiz.objects.filter(pk=quiz.pk).update(is_current=False)
    current = make_quiz(quiz.term, version=2)
    current.questions.update(answer_digest="another")
    assert outcomes_of(client, answers[0]) == ["logged"], "as the version that was answered"
    assert [one.answer_digest for one in logged()] == [""]
    quiz.delete()
    (outcome,) = send(client, answers[1]).values()
    assert outcome["why"].startswith("A question was changed while you were away")


def test_what_is_no_list_of_answers_is_refused(client: Client, learner: Learner) -> None:
    texts = ("", "x", "{}x", "1", "null", '["x"]', "[{}]", '[{"id": 1}]', '[{"id": "x"}]', "[[]]")
    for body in (*texts, b"\xff", b"[" * 100_000):
        response = client.post(ANSWERS, body, content_type="application/json")
        assert response.status_code == 400, body[:20]


def test_too_much_at_once_is_refused(client: Client, learner: Learner) -> None:
    many = [{"id": str(uuid.UUID(int=number))} for number in range(MOST_ANSWERS + 1)]
    assert (
        client.post(ANSWERS, json.dumps(many), content_type="application/json").status_code == 413
    )
    large = "[" + " " * plain.DATA_UPLOAD_MAX_MEMORY_SIZE + "]"
    assert client.post(ANSWERS, large, content_type="application/json").status_code in (400, 413)
    assert logged() == []


def test_methods_and_other_sites(client: Client, learner: Learner) -> None:
    for url in (PACKAGE, ANSWERS):
        assert client.get(url).url == "/review/"
        assert client.put(url).status_code == 405
        headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
        assert Client(enforce_csrf_checks=True).post(url, headers=headers).status_code == 403


def test_who_is_forgotten_leaves_nothing_in_the_browser(client: Client, learner: Learner) -> None:
    answer = answer_to(take(client), 1)
    assert client.post("/me/forget/")["Clear-Site-Data"] == '"storage"'
    response = client.post(ANSWERS, json.dumps([answer]), content_type="application/json")
    assert response.status_code == 409
    assert not LoggedReview.objects.exists()


def test_the_worker_knows_where_to_fetch_and_to_send(client: Client) -> None:
    script = client.get("/service-worker.js").text
    assert f'"{PACKAGE}"' in script
    assert f'"{ANSWERS}"' in script


def test_the_page_offers_it_to_learners_alone(client: Client, quiz: Quiz) -> None:
    assert 'data-learner=""' in client.get("/review/").text
    finish(client, quiz)
    assert f'data-learner="{Learner.objects.get().pk}"' in client.get("/review/").text


def test_queries_for_a_package(
    client: Client, learner: Learner, django_assert_num_queries: Any
) -> None:
    """One for the options of each question, beside those of the learner and of all of them."""
    with django_assert_num_queries(9 + 6):
        take(client)
