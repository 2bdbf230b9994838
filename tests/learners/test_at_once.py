"""Somebody deletes everything while another tab of theirs writes."""

from typing import Any

import pytest
from django.test import Client

from learners.models import Learner
from maturity.models import Assessment, Response, Team
from quizzes.models import Answer, Attempt, PosedQuestion
from terms.models import ChecklistTick
from tests.at_once import at_once, needs_postgres
from tests.maturity.answering import answers
from tests.quizzes.answering import answer
from tests.world import make_checklist_item, make_maturity_model, make_quiz, make_term

pytestmark = [pytest.mark.django_db(transaction=True), needs_postgres, pytest.mark.postgres]


@pytest.fixture
def tab() -> Client:
    """Somebody who has ticked an item, answered a question and begun an assessment."""
    term = make_term()
    for key in ("log-it", "alert"):
        make_checklist_item(term, key=key)
    make_maturity_model(term)
    client = Client()
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    answer(client, make_quiz(term), 1)
    client.post("/maturity/mlops/draft/?dimension=dimension-1", answers(1, "some_places"))
    return client


def same(client: Client) -> Client:
    other = Client()
    other.cookies = client.cookies
    return other


def tick(tab: Client) -> Any:
    return tab.post("/terms/mlops/checklist/", {"item": ["log-it", "alert"]})


def answer_next(tab: Client) -> Any:
    attempt = Attempt.objects.get()
    question = attempt.posed.get(number=2).question
    code = question.options.get(position=1).code
    sent = {"question_id": question.pk, "attempt": attempt.pk, "option": code}
    return tab.post("/quizzes/mlops/", sent)


def assess(tab: Client) -> Any:
    return tab.post("/maturity/mlops/draft/?dimension=dimension-2", answers(2, "some_places"))


def make_team(tab: Client) -> Any:
    return tab.post("/maturity/mlops/teams/", {"name": "Fraud"})


WRITES = {"tick": tick, "quiz": answer_next, "assessment": assess, "team": make_team}


def stored() -> int:
    kinds = (Learner, ChecklistTick, Attempt, Answer, Assessment, Response)
    return sum(kind.objects.count() for kind in kinds)


@pytest.mark.parametrize("write", ["tick", "team"])
def test_what_is_written_while_it_is_deleted_is_refused(tab: Client, write: str) -> None:
    other = same(tab)
    deleted, written = at_once(
        Learner.objects.all(),
        lambda: tab.post("/me/forget/").status_code,
        lambda: WRITES[write](other).status_code,
    )
    assert (deleted, written) == (302, 409)
    assert stored() == 0


@pytest.mark.parametrize(
    ("write", "held"),
    [("tick", Learner), ("quiz", Learner), ("assessment", Assessment), ("team", Learner)],
)
def test_what_is_written_while_devices_are_joined_is_kept_or_refused(
    tab: Client, write: str, held: Any
) -> None:
    """What was acknowledged is there, with the learner to whom the device was joined."""
    other, laptop = same(tab), Client()
    laptop.post("/terms/mlops/checklist/", {"item": "alert"})
    before = stored()
    words = " ".join(laptop.post("/me/devices/code/").context["words"])
    tab.post("/me/devices/join/", {"words": words})
    joined, written = at_once(
        held.objects.all(),
        lambda: tab.post("/me/devices/join/confirm/").status_code,
        lambda: WRITES[write](other).status_code,
    )
    assert joined == 302
    assert written in {302, 409}
    assert str(Learner.objects.get().pk) == laptop.session["learner_id"]
    is_written = written == 302
    assert stored() >= before - 1 + (is_written and write in {"quiz", "assessment"})
    assert Team.objects.exists() == (is_written and write == "team")


@pytest.mark.parametrize(
    ("write", "held"),
    [("tick", Learner), ("quiz", PosedQuestion), ("assessment", Assessment), ("team", Learner)],
)
def test_what_is_written_just_before_is_deleted_too(tab: Client, write: str, held: Any) -> None:
    other = same(tab)
    written, deleted = at_once(
        held.objects.all(),
        lambda: WRITES[write](other).status_code,
        lambda: tab.post("/me/forget/").status_code,
    )
    assert deleted == 302
    assert written in {302, 409}, "refused, where the deletion overtook it"
    assert stored() == 0
