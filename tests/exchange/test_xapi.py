"""What learners did reaches a Learning Record Store once, whole, and without saying who they are."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from exchange.models import XapiStatement
from exchange.xapi.sending import AT_ONCE, send_due
from exchange.xapi.statements import pseudonym
from learners.merging import merge_learners
from learners.models import Learner
from maturity.models import Assessment
from quizzes.memory.log import log_answer
from quizzes.models import Attempt, LoggedReview, Quiz
from tests.exchange.record_store import PASSWORD, USER, RecordStore, record_store
from tests.maturity.answering import answers, take
from tests.paths.conftest import finish_check, make_path
from tests.quizzes.answering import answer, finish, make_due, posed_to
from tests.quizzes.conftest import make_mixed_quiz
from tests.world import make_maturity_model, make_quiz, make_term

pytestmark = pytest.mark.django_db
SITE = "https://glossary.example"


@pytest.fixture(autouse=True)
def store(settings: Settings) -> Iterator[RecordStore]:
    with record_store() as one:
        settings.XAPI_URL, settings.XAPI_USER, settings.XAPI_PASSWORD = one.address, USER, PASSWORD
        settings.SITE_URL = SITE
        yield one


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term(), questions=2)


def waiting() -> int:
    return XapiStatement.objects.filter(state=XapiStatement.State.WAITING).count()


def make_due_now() -> None:
    XapiStatement.objects.update(due_at=timezone.now())


def told(store: RecordStore, verb: str) -> list[dict[str, Any]]:
    return [one for one in store.kept.values() if one["verb"]["id"].endswith(f"/{verb}")]


def test_without_a_store_nothing_is_written(client: Client, quiz: Quiz, settings: Settings) -> None:
    settings.XAPI_URL = ""
    finish(client, quiz)
    assert not XapiStatement.objects.exists()
    with pytest.raises(CommandError, match="XAPI_URL"):
        call_command("send_statements")


def test_a_quiz_and_its_answers_are_told(client: Client, quiz: Quiz, store: RecordStore) -> None:
    finish(client, quiz, wrong=1)
    assert send_due() == {"delivered": 3}
    assert store.posts == [(3, 200)]
    assert not XapiStatement.objects.exists(), "the store has them"
    first, second = sorted(told(store, "answered"), key=lambda one: one["timestamp"])
    assert first["object"]["id"] == f"{SITE}/quizzes/mlops/#question-1"
    assert first["object"]["definition"]["interactionType"] == "choice"
    assert first["result"] == {
        "score": {"scaled": 0.0, "raw": 0, "min": 0, "max": 1},
        "success": False,
    }
    assert second["result"]["success"] is True
    [whole] = told(store, "completed")
    assert whole["object"]["id"] == f"{SITE}/quizzes/mlops/"
    assert whole["result"] == {
        "score": {"scaled": 0.5, "raw": 1.0, "min": 0, "max": 2},
        "success": False,
        "completion": True,
    }
    attempt, entry = Attempt.objects.get(), LoggedReview.objects.get(key="question-1")
    assert whole["id"] == str(uuid.uuid5(attempt.pk, "completed"))
    assert first["id"] == str(uuid.uuid5(entry.pk, "answered"))
    at = datetime.datetime.fromisoformat(first["timestamp"])
    assert abs(at - entry.answered_at) < datetime.timedelta(milliseconds=1)


def test_who_it_was_is_a_pseudonym(
    client: Client, quiz: Quiz, store: RecordStore, settings: Settings
) -> None:
    finish(client, quiz)
    send_due()
    learner, attempt = Learner.objects.get(), Attempt.objects.get()
    account = {"homePage": SITE, "name": pseudonym(learner.pk)}
    assert all(one["actor"]["account"] == account for one in store.kept.values())
    for secret in (learner.pk.hex, str(learner.pk), str(attempt.pk)):
        assert secret not in str(store.kept)
    settings.SECRET_KEY = "another"
    assert pseudonym(learner.pk) != account["name"]


def test_every_kind_of_question_is_called_by_its_name(client: Client, store: RecordStore) -> None:
    client.post("/me/devices/code/")
    learner = Learner.objects.create()
    for question in make_mixed_quiz().questions.select_related("quiz__term"):
        credit = LoggedReview(earned=1, worth=2).credit
        with transaction.atomic():
            log_answer(learner.pk, question, credit, LoggedReview.Origin.QUIZ)
    send_due()
    kinds = Counter(one["object"]["definition"]["interactionType"] for one in store.kept.values())
    assert kinds == {"choice": 2, "true-false": 1, "numeric": 1, "sequencing": 1}
    assert {one["result"]["score"]["scaled"] for one in store.kept.values()} == {0.5}


def test_a_review_a_check_and_an_assessment_are_told(client: Client, store: RecordStore) -> None:
    term = make_term()
    make_path()
    quiz = make_quiz(term, questions=3)
    make_maturity_model(term)
    finish(client, quiz)
    make_due("question-1")
    client.post("/review/start/", {"size": 5})
    posed = posed_to(client, 1)
    option = posed.question.options.get(is_right=True)
    sent = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": option.code}
    client.post("/review/?question=1", sent)
    finish_check(client)
    take(client, answers(1), answers(2, level_7="some_places"))
    send_due()
    by_object = Counter(one["object"]["id"] for one in told(store, "completed"))
    assert by_object == {
        f"{SITE}/quizzes/mlops/": 1,
        f"{SITE}/paths/engineer/check/": 1,
        f"{SITE}/maturity/mlops/": 1,
    }
    reviewed = [one for one in told(store, "answered") if "other" in parents(one)]
    assert [one["object"]["id"] for one in reviewed] == [f"{SITE}/quizzes/mlops/#question-1"]
    [assessed] = [one for one in told(store, "completed") if "/maturity/" in one["object"]["id"]]
    level = Assessment.objects.get().level
    assert assessed["result"] == {"completion": True, "score": {"raw": level, "min": 1, "max": 7}}


def parents(statement: dict[str, Any]) -> dict[str, Any]:
    related: dict[str, Any] = statement["context"]["contextActivities"]
    return related


def test_what_was_taken_before_a_crash_is_taken_for_the_same(
    client: Client, quiz: Quiz, store: RecordStore
) -> None:
    finish(client, quiz)
    rows = list(XapiStatement.objects.all())
    send_due()
    XapiStatement.objects.bulk_create(rows)
    assert send_due() == {"delivered": 3}
    assert len(store.kept) == 3
    XapiStatement.objects.bulk_create(rows)
    body = rows[0].body.replace("answered", "attempted")
    XapiStatement.objects.filter(pk=rows[0].pk).update(body=body)
    assert send_due() == {"delivered": 3}
    assert store.posts[2:] == [(3, 409), (1, 409), (1, 200), (1, 200)]


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_what_is_wrong_with_the_store_is_waited_for(
    client: Client, quiz: Quiz, store: RecordStore, status: int
) -> None:
    store.answers = [status]
    finish(client, quiz)
    assert send_due() == {"waiting": 3}
    assert f"{status}" in XapiStatement.objects.all()[0].last_fault
    assert send_due() == {}, "it is not due"
    make_due_now()
    assert send_due() == {"delivered": 3}


def test_nobody_listens(client: Client, quiz: Quiz, settings: Settings) -> None:
    settings.XAPI_URL = "http://127.0.0.1:1/"
    finish(client, quiz)
    assert send_due() == {"waiting": 3}


def test_a_store_that_goes_away_is_not_asked_for_each(
    client: Client, quiz: Quiz, store: RecordStore
) -> None:
    finish(client, quiz)
    store.answers = [400, 200, 503]
    assert send_due() == {"delivered": 1, "waiting": 2}
    assert [status for _number, status in store.posts] == [400, 200, 503]
    assert send_due() == {}, "it is not due"


def test_a_statement_that_is_refused_is_parked_and_holds_up_no_other(
    client: Client, quiz: Quiz, store: RecordStore, caplog: pytest.LogCaptureFixture
) -> None:
    finish(client, quiz)
    one = XapiStatement.objects.all()[0]
    body = one.body
    XapiStatement.objects.filter(pk=one.pk).update(body=body.replace('"Agent"', '"Robot"'))
    out, err = StringIO(), StringIO()
    call_command("send_statements", stdout=out, stderr=err)
    assert "delivered: 2" in out.getvalue()
    assert "1 statements were given up" in err.getvalue()
    assert "400" in err.getvalue()
    assert f"statement {one.pk} was given up: the answer was 400" in caplog.text
    XapiStatement.objects.filter(pk=one.pk).update(body=body)
    call_command("send_statements", "--again", stdout=out)
    assert len(store.kept) == 3


def test_fifty_go_at_once(store: RecordStore, quiz: Quiz) -> None:
    learner = Learner.objects.create()
    question = quiz.questions.select_related("quiz__term").first()
    assert question is not None
    for _time in range(AT_ONCE + 5):
        log_answer(learner.pk, question, LoggedReview(earned=1, worth=1).credit, "quiz")  # type: ignore[arg-type]
    assert send_due() == {"delivered": AT_ONCE + 5}
    assert store.posts == [(AT_ONCE, 200), (5, 200)]


def test_who_deletes_everything_is_not_told_of(
    client: Client, quiz: Quiz, store: RecordStore
) -> None:
    answer(client, quiz, 1)
    assert waiting() == 1
    client.post("/me/forget/")
    assert not XapiStatement.objects.exists()
    assert send_due() == {}
    assert store.posts == []


def test_who_joins_two_devices_keeps_what_waits(client: Client, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    other = Learner.objects.create()
    merge_learners(Learner.objects.exclude(pk=other.pk).get().pk, other.pk)
    assert XapiStatement.objects.get().learner == other


def test_an_answer_that_is_rolled_back_is_not_told(quiz: Quiz) -> None:
    learner = Learner.objects.create()
    question = quiz.questions.select_related("quiz__term").first()
    assert question is not None
    with transaction.atomic():
        credit = LoggedReview(earned=1, worth=1).credit
        log_answer(learner.pk, question, credit, LoggedReview.Origin.QUIZ)
        transaction.set_rollback(True)
    assert not XapiStatement.objects.exists()
