"""Reminders by mail: asked for, confirmed, at most one a day, and none when nothing is due."""

import datetime
import logging
import uuid
from collections import Counter
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.identity import lock_learner
from learners.models import Learner
from quizzes.models import LoggedReview, MailReminder
from quizzes.models.reminders import digest_of, new_token
from quizzes.reminders.days import LATEST_BY, next_time
from quizzes.reviews.due import due_days, review_length, review_title
from terms.pages.context import load_glossary

logger = logging.getLogger(__name__)

CONFIRMED_WITHIN = datetime.timedelta(days=2)
MAILS_WITHOUT_REVIEW = 4
"""After so many that led to no answer, the next one asks whether to go on."""

ANSWERED_WITHIN = datetime.timedelta(days=30)
"""For so long the address is kept after that."""

_SALT = "quizzes.reminders.stop"


def is_offered() -> bool:
    """Whether the site sends mail, and knows the address that links in it begin with."""
    return bool(settings.SENDS_MAIL and settings.SITE_URL)


def ask(learner: Learner, email: str, weekdays: str, hour: int, time_zone: str) -> bool:
    """Store the address and mail it a link to confirm; False where that was not sent.

    An earlier address of the learner's is gone with it, and what was sent to it leads nowhere.
    Asked for twice at once, the later one counts.
    """
    token = new_token()
    with transaction.atomic():
        lock_learner(learner.pk)
        earlier = MailReminder.objects.filter(learner=learner)
        mailed_at = earlier.values_list("mailed_at", flat=True).first()
        earlier.delete()
        MailReminder.objects.create(
            learner=learner,
            email=email,
            weekdays=weekdays,
            hour=hour,
            time_zone=time_zone,
            token_digest=digest_of(token),
            expires_at=timezone.now() + CONFIRMED_WITHIN,
            mailed_at=mailed_at,
        )
    body = _(
        "Somebody, probably you, asked %(site)s to write to this address when questions are due "
        "for review. If it was you, say yes here: %(yes)s\n\nOtherwise do nothing: no more mail "
        "comes, and the address is deleted after two days.\n"
    )
    mail = EmailMessage(
        subject=_("Confirm your reminders"),
        body=body
        % {
            "site": load_glossary().title or settings.SITE_URL,
            "yes": _link("reminders:confirm", token),
        },
        to=[email],
    )
    return _send(mail)


def change(reminder: MailReminder, weekdays: str, hour: int, time_zone: str) -> None:
    """Write on other days, or at another hour, to the same confirmed address."""
    reminder.weekdays, reminder.hour, reminder.time_zone = weekdays, hour, time_zone
    due_at = _next_time(reminder, timezone.now())
    confirmed = MailReminder.objects.filter(pk=reminder.pk).exclude(due_at=None)
    confirmed.update(weekdays=weekdays, hour=hour, time_zone=time_zone, due_at=due_at)


def asking(token: str) -> MailReminder | None:
    """The reminder that a mail with this token asks about, as long as it may be answered."""
    now, asked = timezone.now(), MailReminder.objects.filter(token_digest=digest_of(token))
    return asked.filter(expires_at__gt=now).first()


def confirm(reminder: MailReminder) -> bool:
    """Write to the address from now on; False where the question was answered meanwhile."""
    asked = MailReminder.objects.filter(pk=reminder.pk, token_digest=reminder.token_digest)
    due_at = _next_time(reminder, timezone.now())
    return asked.update(token_digest="", expires_at=None, due_at=due_at, mails=0) == 1


def stop_token(reminder: MailReminder) -> str:
    """What the link in every mail names the reminder by; it leads there for ever."""
    return signing.dumps(reminder.pk, salt=_SALT)


def reminders_of(stop: str) -> QuerySet[MailReminder]:
    """The reminder that is named so, none where it was stopped. BadSignature for no such name."""
    return MailReminder.objects.filter(pk=signing.loads(stop, salt=_SALT))


def send_due() -> Counter[str]:
    """Write to everyone whose hour has come and who has something due; how many of what.

    Each is claimed before their mail is sent: run twice at once, or killed in the middle, this
    writes to nobody twice. Raises OSError or SMTPException where the mail server is not there;
    nothing is claimed then.
    """
    now, outcomes = timezone.now(), Counter[str]()
    deleted, _kinds = MailReminder.objects.expired(now).delete()
    outcomes.update({"addresses deleted": deleted})
    due = list(MailReminder.objects.due(now))
    if not due:
        return outcomes
    with get_connection() as connection:
        for reminder in due:
            outcomes[_remind(reminder, now, connection)] += 1
    return outcomes


def _remind(reminder: MailReminder, now: datetime.datetime, connection: BaseEmailBackend) -> str:
    """Write one mail, if there is reason to; what became of it."""
    number = len(due_days(reminder.learner_id, now.date()))
    is_late = reminder.due_at is not None and now - reminder.due_at > LATEST_BY
    if is_late or not number:
        _claim(reminder, due_at=_next_time(reminder, now))
        return "too late" if is_late else "nothing due"
    mails = 0 if _has_answered(reminder.learner_id, reminder.mailed_at) else reminder.mails
    if mails >= MAILS_WITHOUT_REVIEW:
        mail, changes = _question(reminder, now)
    else:
        mail, changes = _reminder(reminder, number), {"mails": mails + 1}
        reminder.mailed_at = now
        changes["due_at"] = _next_time(reminder, now)
    if not _claim(reminder, mailed_at=now, **changes):
        return "sent by somebody else"
    mail.connection = connection
    return "sent" if _send(mail) else "not sent"


def _claim(reminder: MailReminder, **changes: Any) -> bool:
    """Whether it is ours: of two who want to write at the same moment, one does."""
    same = MailReminder.objects.filter(pk=reminder.pk, due_at=reminder.due_at)
    return same.update(**changes) == 1


def _reminder(reminder: MailReminder, number: int) -> EmailMessage:
    title = f"{review_title(number)}, {review_length(number)}"
    stop = _link("reminders:stop", stop_token(reminder))
    end = _("No more of these mails: %(stop)s") % {"stop": stop}
    return EmailMessage(
        subject=title,
        body=f"{title}: {_link('reviews:review')}\n\n{end}\n",
        to=[reminder.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _question(
    reminder: MailReminder, now: datetime.datetime
) -> tuple[EmailMessage, dict[str, Any]]:
    """The mail that asks whether to go on, and what of the reminder waits for the answer."""
    token = new_token()
    mail = _reminder(reminder, 1)
    mail.subject = _("Shall the reminders go on?")
    body = _(
        "No review followed the last four reminders. To go on being reminded: %(yes)s\n\n"
        "Otherwise this was the last mail, and your address is deleted after 30 days; at once: "
        "%(stop)s\n"
    )
    links = {"yes": _link("reminders:confirm", token)}
    links["stop"] = _link("reminders:stop", stop_token(reminder))
    mail.body = body % links
    expires_at = now + ANSWERED_WITHIN
    return mail, {"token_digest": digest_of(token), "expires_at": expires_at, "due_at": None}


def _has_answered(learner_id: uuid.UUID, since: datetime.datetime | None) -> bool:
    """Whether the learner has answered anything since then."""
    log = LoggedReview.objects.filter(learner=learner_id)
    return since is None or log.filter(answered_at__gt=since).exists()


def _next_time(reminder: MailReminder, now: datetime.datetime) -> datetime.datetime:
    return next_time(now, reminder.weekdays, reminder.hour, reminder.zone, reminder.mailed_at)


def _link(name: str, *args: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _send(mail: EmailMessage) -> bool:
    """Send it; an address that does not take it is logged without its name."""
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        logger.warning("A reminder was not sent: %s", type(error).__name__)
        return False
    return True
