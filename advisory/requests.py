"""What happens to a request for a call: kept first, then told to whom it concerns."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from advisory.invitations import MEDIA_TYPE, Method, calendar_file
from advisory.models import CallRequest

logger = logging.getLogger(__name__)
State = CallRequest.State
Absolute = Callable[[str], str]
"""Makes a path of this site an address."""


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


def accept(call: CallRequest, at: datetime.datetime) -> bool:
    """Accept the call for `at`, or move an accepted one; False where it is no longer open."""
    return _change(call, State.ACCEPTED, accepted_time=at, sequence=F("sequence") + 1)


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
    changed = still_open.update(state=state, changed_at=timezone.now(), **fields)
    call.refresh_from_db()
    return bool(changed)


def _send(call: CallRequest, subject: str, to: str, absolute: Absolute) -> bool:
    """Send the mail of the call's state; the request is in the database and the admin anyway."""
    is_reader = to == call.email
    context = {
        "call": call,
        "address": absolute(call.get_absolute_url()) if is_reader else "",
        "is_reader": is_reader,
    }
    answers_go_to = settings.ADVISORY_EMAIL if is_reader else call.email
    mail = EmailMessage(
        subject=subject,
        body=render_to_string("advisory/mail.txt", context),
        to=[to],
        reply_to=[answers_go_to] if answers_go_to else None,
    )
    if call.accepted_time:
        method = Method.REQUEST if call.state == State.ACCEPTED else Method.CANCEL
        file = calendar_file(call, method, absolute("/"))
        mail.attach("call.ics", file, f"{MEDIA_TYPE}; method={method.value}; charset=utf-8")
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.exception("Request %s is stored, but its e-mail was not sent", call.pk)
        return False
    return True
