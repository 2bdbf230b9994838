"""A request for a call: kept first, then told to the advisor."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from advisory.models import CallRequest

logger = logging.getLogger(__name__)


def notify_advisor(call_request: CallRequest) -> bool:
    """E-mail the request to `ADVISORY_EMAIL`; False where that is unset or the mail failed.

    The request is in the database and in the admin either way.
    """
    if not settings.ADVISORY_EMAIL:
        return False
    about = f"\n\nFrom the page: {call_request.term.title}" if call_request.term else ""
    mail = EmailMessage(
        subject=f"Advisory call: {call_request.name}",
        body=f"{call_request.name} <{call_request.email}>\n\n{call_request.message}{about}",
        to=[settings.ADVISORY_EMAIL],
        reply_to=[call_request.email],
    )
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.exception("Request %s is stored, but its e-mail was not sent", call_request.pk)
        return False
    return True
