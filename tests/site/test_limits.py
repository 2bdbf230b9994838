"""How often somebody may post, and what they are told when it was too often."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from glossary_site.web import limits
from quizzes.models import Answer, Quiz
from tests.quizzes.answering import URL, answer
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three posts for a visitor, six for an address, in a window that does not end."""
    monkeypatch.setattr(limits, "PER_VISITOR", 3)
    monkeypatch.setattr(limits, "PER_ADDRESS", 6)
    monkeypatch.setattr(limits, "WINDOW_S", 10**6)


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term(), questions=12)


def test_a_visitor_is_stopped_and_told_when_to_go_on(client: Client, quiz: Quiz) -> None:
    statuses = [answer(client, quiz, number).status_code for number in range(1, 7)]
    assert statuses == [302] * 4 + [429] * 2
    response = answer(client, quiz, 7)
    assert "That was too much at once" in response.text
    assert f"Send it again in {response['Retry-After']} seconds." in response.text
    assert 1 <= int(response["Retry-After"]) <= limits.WINDOW_S
    assert Answer.objects.count() == 4


def test_reading_is_free(client: Client, quiz: Quiz) -> None:
    for number in range(1, 7):
        answer(client, quiz, number)
    assert [client.get(URL).status_code for _ in range(9)] == [200] * 9


def test_htmx_gets_a_notice_that_leaves_the_page_as_it_is(client: Client, quiz: Quiz) -> None:
    for number in range(1, 6):
        answer(client, quiz, number)
    response = client.post(URL, {}, headers={"HX-Request": "true"})
    assert response.status_code == 429
    assert response.text.startswith("<span>")
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#request-notice", "innerHTML")


def test_an_address_is_stopped_whoever_it_sends(quiz: Quiz) -> None:
    statuses = [answer(Client(), quiz, 1).status_code for _ in range(8)]
    assert statuses == [302] * 6 + [429] * 2
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert answer(elsewhere, quiz, 1).status_code == 302


@pytest.mark.parametrize(("is_trusted", "status"), [(True, 302), (False, 429)])
def test_a_trusted_proxy_names_the_address(
    quiz: Quiz, settings: Settings, is_trusted: bool, status: int
) -> None:
    settings.TRUST_PROXY = is_trusted
    for _ in range(6):
        answer(Client(headers={"X-Forwarded-For": "192.0.2.9, 192.0.2.7"}), quiz, 1)
    other = Client(headers={"X-Forwarded-For": "192.0.2.7, 192.0.2.8"})
    assert answer(other, quiz, 1).status_code == status


def test_limits_can_be_off(client: Client, quiz: Quiz, settings: Settings) -> None:
    settings.RATE_LIMITS = False
    assert {answer(client, quiz, number).status_code for number in range(1, 13)} == {302}


def test_the_next_window_starts_anew(
    client: Client, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 7):
        answer(client, quiz, number)
    now = limits.time.time() + limits.WINDOW_S
    monkeypatch.setattr(limits.time, "time", lambda: now)
    assert answer(client, quiz, 8).status_code == 302


def test_passwords_cannot_be_tried_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(limits, "LOGINS_PER_ADDRESS", 3)
    User.objects.create_superuser("author", password="a long password")
    wrong, right = ({"username": "author", "password": word} for word in ("x", "a long password"))
    statuses = [client.post("/admin/login/", wrong).status_code for _ in range(4)]
    assert statuses == [200] * 3 + [429]
    assert client.post("/admin/login/", right).status_code == 429
    assert client.get("/admin/login/").status_code == 200
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/admin/login/", right).status_code == 302
    settings.RATE_LIMITS = False
    assert client.post("/admin/login/", wrong).status_code == 200


def test_calls_cannot_be_asked_for_without_end(client: Client) -> None:
    statuses = [client.post("/advisory/", {"email": "x"}).status_code for _ in range(8)]
    assert statuses == [422] * 6 + [429] * 2


def test_mail_cannot_be_sent_to_strangers_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_ADDRESS", 3)
    clock = [1_000_000.0 * limits.HOUR_S]
    monkeypatch.setattr(limits.time, "time", lambda: clock[0])
    statuses = [client.post("/advisory/", {"email": "x"}).status_code for _ in range(4)]
    assert statuses == [422] * 3 + [429]
    clock[0] += 60
    assert client.post("/advisory/", {"email": "x"})["Retry-After"] == "3540"
    clock[0] += limits.HOUR_S
    assert client.post("/advisory/", {"email": "x"}).status_code == 422
