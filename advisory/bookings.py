"""Keeps what a scheduler says of its bookings, each joined to the page that led to it."""

from typing import Any

from django.db import transaction
from django.db.models import F

from advisory.models import Booking, Handover, Origin, WebhookEvent
from advisory.webhooks.incoming import News, Outcome
from advisory.webhooks.outbox import record

_TOLD = {
    Outcome.BOOKED: WebhookEvent.Kind.BOOKED,
    Outcome.CANCELLED: WebhookEvent.Kind.WITHDRAWN,
}


@transaction.atomic
def take(scheduler: str, news: News) -> bool:
    """Keep the news and tell it; False where it was known, or something newer is."""
    said = {
        "state": news.outcome.value,
        "starts_at": news.starts_at,
        "ends_at": news.ends_at,
        "said_at": news.said_at,
    }
    bookings = Booking.objects.filter(scheduler=scheduler)
    former = bookings.filter(uid=news.instead_of).first() if news.instead_of else None
    booking, is_new = Booking.objects.get_or_create(
        scheduler=scheduler, uid=news.uid, defaults=said | _joined(news, former)
    )
    if not is_new:
        older = bookings.filter(pk=booking.pk, said_at__lt=news.said_at)
        if not older.update(**said, sequence=F("sequence") + 1):
            return False
        booking.refresh_from_db()
    if former and is_new:
        bookings.filter(pk=former.pk).update(state=Booking.State.MOVED)
    if kind := _TOLD.get(news.outcome):
        record(kind, _event_data(booking))
    return True


def _joined(news: News, former: Booking | None) -> dict[str, Any]:
    """What is known by the reference, or by the booking whose place it takes."""
    if former:
        kept = ("call", "reference", "origin", "agreed")
        return {name: getattr(former, name) for name in kept} | {"sequence": former.sequence + 1}
    handover = Handover.objects.filter(reference=news.reference).first() if news.reference else None
    if handover is None:
        return {"reference": news.reference, "origin": Origin.DIRECT}
    return {
        "reference": news.reference,
        "origin": handover.origin,
        "agreed": handover.agreed,
    }


def _event_data(booking: Booking) -> dict[str, Any]:
    length = booking.ends_at - booking.starts_at
    return {
        "call": booking.call,
        "state": booking.state,
        "origin": booking.origin,
        "time": booking.starts_at.isoformat(),
        "minutes": round(length.total_seconds() / 60),
        "sequence": booking.sequence,
        "reference": booking.reference,
        "booking": booking.uid,
    }
