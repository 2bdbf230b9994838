"""Two learners become one: everything of both is there once, whoever is joined to whom."""

import random
import shutil
import uuid
from pathlib import Path

import pytest
from django.db.models import UniqueConstraint
from django.test import Client

from calculator.models import SavedCalculation
from learners.identity import ForgottenError
from learners.merging import MERGERS, kinds_of_learners, merge_learners
from learners.models import Learner
from paths.models import Enrolment
from quizzes.models import Attempt, LoggedReview, SetAsideEntry
from terms.models import Term
from tests.learners.everything import (
    attempts_of,
    counts,
    drafts_of,
    learner_of,
    log_ids,
    make_content,
    make_two_devices,
    memories,
)
from tests.prepared import migrated_database
from tests.quizzes.answering import RIGHT, WRONG, answer
from tests.site.commands import start_python

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_every_kind_that_two_learners_may_have_alike_says_what_becomes_of_it() -> None:
    for kind, field in kinds_of_learners():
        rules = [one for one in kind._meta.constraints if isinstance(one, UniqueConstraint)]
        named = {str(part) for one in rules for part in (*one.fields, *_expressions(one))}
        is_one_to_one = kind._meta.get_field(field).unique
        assert kind in MERGERS or (field not in named and not is_one_to_one), kind


def _expressions(rule: UniqueConstraint) -> list[str]:
    return [one.name for one in rule.expressions]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_everything_of_both_is_there_once(is_reversed: bool) -> None:
    devices = [learner_of(client) for client in make_two_devices()]
    source, target = reversed(devices) if is_reversed else devices
    before, log = counts(source, target), log_ids(source, target)
    merge_learners(source.pk, target.pk)
    assert list(Learner.objects.all()) == [target]
    alike = {
        "Assessment": 1,  # the draft of each
        "CalendarAddress": 1,
        "ChecklistTick": 1,
        "Enrolment": 1,
        "MailReminder": 1,
        "QuestionMemory": 7,
        "RecoveryCode": 1,
        "SavedCalculation": 1,
        "SetAsideEntry": 1,
    }
    expected = {kind: number - alike.get(kind, 0) for kind, number in before.items()}
    assert expected.pop("FormerLearner") == 0
    assert all(expected.values()), "each kind is stored of these devices"
    assert counts(target) == {**expected, "FormerLearner": 1}
    assert log_ids(target) == log
    mine = SavedCalculation.objects.filter(learner=target).values_list("name", flat=True)
    assert sorted(mine) == ["Chat", "Search", "Search (2)"]
    assert SetAsideEntry.objects.get().until is None, "the longer time"
    assert attempts_of(target) == [
        ("mlops", 1), ("drift", 1), (None, 1), ("mlops", 2), ("drift", 2), (None, 2),
    ]  # fmt: skip
    assert Enrolment.objects.get().finished_at, "as on one of the devices"
    [draft] = drafts_of(target)
    assert draft.responses.count() == 12, "each device answered half of it"
    after = counts(target), memories(target)
    merge_learners(source.pk, target.pk)
    assert (counts(target), memories(target)) == after


def test_the_last_attempt_of_each_quiz_is_the_one_to_go_on_with() -> None:
    first, second = make_two_devices()
    merge_learners(learner_of(first).pk, learner_of(second).pk)
    begun = Attempt.objects.open_of(learner_of(second).pk)
    assert [(one.quiz and one.quiz.term.slug, one.number) for one in begun] == [
        (None, 2), ("drift", 2),
    ]  # fmt: skip
    for path in ("/", "/quizzes/drift/", "/review/", "/maturity/mlops/", "/calculator/saved/"):
        assert second.get(path).status_code == 200


def test_who_is_gone_takes_nobody_in() -> None:
    learner = Learner.objects.create()
    with pytest.raises(ForgottenError):
        merge_learners(learner.pk, uuid.uuid4())
    merge_learners(learner.pk, learner.pk)
    merge_learners(uuid.uuid4(), learner.pk)
    assert Learner.objects.get() == learner


def test_of_three_offline_devices_the_order_of_joining_changes_nothing() -> None:
    make_content()
    quiz = Term.objects.get(slug="mlops").quizzes.get()
    clients = [Client() for _ in range(3)]
    for seed, client in enumerate(clients):
        rng = random.Random(seed)
        for number in range(1, 7):
            answer(client, quiz, number, rng.choice([RIGHT, WRONG]))
    logs = [list(LoggedReview.objects.filter(learner=learner_of(one))) for one in clients]
    schedules = set()
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        Learner.objects.all().delete()
        learners = [Learner.objects.create() for _ in range(3)]
        for learner, rows in zip(learners, logs, strict=True):
            for row in rows:
                row.learner = learner
            LoggedReview.objects.bulk_create(rows)
        first, second, last = (learners[place].pk for place in order)
        merge_learners(first, second)
        merge_learners(second, last)
        schedules.add(repr(memories(Learner.objects.get())))
    assert len(schedules) == 1


KILLING = """
import os, signal, sqlite3
import django
django.setup()
from django.conf import settings
from django.db import connection, connections
settings.ALLOWED_HOSTS, settings.RATE_LIMITS = ["*"], False
from learners.merging import merge_learners
from tests.learners.everything import learner_of, make_two_devices
source, target = (learner_of(client).pk for client in make_two_devices())
connections.close_all()

def stored():
    reader = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    lines = sorted(reader.iterdump())
    reader.close()
    return lines

def merge_and_die(after):
    writes = 0
    def count(execute, sql, params, many, context):
        nonlocal writes
        answer = execute(sql, params, many, context)
        writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if writes == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    with connection.execute_wrapper(count):
        merge_learners(source, target)
    os._exit(0)

before, killed = stored(), 0
while True:
    child = os.fork()
    if not child:
        merge_and_die(killed + 1)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        break
    killed += 1
    assert stored() == before, f"something was lost at write {killed}"
after = stored()
known = [line for line in after if source.hex in line]
assert after != before and len(known) == 1 and "learners_formerlearner" in known[0]
print(killed)
"""


@pytest.mark.slow
def test_a_joining_that_is_killed_at_any_write_loses_nothing(tmp_path: Path) -> None:
    shutil.copy(migrated_database(), tmp_path / "site.sqlite3")
    process = start_python(KILLING, VAR_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="tests.settings")
    said, warned = process.communicate()
    assert process.returncode == 0, warned
    assert int(said) >= 20
