"""The outbox: what cannot be sent ends some time, and holds up nothing else."""

import datetime
import http.client
import threading
import time
from collections.abc import Sequence

import pytest
from django.utils import timezone

from exchange.models import XapiStatement
from glossary_site.operations.outbox import (
    CLAIMED_FOR_S,
    RETRY_AFTER_S,
    Fault,
    deliver,
    deliver_apart,
    post,
)
from learners.models import Learner


def make_statements(*bodies: str) -> list[XapiStatement]:
    learner, now = Learner.objects.create(), timezone.now()
    return [
        XapiStatement.objects.create(
            learner=learner, body=body, due_at=now + datetime.timedelta(microseconds=place - 9)
        )
        for place, body in enumerate(bodies)
    ]


def due() -> object:
    return XapiStatement.objects.due(timezone.now())


def break_at_bad(statements: Sequence[XapiStatement]) -> list[Fault | None]:
    if any(one.body == "bad" for one in statements):
        raise RuntimeError("out of order")
    return [None] * len(statements)


@pytest.mark.django_db
def test_what_breaks_the_sender_is_given_up_and_holds_up_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_statements("bad", "good")
    assert deliver(due(), break_at_bad) == {"waiting": 1, "delivered": 1}  # type: ignore[arg-type]
    assert "RuntimeError" in XapiStatement.objects.get(body="bad").last_fault
    assert "could not be sent" in caplog.text
    for _attempt in RETRY_AFTER_S:
        XapiStatement.objects.update(due_at=timezone.now())
        deliver(due(), break_at_bad)  # type: ignore[arg-type]
    assert XapiStatement.objects.get(body="bad").state == XapiStatement.State.DEAD


@pytest.mark.django_db
def test_a_receiver_that_is_away_is_asked_once_and_holds_up_no_other() -> None:
    make_statements("a1", "a2", "b1", "a3")
    asked = []

    def send(statements: Sequence[XapiStatement]) -> list[Fault | None]:
        [one] = statements
        asked.append(one.body)
        return [Fault("no route", is_away=True) if one.body.startswith("a") else None]

    outcomes = deliver(due(), send, receiver_of=lambda one: one.body[0])  # type: ignore[arg-type]
    assert outcomes == {"waiting": 1, "delivered": 1}
    assert asked == ["a1", "b1"]
    untried = XapiStatement.objects.filter(state=XapiStatement.State.WAITING, attempts=0)
    assert set(untried.values_list("body", flat=True)) == {"a2", "a3"}
    assert untried.filter(due_at__lte=timezone.now()).count() == 2, "the next run takes them"


@pytest.mark.django_db
def test_who_lost_a_claim_changes_nothing() -> None:
    [slow] = make_statements("one")
    assert slow.claim()
    later = timezone.now() + datetime.timedelta(seconds=CLAIMED_FOR_S)
    quick = XapiStatement.objects.get()
    assert quick.due_at <= later
    assert quick.claim(), "the first claim ran out"
    quick.settle(None)
    slow.settle(Fault("it took too long"))
    assert XapiStatement.objects.get().state == XapiStatement.State.DELIVERED


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://127.0.0.1:1/größe",
        "http://.example/",
        "http://[/",
        "http://127.0.0.1:1/a b",
    ],
)
def test_an_address_that_cannot_be_asked_is_said_to_be(address: str) -> None:
    with pytest.raises(http.client.HTTPException):
        post(address, b"", {})


def test_however_many_ask_one_sends_and_one_waits() -> None:
    begun, go_on, runs = threading.Event(), threading.Event(), []

    def deliver_due() -> None:
        runs.append(1)
        begun.set()
        go_on.wait(5)

    before = threading.active_count()
    deliver_apart(deliver_due)
    assert begun.wait(5)
    for _time in range(10):
        deliver_apart(deliver_due)
    assert threading.active_count() <= before + 2
    go_on.set()
    deadline = time.monotonic() + 5
    while len(runs) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(runs) == 2
