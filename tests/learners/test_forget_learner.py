"""Deleting learners who ask for it by mail, and those who cannot come back."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from terms.models import ChecklistTick
from tests.world import make_checklist_item, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def visitors() -> list[Client]:
    """Two learners with a tick each."""
    make_checklist_item(make_term(), key="one")
    clients = [Client(), Client()]
    for client in clients:
        client.post("/terms/mlops/checklist/", {"item": "one"})
    return clients


def learner_id(client: Client) -> str:
    return str(client.session["learner_id"])


def test_one_learner_goes_with_everything(visitors: list[Client]) -> None:
    first, second = visitors
    call_command("forget_learner", learner_id(first))
    assert [str(one.pk) for one in Learner.objects.all()] == [learner_id(second)]
    assert ChecklistTick.objects.count() == 1
    assert "0 of 1 done" in first.get("/terms/mlops/").text
    assert "1 of 1 done" in second.get("/terms/mlops/").text


@pytest.mark.parametrize("wrong", [str(UUID(int=0)), "nobody"])
def test_an_unknown_number_is_said_to_be_so(visitors: list[Client], wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        call_command("forget_learner", wrong)
    assert Learner.objects.count() == 2


def test_who_cannot_come_back_is_forgotten(visitors: list[Client]) -> None:
    first, second = visitors
    ended = Session.objects.filter(pk=first.cookies["sessionid"].value)
    ended.update(expire_date=timezone.now() - timedelta(seconds=1))
    stays = learner_id(second)
    Learner.objects.create()
    call_command("forget_learner", "--expired")
    assert [str(one.pk) for one in Learner.objects.all()] == [stays]
    assert Session.objects.count() == 1
    call_command("forget_learner", "--expired")
    assert Learner.objects.count() == 1
