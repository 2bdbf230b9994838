"""An account elsewhere: off by default; where it is offered, it leads to a learner and keeps a digest."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from joserfc.jwk import RSAKey
from pytest_django import Settings

from learners.models import Learner, OutsideAccount
from tests.learners.provider import CLIENT, Provider, running
from tests.world import make_checklist_item, make_term

pytestmark = pytest.mark.django_db
DEVICES, ACCOUNT = "/me/devices/", "/me/devices/account/"
JOINED = f"{DEVICES}?joined=1"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as provider:
        settings.OIDC_ISSUER, settings.OIDC_NAME = provider.issuer, "your Example account"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, "secret"
        yield provider


@pytest.fixture
def laptop() -> Client:
    """A device that has ticked an item."""
    make_checklist_item(make_term())
    client = Client()
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    return client


def ask(client: Client, provider: Provider) -> str:
    """The address that leads back, once the provider has signed the reader in."""
    response = client.post(ACCOUNT)
    assert unescape(response.text).count(response.context["address"]) == 2
    return provider.sign_in(response.context["address"])


def enter(client: Client, provider: Provider) -> Any:
    return client.get(ask(client, provider))


def test_without_a_setting_there_is_none(client: Client) -> None:
    assert "An account elsewhere" not in client.get(DEVICES).text
    assert client.post(ACCOUNT).status_code == 404
    assert client.get(f"{ACCOUNT}answer/?code=1&state=1").status_code == 404


def test_an_account_leads_to_its_learner(laptop: Client, provider: Provider) -> None:
    assert "Use your Example account" in laptop.get(DEVICES).text
    assert enter(laptop, provider)["Location"] == JOINED
    kept = OutsideAccount.objects.get()
    assert len(kept.subject_digest) == 64
    assert Learner.objects.get() == kept.learner
    phone = Client()
    assert "Use your Example account" in phone.get(f"{DEVICES}join/").text
    assert enter(phone, provider)["Location"] == JOINED
    assert "1 of 1 done" in phone.get("/terms/mlops/").text


def test_a_device_with_state_is_asked_first(laptop: Client, provider: Provider) -> None:
    enter(laptop, provider)
    phone = Client()
    phone.post("/terms/mlops/checklist/", {"item": "log-it"})
    assert enter(phone, provider)["Location"] == f"{DEVICES}join/confirm/"
    assert Learner.objects.count() == 2


def test_another_subject_is_another_learner(laptop: Client, provider: Provider) -> None:
    enter(laptop, provider)
    provider.subject = "grace"
    phone = Client()
    enter(phone, provider)
    assert "0 of 1 done" in phone.get("/terms/mlops/").text
    assert OutsideAccount.objects.count() == 2


def test_an_answer_counts_once_and_for_who_asked(laptop: Client, provider: Provider) -> None:
    back = ask(laptop, provider)
    assert Client().get(back).status_code == 400
    assert laptop.get(back).status_code == 302
    assert laptop.get(back).status_code == 400
    forged = ask(laptop, provider).replace("state=", "state=x")
    assert laptop.get(forged).status_code == 400
    refused = laptop.get(f"{ACCOUNT}answer/?error=access_denied")
    assert refused.status_code == 400
    assert "Nothing was changed" in refused.text


@pytest.mark.parametrize(
    "wrong", [{"iss": "https://evil.example"}, {"aud": "other"}, {"nonce": "x"}, {"exp": 1}]
)
def test_a_token_that_does_not_hold_is_refused(
    laptop: Client, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.changes = wrong
    assert enter(laptop, provider).status_code == 400
    assert not OutsideAccount.objects.exists()


def test_a_token_of_another_key_is_refused(laptop: Client, provider: Provider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    assert enter(laptop, provider).status_code == 400
    assert not OutsideAccount.objects.exists()


def test_a_provider_that_is_away_is_said_to_be(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    response = client.post(ACCOUNT)
    assert response.status_code == 400
    assert "cannot be reached" in response.text


def test_it_is_let_go_by_its_learner_alone(laptop: Client, provider: Provider) -> None:
    enter(laptop, provider)
    address = f"{ACCOUNT}{OutsideAccount.objects.get().pk}/remove/"
    assert Client().post(address).status_code == 404
    assert laptop.post(address)["Location"] == DEVICES
    assert not OutsideAccount.objects.exists()
