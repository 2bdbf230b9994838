"""The page that says what is stored, the file that hands it out, and a session that is kept alive."""

import datetime
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from learners.devices.sessions import NOTED
from learners.merging import kinds_of_learners
from learners.models import Device, Learner
from learners.own_data import KEPT, stored_of
from tests.html import one_line
from tests.learners.everything import learner_of, make_content, make_device
from tests.maturity.answering import answers, take
from tests.world import make_checklist_item, make_maturity_model, make_term

pytestmark = pytest.mark.django_db
DATA = "/me/data.json"


def kinds_of_a_learner() -> set[str]:
    """Every model whose rows go with a learner."""
    kinds: set[Any] = {Learner}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.is_relation
            and field.related_model in kinds
            and field.remote_field.on_delete.__name__ == "CASCADE"
        }
        if more <= kinds:
            return {kind._meta.label_lower for kind in kinds}
        kinds |= more


def test_every_kind_that_is_stored_is_explained(client: Client, settings: Settings) -> None:
    assert "exchange.xapistatement" not in client.get("/privacy/").text
    settings.XAPI_URL = "https://lrs.example.org/xapi/statements"
    response = client.get("/privacy/")
    named = re.findall(r'data-kept="([^"]+)"', response.text)
    assert {kind for group in named for kind in group.split()} == kinds_of_a_learner()
    assert "lrs.example.org" in response.text
    assert not response.cookies


def test_every_row_of_a_learner_is_counted_under_a_name() -> None:
    named = [(row.kind, row.whose) for kept in KEPT for row in kept.rows]
    assert sorted(named, key=str) == sorted(kinds_of_learners(), key=str)


def test_what_is_stored_is_named_before_it_is_deleted_and_nothing_that_is_not() -> None:
    make_content()
    client = make_device("alert", until=None)
    stored = {name: told for name, (told,) in stored_of(learner_of(client))}
    joined = "Former numbers of joined devices"
    assert set(stored) == {row.name for kept in KEPT for row in kept.rows} - {joined}
    assert stored["E-mail address, for reminders"] == "alert@example.org"
    for path in ("/me/", "/me/forget/"):
        page = one_line(client.get(path).text)
        for name, told in stored.items():
            assert f"<dt>{name}</dt> <dd>{told}</dd>" in page
        assert joined not in page


def test_who_has_nothing_stored_gets_no_file(client: Client) -> None:
    assert client.get(DATA).status_code == 404
    assert not Learner.objects.exists()


def test_the_file_holds_what_deleting_deletes(client: Client) -> None:
    term = make_term()
    make_maturity_model(term)
    make_checklist_item(term)
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    note = {"note-d1-level-2": "A page of mine."}
    take(client, answers(1) | note, answers(2, level_7="some_places"))
    other = Client()
    take(other, answers(1), answers(2))
    response = client.get(DATA)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = response.json()
    assert set(data) == {
        "learners.device",
        "learners.learner",
        "maturity.assessment",
        "maturity.response",
        "terms.checklisttick",
    }
    assert len(data["maturity.response"]) == 12
    assert sum(row["note"] == "A page of mine." for row in data["maturity.response"]) == 1
    assert data["maturity.assessment"][0]["level"] == 6
    assert data["terms.checklisttick"][0]["item"]
    before = {kind: apps.get_model(kind).objects.count() for kind in data}
    client.post("/me/forget/")
    for kind, rows in data.items():
        assert before[kind] - apps.get_model(kind).objects.count() == len(rows)


def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_maturity_model(make_term())
    for _ in range(4):
        take(client, answers(1), answers(2))
        client.post("/maturity/mlops/again/")
    with django_assert_max_num_queries(29):
        assert len(client.get(DATA).json()["maturity.assessment"]) == 5


def session_ends() -> datetime.datetime:
    return Session.objects.get().expire_date


def test_a_learner_who_comes_back_stays(client: Client) -> None:
    make_checklist_item(make_term())

    def tick() -> Any:
        return client.post("/terms/mlops/checklist/", {"item": "log-it"})

    assert tick().cookies
    first = session_ends()
    assert not tick().cookies
    assert session_ends() == first
    session = client.session
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    session[NOTED] = [session.session_key, yesterday.isoformat()]
    session.save()
    Device.objects.update(seen_on=yesterday)
    Learner.objects.update(seen_on=yesterday)
    assert not client.get("/me/").cookies
    assert tick().cookies["sessionid"]
    today = timezone.now().date()
    assert Device.objects.get().seen_on == Learner.objects.get().seen_on == today
