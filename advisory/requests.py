"""A request for a call: kept first, then told to the advisor."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext

from advisory.models import CallRequest

logger = logging.getLogger(__name__)


def notify_advisor(call_request: CallRequest) -> bool:
    """E-mail the request to `ADVISORY_EMAIL`; False where that is unset or the mail failed.

    The request is in the database and in the admin either way.
    """
    if not settings.ADVISORY_EMAIL:
        return False
    paragraphs = [f"{call_request.name} <{call_request.email}>", call_request.message]
    if call_request.term:
        paragraphs.append(gettext("From the page: %(title)s") % {"title": call_request.term.title})
    mail = EmailMessage(
        subject=gettext("Advisory call: %(name)s") % {"name": call_request.name},
        body="\n\n".join(paragraphs),
        to=[settings.ADVISORY_EMAIL],
        reply_to=[call_request.email],
    )
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.exception("Request %s is stored, but its e-mail was not sent", call_request.pk)
        return False
    return True
