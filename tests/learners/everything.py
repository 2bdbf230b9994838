"""Devices that did everything that is stored of a learner, and what is stored of them."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from exchange.lti.models import Person, Platform
from exchange.models import XapiStatement
from learners.merging import kinds_of_learners
from learners.models import Learner, OutsideAccount, Passkey
from maturity.models import Assessment
from paths.models import Enrolment, Group, Membership, Path
from quizzes.models import (
    Attempt,
    CalendarAddress,
    LoggedReview,
    MailReminder,
    QuestionMemory,
    SetAsideEntry,
)
from terms.models import Term
from tests.calculator.test_saved import STATE, save
from tests.maturity.answering import answers, take
from tests.quizzes.answering import answer, finish, make_due
from tests.world import make_checklist_item, make_maturity_model, make_quiz, make_term

SECOND = datetime.timedelta(seconds=1)


def make_content() -> None:
    term = make_term()
    for key in ("log-it", "alert", "name-it"):
        make_checklist_item(term, key=key, text=f"{key}.")
    make_maturity_model(term)
    make_quiz(term)
    make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))
    Path.objects.create(slug="engineer", title="Engineer", role="Engineers")


def make_device(key: str, *, until: datetime.date | None) -> Client:
    """A device that ticked two items, `key` among them, and used all there is."""
    client = Client()
    client.post("/terms/mlops/checklist/", {"item": ["log-it", key]})
    quiz = Term.objects.get(slug="mlops").quizzes.get()
    drift = Term.objects.get(slug="drift").quizzes.get()
    finish(client, quiz, wrong=1)
    answer(client, drift, 1)
    make_due("question-1")
    client.post("/review/start/", {"size": 20})
    take(client, answers(1), answers(2))
    client.post("/maturity/mlops/again/")
    number = 1 if key == "alert" else 2
    client.post(f"/maturity/mlops/draft/?dimension=dimension-{number}", answers(number, "not_yet"))
    team = client.post("/maturity/mlops/teams/", {"name": key})["Location"]
    assert team
    save(client)
    save(client, "Search", STATE.replace("users=5", f"users={len(key)}"))
    client.post("/me/devices/code/")
    learner = learner_of(client)
    SetAsideEntry.objects.create(
        learner=learner, term=drift.term, reason=SetAsideEntry.Reason.KNOWN, until=until
    )
    now = timezone.now()
    CalendarAddress.objects.create(learner=learner, token_digest=key, time_zone="UTC", made_at=now)
    MailReminder.objects.create(
        learner=learner, email=f"{key}@example.org", time_zone="UTC", due_at=now
    )
    path = Path.objects.get()
    group = Group.objects.create(owner=learner, path=path, name=key)
    Membership.objects.create(learner=learner, group=group, joined_at=now)
    Enrolment.objects.create(
        learner=learner, path=path, finished_at=now if key == "alert" else None
    )
    Passkey.objects.create(learner=learner, credential_id=key, public_key="")
    OutsideAccount.objects.create(learner=learner, subject_digest=key)
    platform, _is_new = Platform.objects.get_or_create(
        name="Moodle", issuer="https://moodle.example"
    )
    Person.objects.create(learner=learner, platform=platform, subject_digest=key)
    XapiStatement.objects.create(learner=learner, body="{}", due_at=now)
    return client


def make_two_devices() -> tuple[Client, Client]:
    make_content()
    first = make_device("alert", until=timezone.now().date() + datetime.timedelta(days=1))
    return first, make_device("name-it", until=None)


def learner_of(client: Client) -> Learner:
    return Learner.objects.get(pk=client.session["learner_id"])


def counts(*learners: Learner) -> dict[str, int]:
    """How many rows of each kind these learners have."""
    kinds = sorted(kinds_of_learners(), key=lambda pair: pair[0].__name__)
    return {
        kind.__name__: kind.objects.filter(**{f"{field}__in": learners}).count()
        for kind, field in kinds
    }


def memories(learner: Learner) -> list[tuple[Any, ...]]:
    """What the learner recalls, without the rows' numbers."""
    fields = ("term__slug", "key", "stability_d", "difficulty", "reviewed_on", "due_on", "reviews")
    rows = QuestionMemory.objects.filter(learner=learner).order_by("term__slug", "key")
    return list(rows.values_list(*fields))


def attempts_of(learner: Learner) -> list[tuple[str | None, int]]:
    """The learner's attempts by when they began: of which quiz, and their number."""
    rows = Attempt.objects.filter(learner=learner).order_by("started_at")
    return list(rows.values_list("quiz__term__slug", "number"))


def drafts_of(learner: Learner) -> list[Assessment]:
    return list(Assessment.objects.filter(learner=learner, finished_at=None))


def log_ids(*learners: Learner) -> set[Any]:
    return set(LoggedReview.objects.filter(learner__in=learners).values_list("pk", flat=True))
