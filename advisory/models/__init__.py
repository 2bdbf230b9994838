"""What the database keeps of the advisor and of calls."""

from advisory.models.advisor import Advisor
from advisory.models.bookings import Booking
from advisory.models.calls import (
    LONGEST_SUBJECT,
    REQUEST_SALT,
    CallRequest,
    Handover,
    Origin,
    OriginCount,
    make_calendar_uid,
    make_reference,
)
from advisory.models.webhooks import WebhookDelivery, WebhookEvent

__all__ = [
    "LONGEST_SUBJECT",
    "REQUEST_SALT",
    "Advisor",
    "Booking",
    "CallRequest",
    "Handover",
    "Origin",
    "OriginCount",
    "WebhookDelivery",
    "WebhookEvent",
    "make_calendar_uid",
    "make_reference",
]
