"""What Cal.com and Calendly say of bookings: believed if they sign it, and joined to its page."""

import datetime
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from advisory.models import Booking, Handover, WebhookEvent
from advisory.webhooks.incoming import UnsignedError, read_cal_com, read_calendly

pytestmark = pytest.mark.django_db
KEY = "the-key-of-the-scheduler"
NOW = timezone.now()
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def scheduler(settings: Settings) -> None:
    settings.ADVISORY_BOOKING_URL = "https://cal.example.org/ada"
    settings.ADVISORY_SCHEDULER, settings.ADVISORY_SCHEDULER_SECRET = "cal.com", KEY
    settings.WEBHOOK_URLS = ["http://127.0.0.1:1/"]


@pytest.fixture
def handover() -> Handover:
    return Handover.objects.create(origin="term", subject="mlops", agreed="Term: MLOps")


def cal_com(trigger: str = "BOOKING_CREATED", said: int = 0, **payload: Any) -> bytes:
    """What Cal.com sends; `said` is how many seconds from now it was made."""
    booking = {
        "uid": "booking-1",
        "startTime": "2026-12-02T09:00:00Z",
        "endTime": "2026-12-02T09:30:00Z",
        "attendees": [{"name": "Rita", "email": "rita@example.org", "timeZone": "Asia/Kolkata"}],
        "metadata": {},
    }
    at = (timezone.now() + datetime.timedelta(seconds=said)).isoformat().replace("+00:00", "Z")
    return json.dumps(
        {"triggerEvent": trigger, "createdAt": at, "payload": booking | payload}
    ).encode()


def calendly(event: str = "invitee.created", said: int = 0, **invitee: Any) -> bytes:
    said_at = (timezone.now() + datetime.timedelta(seconds=said)).isoformat()
    payload = {
        "uri": "https://api.calendly.com/scheduled_events/E/invitees/1",
        "rescheduled": False,
        "old_invitee": None,
        "tracking": {"utm_source": "glossary", "utm_content": None},
        "scheduled_event": {
            "start_time": "2026-12-02T09:00:00.000000Z",
            "end_time": "2026-12-02T09:30:00.000000Z",
        },
    }
    return json.dumps(
        {"event": event, "created_at": said_at, "payload": payload | invitee}
    ).encode()


def send(body: bytes, key: str = KEY, **headers: str) -> Any:
    """Post it as Cal.com does, which sends no origin; the token of forms is asked for as ever."""
    signed = {"X-Cal-Signature-256": hmac.digest(key.encode(), body, hashlib.sha256).hex()}
    client = Client(enforce_csrf_checks=True)
    return client.post(
        "/advisory/bookings/", body, content_type="application/json", headers=signed | headers
    )


def send_calendly(body: bytes, key: str = KEY, age: int = 0) -> Any:
    sent_at = int(time.time()) - age
    digest = hmac.digest(key.encode(), f"{sent_at}.".encode() + body, hashlib.sha256).hex()
    header = {"Calendly-Webhook-Signature": f"t={sent_at},v1={digest}"}
    return Client(enforce_csrf_checks=True).post(
        "/advisory/bookings/", body, content_type="application/json", headers=header
    )


def told() -> list[tuple[str, dict[str, Any]]]:
    events = WebhookEvent.objects.order_by("pk")
    return [(one.kind, json.loads(one.body)["data"]) for one in events]


def test_a_booking_is_joined_to_its_page_and_to_what_was_agreed(handover: Handover) -> None:
    sent = cal_com(metadata={"reference": handover.reference, "videoCallUrl": "https://v.example"})
    assert send(sent).status_code == 204
    booking = Booking.objects.get()
    assert (booking.state, booking.origin, booking.agreed) == ("booked", "term", "Term: MLOps")
    [(kind, data)] = told()
    assert kind == "call.booked"
    assert data == {
        "call": booking.call,
        "state": "booked",
        "origin": "term",
        "time": "2026-12-02T09:00:00+00:00",
        "minutes": 30,
        "sequence": 0,
        "reference": handover.reference,
        "booking": "booking-1",
    }


@pytest.mark.parametrize("metadata", [None, {}, {"reference": "unknown"}, {"reference": 7}, [1]])
def test_a_booking_without_a_known_reference_is_kept_too(metadata: Any) -> None:
    assert send(cal_com(metadata=metadata)).status_code == 204
    assert Booking.objects.get().origin == "direct"


def test_what_is_sent_twice_or_late_changes_nothing() -> None:
    first, gone = cal_com(said=-20), cal_com("BOOKING_CANCELLED", said=-10)
    for body in (first, first, gone, first, gone):
        assert send(body).status_code == 204
    assert Booking.objects.get().state == "cancelled"
    assert [(kind, data["sequence"]) for kind, data in told()] == [
        ("call.booked", 0),
        ("call.withdrawn", 1),
    ]


def test_a_moved_booking_stays_one_call(handover: Handover) -> None:
    send(cal_com(said=-20, metadata={"reference": handover.reference}))
    moved = {"uid": "booking-2", "rescheduleUid": "booking-1", "startTime": "2026-12-03T09:00:00Z",
             "endTime": "2026-12-03T09:45:00Z"}  # fmt: skip
    send(cal_com("BOOKING_RESCHEDULED", said=-10, **moved))
    former, booking = Booking.objects.order_by("uid")
    assert (former.state, booking.state) == ("moved", "booked")
    assert (booking.call, booking.agreed) == (former.call, "Term: MLOps")
    assert [data["sequence"] for _kind, data in told()] == [0, 1]
    assert told()[1][1]["minutes"] == 45


def test_calendly_says_the_same_in_two_messages(settings: Settings, handover: Handover) -> None:
    settings.ADVISORY_SCHEDULER = "calendly"
    first, second = (f"https://api.calendly.com/scheduled_events/E/invitees/{n}" for n in (1, 2))
    tracking = {"utm_content": handover.reference}
    assert send_calendly(calendly(said=-30, tracking=tracking)).status_code == 204
    send_calendly(calendly("invitee.canceled", said=-20, rescheduled=True, tracking=tracking))
    send_calendly(calendly(said=-20, uri=second, old_invitee=first))
    send_calendly(calendly("invitee.canceled", uri=second))
    states = list(Booking.objects.order_by("uid").values_list("state", "agreed"))
    assert states == [("moved", "Term: MLOps"), ("cancelled", "Term: MLOps")]
    assert len(set(Booking.objects.values_list("call", flat=True))) == 1
    assert [(kind, data["sequence"]) for kind, data in told()] == [
        ("call.booked", 0),
        ("call.booked", 2),
        ("call.withdrawn", 3),
    ]


def test_only_who_has_the_key_is_believed(settings: Settings) -> None:
    body = cal_com()
    assert send(body, key="another").status_code == 401
    assert send(body, **{"X-Cal-Signature-256": ""}).status_code == 401
    assert send(body, **{"X-Cal-Signature-256": "ü"}).status_code == 401
    assert send(cal_com(said=-7200)).status_code == 401
    assert send(cal_com(said=7200)).status_code == 401
    settings.ADVISORY_SCHEDULER = "calendly"
    assert send(body).status_code == 401
    assert send_calendly(calendly(), key="another").status_code == 401
    assert send_calendly(calendly(), age=181).status_code == 401
    assert send_calendly(calendly(), age=-181).status_code == 401
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 60_000,
        b'{"triggerEvent": "BOOKING_CREATED"}',
        cal_com(uid=""),
        cal_com(uid="x" * 301),
        cal_com(uid={"a": 1}),
        cal_com(startTime="soon"),
        cal_com(startTime="2026-12-02T09:00:00"),
        cal_com(endTime=7),
    ],
)
def test_what_is_no_booking_is_refused_though_it_is_signed(body: bytes) -> None:
    assert send(body).status_code == 400
    assert not Booking.objects.exists()


def test_other_messages_and_other_sites(settings: Settings) -> None:
    assert send(cal_com("PING")).status_code == 204
    assert send(cal_com("MEETING_ENDED", uid=None)).status_code == 204
    assert send(cal_com(notes="x" * 100_000)).status_code == 413
    assert not Booking.objects.exists()
    for name, key in (("plain", KEY), ("cal.com", "")):
        settings.ADVISORY_SCHEDULER, settings.ADVISORY_SCHEDULER_SECRET = name, key
        assert send(cal_com(), key=key).status_code == 404
    assert Client().get("/advisory/bookings/").status_code == 302


@given(st.binary(max_size=200), st.text(max_size=90))
def test_no_body_and_no_header_breaks_the_reader(body: bytes, header: str) -> None:
    headers = {"X-Cal-Signature-256": header, "Calendly-Webhook-Signature": header}
    for read in (read_cal_com, read_calendly):
        with pytest.raises(UnsignedError):
            read(body, headers, b"key", NOW)


def test_bookings_are_forgotten_a_year_after_the_call() -> None:
    send(cal_com())
    call_command("forget_calls")
    assert Booking.objects.count() == 1
    Booking.objects.update(ends_at=timezone.now() - datetime.timedelta(days=366))
    call_command("forget_calls")
    assert not Booking.objects.exists()
