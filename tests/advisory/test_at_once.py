"""The form that is sent several times, and answers that cross."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from advisory.models import CallRequest
from advisory.requests import SENT_AGAIN_WITHIN, accept, withdraw
from tests.at_once import at_once, needs_postgres
from tests.world import FUTURE, asked, filled_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def told(settings: Settings) -> None:
    settings.ADVISORY_EMAIL = "advisor@example.org"


def send(**changes: str) -> str:
    response = Client().post("/advisory/", filled_in(**changes))
    assert response.status_code == 302
    return str(response["Location"])


def test_what_is_sent_three_times_is_one_request_and_told_once() -> None:
    sent = {"first_choice": f"{FUTURE}T10:00", "time_zone": "Asia/Kolkata"}
    pages = [send(**sent) for _time in range(3)]
    assert CallRequest.objects.count() == 1
    assert len(mail.outbox) == 2
    assert all("Our margin shrinks." in Client().get(page).text for page in pages)


@needs_postgres
def test_three_at_the_same_instant_are_one() -> None:
    send()
    long_ago = timezone.now() - SENT_AGAIN_WITHIN - datetime.timedelta(seconds=1)
    CallRequest.objects.update(requested_at=long_ago)
    mail.outbox.clear()
    at_once(CallRequest.objects.all(), send, send, send)
    assert CallRequest.objects.count() == 2, "the one of long ago and one more"
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"message": "Our margin grows."},
        {"email": "other@example.org"},
        {"name": "Rita R."},
        {"first_choice": f"{FUTURE}T10:00"},
        {"time_zone": "Europe/Berlin"},
    ],
)
def test_who_says_something_else_asks_for_something_else(change: dict[str, str]) -> None:
    send()
    send(**change)
    assert CallRequest.objects.count() == 2


def test_the_same_may_be_asked_again_once_it_is_over_or_long_ago() -> None:
    send()
    assert withdraw(CallRequest.objects.get())
    send()
    assert CallRequest.objects.count() == 2
    CallRequest.objects.update(requested_at=timezone.now() - 2 * SENT_AGAIN_WITHIN)
    send()
    assert CallRequest.objects.count() == 3


@pytest.fixture
def advisors() -> list[Client]:
    clients = []
    for name in ("one", "two"):
        client = Client()
        client.force_login(User.objects.create_superuser(name))
        clients.append(client)
    return clients


def answer(client: Client, call: CallRequest, **fields: Any) -> Any:
    return client.post(f"/admin/advisory/callrequest/{call.pk}/change/", fields)


def test_an_answer_from_a_page_that_is_old_by_now_changes_nothing(advisors: list[Client]) -> None:
    call = asked(first_choice=datetime.timedelta(days=3))
    old = {"answer": "decline", "seen": call.sequence}
    assert accept(call, timezone.now() + datetime.timedelta(days=2), "Room 1")
    assert "This request is Accepted by now" in answer(advisors[0], call, **old).text
    call.refresh_from_db()
    assert call.state == "accepted"
    assert not mail.outbox


@needs_postgres
@pytest.mark.parametrize("other", ["decline", "time-0"])
def test_of_two_advisors_the_first_one_answers(advisors: list[Client], other: str) -> None:
    call = asked(first_choice=datetime.timedelta(days=3))
    seen = {"seen": call.sequence, "place": "Room 1"}
    codes = at_once(
        CallRequest.objects.all(),
        lambda: answer(advisors[0], call, answer="time-0", **seen).status_code,
        lambda: answer(advisors[1], call, answer=other, **seen).status_code,
    )
    call.refresh_from_db()
    assert sorted(codes) == [200, 302]
    assert len(mail.outbox) == 1
    assert call.state == ("accepted" if codes[0] == 302 else other.replace("decline", "declined"))


@needs_postgres
def test_who_withdraws_while_it_is_accepted_is_told_what_holds(advisors: list[Client]) -> None:
    call = asked(first_choice=datetime.timedelta(days=3))
    at_once(
        CallRequest.objects.all(),
        lambda: Client().post(call.get_absolute_url()),
        lambda: answer(advisors[0], call, answer="time-0", seen=call.sequence, place="Room 1"),
    )
    call.refresh_from_db()
    assert call.state == "withdrawn"
    last = [message for message in mail.outbox if message.to == [call.email]][-1]
    assert "You withdrew this request." in last.body
