"""What Cal.com and Calendly say of a booking, and whether it is they who say it. Pure."""

import datetime
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

CALENDLY_TOLERANCE = datetime.timedelta(minutes=3)
"""How old a signature may be; each attempt has one of its own (developer.calendly.com, 2026)."""

CAL_COM_TOLERANCE = datetime.timedelta(hours=1)
"""How long ago a booking may have changed: Cal.com signs that moment, and none of the attempt."""

LONGEST_ID = 300
LONGEST_REFERENCE = 32
_CALENDLY_HEADER = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})")


class UnsignedError(ValueError):
    """The signature is not that of the scheduler, or too old."""


class Outcome(Enum):
    """What became of a booking; a moved one goes on as another."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True)
class News:
    """What is said of the booking `uid`, which may take the place of the one `instead_of`."""

    uid: str
    outcome: Outcome
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    said_at: datetime.datetime
    reference: str = ""
    instead_of: str = ""


def read_cal_com(
    body: bytes, headers: Mapping[str, str], secret: bytes, now: datetime.datetime
) -> News | None:
    """News of Cal.com, whose header has the HMAC-SHA256 of the body; None of what is no booking.

    Raises UnsignedError, or ValueError for what is no such message.
    """
    expected = hmac.digest(secret, body, hashlib.sha256).hex()
    if not hmac.compare_digest(expected.encode(), headers.get("X-Cal-Signature-256", "").encode()):
        raise UnsignedError("the signature is wrong")
    message = _mapping(json.loads(body))
    said_at = _time(message.get("createdAt"))
    if abs(now - said_at) > CAL_COM_TOLERANCE:
        raise UnsignedError("the message is too old")
    outcome = {
        "BOOKING_CREATED": Outcome.BOOKED,
        "BOOKING_RESCHEDULED": Outcome.BOOKED,
        "BOOKING_CANCELLED": Outcome.CANCELLED,
        "BOOKING_REJECTED": Outcome.CANCELLED,
    }.get(str(message.get("triggerEvent")))
    if outcome is None:
        return None
    booking = _mapping(message.get("payload"))
    return News(
        uid=_id(booking.get("uid")),
        outcome=outcome,
        starts_at=_time(booking.get("startTime")),
        ends_at=_time(booking.get("endTime")),
        said_at=said_at,
        reference=_reference(booking.get("metadata"), "reference"),
        instead_of=_id(booking.get("rescheduleUid") or "-").removeprefix("-"),
    )


def read_calendly(
    body: bytes, headers: Mapping[str, str], secret: bytes, now: datetime.datetime
) -> News | None:
    """News of Calendly, whose header has a time and the HMAC-SHA256 of it, a stop and the body.

    Raises UnsignedError, or ValueError for what is no such message.
    """
    header = _CALENDLY_HEADER.fullmatch(headers.get("Calendly-Webhook-Signature", ""))
    if header is None:
        raise UnsignedError("there is no signature")
    sent_at, signature = header.groups()
    expected = hmac.digest(secret, sent_at.encode() + b"." + body, hashlib.sha256).hex()
    if not hmac.compare_digest(expected, signature):
        raise UnsignedError("the signature is wrong")
    if abs(now.timestamp() - int(sent_at)) > CALENDLY_TOLERANCE.total_seconds():
        raise UnsignedError("the signature is too old")
    message = _mapping(json.loads(body))
    invitee = _mapping(message.get("payload"))
    event = message.get("event")
    if event not in ("invitee.created", "invitee.canceled"):
        return None
    outcome = Outcome.BOOKED
    if event == "invitee.canceled":
        outcome = Outcome.MOVED if invitee.get("rescheduled") is True else Outcome.CANCELLED
    call = _mapping(invitee.get("scheduled_event"))
    return News(
        uid=_id(invitee.get("uri")),
        outcome=outcome,
        starts_at=_time(call.get("start_time")),
        ends_at=_time(call.get("end_time")),
        said_at=_time(message.get("created_at")),
        reference=_reference(invitee.get("tracking"), "utm_content"),
        instead_of=_id(invitee.get("old_invitee") or "-").removeprefix("-"),
    )


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a mapping is missing")
    return value


def _id(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= LONGEST_ID:
        raise ValueError("the id of the booking is missing")
    return value


def _time(value: Any) -> datetime.datetime:
    """A moment with its offset from UTC."""
    if not isinstance(value, str):
        raise ValueError("a time is missing")
    time = datetime.datetime.fromisoformat(value)
    if time.tzinfo is None or not 2000 <= time.year < 3000:
        raise ValueError("a time is none, or has no time zone")
    return time.astimezone(datetime.UTC)


def _reference(mapping: Any, name: str) -> str:
    """What the booking link carried; anybody may have written something else there."""
    value = mapping.get(name) if isinstance(mapping, dict) else None
    is_one = isinstance(value, str) and len(value) <= LONGEST_REFERENCE and value.isprintable()
    return value if isinstance(value, str) and is_one else ""
