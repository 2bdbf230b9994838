"""What happens to a request for a call: kept first, then told to whom it concerns."""

import datetime
import hashlib
import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from advisory.invitations import calendar_file, method_for
from advisory.models import Advisor, CallRequest, WebhookEvent
from advisory.webhooks.outbox import record_call
from glossary_site.calendar_files import MEDIA_TYPE

logger = logging.getLogger(__name__)
State, Kind = CallRequest.State, WebhookEvent.Kind
_TOLD = {
    State.ACCEPTED: Kind.ACCEPTED,
    State.DECLINED: Kind.DECLINED,
    State.WITHDRAWN: Kind.WITHDRAWN,
}
Absolute = Callable[[str], str]
"""Makes a path of this site an address."""

SENT_AGAIN_WITHIN = datetime.timedelta(hours=1)
"""Whoever sends the same again so soon pressed twice, or their connection did."""


def offered_times(advisor: Advisor) -> list[datetime.datetime]:
    """When the advisor usually takes calls, and has none yet."""
    open_times, now = advisor.open_times, timezone.now()
    if open_times is None:
        return []
    ahead = CallRequest.objects.filter(
        state=State.ACCEPTED, accepted_time__gt=now - open_times.slot
    )
    taken = (time for time in ahead.values_list("accepted_time", flat=True) if time)
    return open_times.starts(now, taken)


def tell_advisor(call: CallRequest, absolute: Absolute) -> bool:
    """E-mail a new or withdrawn request to `ADVISORY_EMAIL`; False where nothing was sent."""
    if not settings.ADVISORY_EMAIL:
        return False
    subject = gettext("Advisory call: %(name)s")
    if call.state == State.WITHDRAWN:
        subject = gettext("Advisory call withdrawn: %(name)s")
    return _send(call, subject % {"name": call.name}, settings.ADVISORY_EMAIL, absolute)


def tell_reader(call: CallRequest, absolute: Absolute) -> bool:
    """E-mail what became of the request to whoever made it; False where nothing was sent."""
    return _send(call, gettext("Your advisory call"), call.email, absolute)


def keep_once(call: CallRequest) -> tuple[CallRequest, bool]:
    """Store the request, or find the open one that said the same within `SENT_AGAIN_WITHIN`.

    The second value is whether it is new: of what is sent three times at the same moment, one is.
    """
    call.digest = _digest(call)
    same, since = CallRequest.objects.filter(digest=call.digest), timezone.now() - SENT_AGAIN_WITHIN
    with transaction.atomic():
        same.exclude(state__in=CallRequest.OPEN, requested_at__gt=since).update(digest="")
        try:
            with transaction.atomic():
                call.save(force_insert=True)
                record_call(Kind.REQUESTED, call)
        except IntegrityError:
            return same.get(), False
    return call, True


def _digest(call: CallRequest) -> str:
    """Of all that the reader said."""
    times = [time.isoformat() if time else "" for time in call.choices]
    said = [call.name, call.email.lower(), call.time_zone, *times, call.message, call.shared]
    return hashlib.sha256("\0".join([*said, call.origin]).encode()).hexdigest()


def accept(call: CallRequest, at: datetime.datetime, place: str) -> bool:
    """Accept the call for `at`, held at `place`, or move an accepted one; False where it is over.

    `place` is a phone number, a link or an address.
    """
    advisor = Advisor.objects.first()
    moved = {"accepted_time": at, "place": place, "sequence": F("sequence") + 1}
    moved["minutes"] = advisor.call_minutes if advisor else settings.ADVISORY_CALL_MINUTES
    return _change(call, State.ACCEPTED, **moved)


def decline(call: CallRequest) -> bool:
    """Decline the call; False where it is no longer open."""
    return _change(call, State.DECLINED, sequence=F("sequence") + 1)


def finish(call: CallRequest) -> bool:
    """The call has taken place; False where it is no longer open."""
    return _change(call, State.DONE)


def withdraw(call: CallRequest) -> bool:
    """The reader no longer wants the call; False where it is no longer open."""
    return _change(call, State.WITHDRAWN, sequence=F("sequence") + 1)


def _change(call: CallRequest, state: str, **fields: object) -> bool:
    """One statement, so that of two answers at the same moment the first one holds."""
    still_open = CallRequest.objects.filter(pk=call.pk, state__in=CallRequest.OPEN)
    with transaction.atomic():
        changed = still_open.update(state=state, changed_at=timezone.now(), **fields)
        call.refresh_from_db()
        if changed and (kind := _TOLD.get(State(state))):
            record_call(kind, call)
    return bool(changed)


def _time_words(call: CallRequest, time: datetime.datetime) -> str:
    """A moment as the reader's clock shows it, and as the advisor can compare it."""
    local, universal = (
        date_format(time.astimezone(zone), "DATETIME_FORMAT") for zone in (call.zone, datetime.UTC)
    )
    return f"{local} ({call.time_zone}), {universal} (UTC)"


def _reader_is_told(call: CallRequest, address: str) -> list[str]:
    """The paragraphs above the reader's own message: what became of it, and what can be done."""
    told = [call.state_sentence]
    if call.state == State.ACCEPTED and call.place:
        told.append(f"{gettext('Where it takes place:')} {call.place}")
    if call.is_open:
        told.append(f"{gettext('See or withdraw it here:')} {address}")
    return told


def _advisor_is_told(call: CallRequest) -> list[str]:
    """Who asks for a call and when it would suit them, in one paragraph above their message."""
    lines = [f"{call.name} <{call.email}>"]
    if call.state == State.WITHDRAWN:
        lines.append(gettext("The request was withdrawn."))
    if call.accepted_time:
        time = date_format(call.accepted_time.astimezone(datetime.UTC), "DATETIME_FORMAT")
        lines.append(gettext("The call was to be on %(time)s (UTC).") % {"time": time})
    lines += [f"- {_time_words(call, time)}" for time in call.preferred_times]
    return ["\n".join(lines)]


def _send(call: CallRequest, subject: str, to: str, absolute: Absolute) -> bool:
    """Send the mail of the call's state; the request is in the database and the admin anyway."""
    is_reader = to == call.email
    if is_reader:
        told = _reader_is_told(call, absolute(call.get_absolute_url()))
    else:
        told = _advisor_is_told(call)
    shared = call.shared if call.state == State.NEW else ""
    answers_go_to = settings.ADVISORY_EMAIL if is_reader else call.email
    mail = EmailMessage(
        subject=subject,
        body="\n\n".join(filter(None, (*told, call.message, shared))),
        to=[to],
        reply_to=[answers_go_to] if answers_go_to else None,
    )
    if call.accepted_time:
        method = method_for(call)
        file = calendar_file(call, absolute("/"))
        mail.attach("call.ics", file, f"{MEDIA_TYPE}; method={method.value}; charset=utf-8")
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.exception("Request %s is stored, but its e-mail was not sent", call.pk)
        return False
    return True
