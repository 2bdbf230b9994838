"""What happens to a call goes out once it is committed, signed, until it is taken."""

import base64
import datetime
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from advisory.models import CallRequest, WebhookDelivery, WebhookEvent
from advisory.requests import accept, decline, finish, keep_once, withdraw
from advisory.webhooks.delivery import deliver_due
from advisory.webhooks.signing import sign
from glossary_site.operations.outbox import CLAIMED_FOR_S, RETRY_AFTER_S
from tests.advisory.receiver import SECRET_BYTES, Receiver, receiver
from tests.world import asked, filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOON = datetime.timedelta(days=2)


@pytest.fixture(autouse=True)
def taker(settings: Settings) -> Iterator[Receiver]:
    with receiver() as one:
        settings.WEBHOOK_URLS, settings.WEBHOOK_SECRET = [one.address], SECRET_BYTES
        yield one


def told() -> list[str]:
    return list(WebhookEvent.objects.order_by("pk").values_list("kind", flat=True))


def make_due() -> None:
    WebhookDelivery.objects.update(due_at=timezone.now())


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of the specification's own libraries."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signature = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_change_is_told_once_and_nothing_personal_is(client: Client, taker: Receiver) -> None:
    client.post("/advisory/", filled_in())
    client.post("/advisory/", filled_in())
    call = CallRequest.objects.get()
    accept(call, timezone.now() + SOON, "Room 1")
    withdraw(call)
    withdraw(call)
    assert told() == ["call.requested", "call.accepted", "call.withdrawn"]
    assert deliver_due() == {"delivered": 3}
    bodies = [json.loads(body) for [body] in taker.taken.values()]
    assert [one["data"]["sequence"] for one in bodies] == [0, 1, 2]
    assert {one["data"]["call"] for one in bodies} == {call.calendar_uid}
    assert bodies[1]["data"]["time"] == call.accepted_time.isoformat()  # type: ignore[union-attr]
    assert all(datetime.datetime.fromisoformat(one["timestamp"]).tzinfo for one in bodies)
    for private in ("Rita", "example.org", "margin", "Room 1"):
        assert private not in str(bodies)
    assert deliver_due() == {}


def test_what_is_rolled_back_is_not_told() -> None:
    call = asked()
    with transaction.atomic():
        accept(call, timezone.now() + SOON, "Room 1")
        transaction.set_rollback(True)
    assert told() == []
    decline(call)
    assert not finish(call)
    assert told() == ["call.declined"]


def test_it_goes_out_by_itself_once_it_is_committed(
    taker: Receiver, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[threading.Thread] = []
    monkeypatch.setattr("threading.Thread.start", lambda thread: started.append(thread))
    with django_capture_on_commit_callbacks(execute=True):
        keep_once(CallRequest(name="Rita", email="rita@example.org", message="?"))
        assert not started
    assert len(started) == 1


@pytest.mark.parametrize("answer", [302, 400, 410, 500])
def test_what_is_not_taken_is_sent_later_with_the_same_id(taker: Receiver, answer: int) -> None:
    taker.answers = [answer]
    withdraw(asked())
    before = timezone.now()
    assert deliver_due() == {"waiting": 1}
    delivery = WebhookDelivery.objects.get()
    assert f"{answer}" in delivery.last_fault
    assert delivery.due_at >= before + datetime.timedelta(seconds=RETRY_AFTER_S[0])
    assert deliver_due() == {}, "it is not due"
    make_due()
    assert deliver_due() == {"delivered": 1}
    assert [status for _id, status in taker.posts] == [answer, 204]
    assert len({event_id for event_id, _status in taker.posts}) == 1


def test_who_never_takes_it_is_given_up_and_can_be_tried_again(
    client: Client, taker: Receiver
) -> None:
    taker.answers = [500] * (len(RETRY_AFTER_S) + 1)
    withdraw(asked())
    outcomes = []
    for _attempt in range(len(RETRY_AFTER_S) + 1):
        outcomes += deliver_due()
        make_due()
    assert outcomes == ["waiting"] * len(RETRY_AFTER_S) + ["dead"]
    client.force_login(User.objects.create_superuser("boss"))
    page = client.get("/admin/advisory/webhookdelivery/?state=dead")
    assert "the answer was 500" in page.text
    chosen = {"action": "send_again", "_selected_action": WebhookDelivery.objects.get().pk}
    client.post("/admin/advisory/webhookdelivery/", chosen)
    call_command("deliver_webhooks")
    assert WebhookDelivery.objects.get().state == "delivered"
    assert len(taker.taken) == 1


def test_what_somebody_sends_is_left_until_they_are_taken_to_be_dead(taker: Receiver) -> None:
    withdraw(asked())
    WebhookDelivery.objects.update(
        due_at=timezone.now() + datetime.timedelta(seconds=CLAIMED_FOR_S)
    )
    assert deliver_due() == {}
    make_due()
    assert deliver_due() == {"delivered": 1}


def test_nobody_listens_and_an_address_that_was_taken_out(settings: Settings) -> None:
    gone = "http://127.0.0.1:1/"
    settings.WEBHOOK_URLS = [gone]
    withdraw(asked())
    assert deliver_due() == {"waiting": 1}
    assert "refused" in WebhookDelivery.objects.get().last_fault
    settings.WEBHOOK_URLS = []
    make_due()
    assert deliver_due() == {"dead": 1}
    assert "no longer" in WebhookDelivery.objects.get().last_fault
    withdraw(asked())
    assert WebhookEvent.objects.count() == 1, "without an address nothing is written"


def test_each_address_gets_it_apart(settings: Settings, taker: Receiver) -> None:
    settings.WEBHOOK_URLS = ["http://127.0.0.1:1/", taker.address]
    withdraw(asked())
    assert deliver_due() == {"waiting": 1, "delivered": 1}


def test_old_events_are_forgotten() -> None:
    withdraw(asked())
    call_command("forget_calls")
    assert WebhookEvent.objects.count() == 1
    WebhookEvent.objects.update(happened_at=timezone.now() - datetime.timedelta(days=91))
    call_command("forget_calls")
    assert not WebhookDelivery.objects.exists()
