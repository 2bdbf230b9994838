"""What becomes of a report: kept once, answered or turned down once, its reader told, forgotten."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from authoring.models import Proposal, ReaderReport

logger = logging.getLogger(__name__)
State = ReaderReport.State


def keep_once(report: ReaderReport) -> None:
    """Store the report, unless an open one says the same there: somebody pressed twice."""
    same = {name: getattr(report, name) for name in ("term", "anchor", "message")}
    if not ReaderReport.objects.open().filter(**same).exists():
        report.save()


def close(report: ReaderReport, state: str, answer: str) -> bool:
    """Answer the report or turn it down; False where somebody has done so already.

    The answer goes out once the transaction is committed. An address without an answer is deleted.
    """
    changes = {"state": state, "answer": answer, "closed_at": timezone.now()}
    if not answer:
        changes["email"] = ""
    is_first = ReaderReport.objects.open().filter(pk=report.pk).update(**changes) == 1
    if is_first:
        transaction.on_commit(partial(tell_reader, report.pk))
    return is_first


def close_corrected(report: ReaderReport) -> bool:
    """Answer that the entry was changed."""
    return close(report, State.ANSWERED, gettext("Thank you. The entry has been corrected."))


def close_reports_of(proposal: Proposal) -> None:
    """Answer every report that an accepted proposal came from."""
    for report in proposal.reader_reports.open():
        close_corrected(report)


def tell_reader(pk: int) -> bool:
    """Send the answer, and delete the address it went to; False where nothing was sent.

    An address that could not be reached is kept for another try.
    """
    report = ReaderReport.objects.to_be_told().select_related("term").filter(pk=pk).first()
    if report is None:
        return False
    address = f"{settings.SITE_URL}{report.get_absolute_url()}" if settings.SITE_URL else ""
    subject = gettext("Your report on %(term)s") % {"term": report.term.title}
    try:
        send_mail(subject, _answer_to(report, address), None, [report.email])
    except (SMTPException, OSError):
        logger.exception("Report %s is answered, but its e-mail was not sent", report.pk)
        return False
    ReaderReport.objects.filter(pk=pk).update(email="")
    return True


def _answer_to(report: ReaderReport, address: str) -> str:
    """The answer, and under it what the reader wrote, when and where."""
    day = date_format(timezone.localtime(report.reported_at))
    facts = {"day": day, "term": report.term.title, "place": report.place}
    wrote = gettext("You wrote on %(day)s about “%(term)s”, %(place)s:") % facts
    return "\n\n".join(filter(None, (report.answer, wrote, report.message, address)))
