"""What is kept about the reader, and forgetting it."""

import uuid

import pytest
from django.test import Client

from learners.models import Learner
from terms.models import ChecklistTick
from tests.html import one_line
from tests.world import make_checklist_item, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Client:
    """A client whose learner has ticked one item."""
    make_checklist_item(make_term())
    client = Client()
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    return client


def test_a_stranger_has_nothing_stored_and_gets_no_cookie(client: Client) -> None:
    response = client.get("/me/")
    assert "nothing stored about you" in response.text
    assert not response.cookies
    assert not Learner.objects.exists()


def test_a_member_sees_what_is_stored(member: Client) -> None:
    html = member.get("/me/").text
    assert "<dt>Checklist items ticked</dt> <dd>1</dd>" in one_line(html)


def test_forgetting_deletes_everything(member: Client) -> None:
    response = member.post("/me/forget/", follow=True)
    assert "nothing stored about you" in response.text
    assert not Learner.objects.exists()
    assert not ChecklistTick.objects.exists()


def test_forgetting_without_state_and_twice_is_harmless(client: Client, member: Client) -> None:
    assert client.post("/me/forget/").status_code == 302
    assert Learner.objects.count() == 1
    member.post("/me/forget/")
    assert member.post("/me/forget/").status_code == 302


def test_it_is_asked_first_and_said_what_will_be_deleted(member: Client) -> None:
    assert (
        '<a class="button button--quiet" href="/me/forget/">Delete everything</a>'
        in member.get("/me/").text
    )
    page = member.get("/me/forget/")
    assert page.status_code == 200
    assert "This cannot be undone." in page.text
    assert "<dt>Checklist items ticked</dt> <dd>1</dd>" in one_line(page.text)
    assert '<form class="cluster" method="post" action="/me/forget/">' in page.text
    assert Learner.objects.exists(), "a get forgets nobody"
    assert member.put("/me/forget/").status_code == 405


def test_a_stranger_is_not_asked(client: Client) -> None:
    response = client.get("/me/forget/")
    assert "nothing stored about you" in response.text
    assert 'method="post"' not in response.text
    assert not response.cookies


def test_a_made_up_session_cookie_is_a_stranger() -> None:
    client = Client()
    client.cookies["sessionid"] = str(uuid.uuid4())
    assert "nothing stored about you" in client.get("/me/").text
