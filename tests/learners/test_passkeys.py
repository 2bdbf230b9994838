"""Passkeys: made, used and removed; an answer counts once, in time, for this site and this learner."""

import datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from learners.devices.challenges import LASTS
from learners.devices.passkeys import ADDING, ENTERING
from learners.models import Learner, Passkey
from tests.learners.authenticator import Authenticator
from tests.world import make_checklist_item, make_term

pytestmark = pytest.mark.django_db
PASSKEYS = "/me/devices/passkeys/"


def add(client: Client, authenticator: Authenticator) -> Any:
    options = client.post(f"{PASSKEYS}adding/").json()
    return client.post(PASSKEYS, {"credential": authenticator.make(options)})


def enter(client: Client, authenticator: Authenticator) -> Any:
    options = client.post(f"{PASSKEYS}entering/").json()
    return client.post(f"{PASSKEYS}enter/", {"credential": authenticator.sign(options)})


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()


@pytest.fixture
def laptop(phone: Authenticator) -> Client:
    """A device that has ticked an item and made a passkey."""
    make_checklist_item(make_term())
    client = Client()
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    assert add(client, phone)["Location"] == "/me/devices/"
    return client


def test_what_an_authenticator_is_asked(laptop: Client) -> None:
    asked = laptop.post(f"{PASSKEYS}adding/").json()
    assert asked["rp"] == {"name": "testserver", "id": "testserver"}
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "preferred"
    assert [one["id"] for one in asked["excludeCredentials"]] == [
        Passkey.objects.get().credential_id
    ]
    entering = Client().post(f"{PASSKEYS}entering/").json()
    assert not entering.get("allowCredentials"), "it finds them itself"


def test_another_device_comes_in_by_it(laptop: Client, phone: Authenticator) -> None:
    other = Client()
    assert enter(other, phone)["Location"] == "/me/devices/?joined=1"
    assert "1 of 1 done" in other.get("/terms/mlops/").text
    used = Passkey.objects.get()
    assert (used.sign_count, used.used_on) == (1, timezone.now().date())
    assert Session.objects.get(pk=other.session.session_key).expire_date > timezone.now() + (
        datetime.timedelta(days=300)
    )


def test_a_device_with_state_is_asked_first(laptop: Client, phone: Authenticator) -> None:
    other = Client()
    other.post("/terms/mlops/checklist/", {"item": "log-it"})
    assert enter(other, phone)["Location"] == "/me/devices/join/confirm/"
    assert Learner.objects.count() == 2


def test_an_answer_counts_once(laptop: Client, phone: Authenticator) -> None:
    other = Client()
    sent = {"credential": phone.sign(other.post(f"{PASSKEYS}entering/").json())}
    assert other.post(f"{PASSKEYS}enter/", sent).status_code == 302
    assert other.post(f"{PASSKEYS}enter/", sent).status_code == 400
    assert Client().post(f"{PASSKEYS}enter/", sent).status_code == 400


def test_a_challenge_expires_and_so_does_its_session(laptop: Client, phone: Authenticator) -> None:
    other = Client()
    options = other.post(f"{PASSKEYS}entering/").json()
    assert other.session.get_expiry_age() <= LASTS.total_seconds()
    session = other.session
    session[ENTERING] = [session[ENTERING][0], (timezone.now() - 2 * LASTS).isoformat()]
    session.save()
    sent = {"credential": phone.sign(options)}
    assert other.post(f"{PASSKEYS}enter/", sent).status_code == 400
    assert ADDING not in session


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"key": Authenticator().key},
        {"credential_id": b"unknown"},
    ],
)
def test_what_does_not_hold_is_refused(
    laptop: Client, phone: Authenticator, wrong: dict[str, Any]
) -> None:
    other = Client()
    response = enter(other, Authenticator(**{**vars(phone), **wrong}))
    assert response.status_code == 400
    assert "This passkey is not known here" in response.text
    assert "0 of 1 done" in other.get("/terms/mlops/").text


def test_a_copied_key_whose_count_goes_back_is_refused(
    laptop: Client, phone: Authenticator
) -> None:
    phone.counter = 5
    enter(Client(), phone)
    phone.counter = 2
    assert enter(Client(), phone).status_code == 400


@pytest.mark.parametrize("credential", ["", "{}", "null", '{"id": 1}', "x" * 10_000])
def test_what_is_no_credential_is_refused(laptop: Client, credential: str) -> None:
    for action in ("", "enter/"):
        laptop.post(f"{PASSKEYS}adding/")
        laptop.post(f"{PASSKEYS}entering/")
        response = laptop.post(f"{PASSKEYS}{action}", {"credential": credential})
        assert response.status_code == 400
    assert Passkey.objects.count() == 1


def test_one_that_is_made_for_another_site_or_twice_is_refused(laptop: Client) -> None:
    assert add(laptop, Authenticator(origin="https://evil.example")).status_code == 400
    new = Authenticator()
    assert add(laptop, new).status_code == 302
    assert add(Client(), new).status_code == 400
    assert Client().post(PASSKEYS, {"credential": "{}"}).status_code == 400
    assert Passkey.objects.count() == 2


def test_a_removed_one_leads_nowhere_and_nobody_else_removes_it(
    laptop: Client, phone: Authenticator
) -> None:
    address = f"{PASSKEYS}{Passkey.objects.get().pk}/remove/"
    assert Client().post(address).status_code == 404
    assert "Remove this passkey" in laptop.get("/me/devices/").text
    assert laptop.post(address).status_code == 302
    assert enter(Client(), phone).status_code == 400
