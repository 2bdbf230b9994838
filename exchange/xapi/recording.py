"""Writes statements into the outbox, each in the transaction of what it tells of."""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exchange.models import XapiStatement
from exchange.xapi.statements import Statement, answered, assessed, completed
from learners.own_data import Kept, Named
from maturity.models import Assessment
from maturity.signals import assessment_finished
from paths.models import PathCheck
from quizzes.models import Answer, Attempt, LoggedReview, Question
from quizzes.signals import answer_logged, attempt_finished


class _Store:
    """The host that statements go to, by the settings in force."""

    def __str__(self) -> str:
        return urlsplit(settings.XAPI_URL).hostname or ""


KEPT = Kept(
    _("answer a question, or finish a quiz, a check or an assessment"),
    format_lazy(
        _(
            "A statement that goes to {store}, which keeps records of learning for the operator of "
            "this site: which question, quiz, path or assessment, when, whether it was right, and "
            "the score or the level. It names you by a pseudonym that leads back to you with this "
            "site’s key alone, and holds nothing of what you chose or wrote. It is deleted here "
            "once it has been sent. If you delete everything, what still waits is never sent; for "
            "what was sent, ask the operator."
        ),
        store=lazystr(_Store()),
    ),
    (Named(XapiStatement, _("Statements that wait to be sent")),),
    setting="XAPI_URL",
)


@receiver(answer_logged)
def record_answer(entry: LoggedReview, question: Question, **_given: Any) -> None:
    """Say that a question was answered."""
    if settings.XAPI_URL:
        _keep(entry.learner_id, answered(entry, question))


@receiver(attempt_finished)
def record_attempt(attempt: Attempt, **_given: Any) -> None:
    """Say that a quiz, or the check at the end of a path, was finished."""
    if not settings.XAPI_URL:
        return
    answers = list(Answer.objects.filter(posed__attempt=attempt).order_by("posed__number"))
    check = PathCheck.objects.filter(attempt=attempt).select_related("path").first()
    if attempt.quiz or check:
        at = max(answer.answered_at for answer in answers)
        credits_of = [answer.credit for answer in answers]
        path = check.path if check else None
        _keep(attempt.learner_id, completed(attempt, credits_of, at, path))


@receiver(assessment_finished)
def record_assessment(assessment: Assessment, **_given: Any) -> None:
    """Say that a self-assessment was finished, and with which level."""
    if settings.XAPI_URL:
        _keep(assessment.learner_id, assessed(assessment))


def _keep(learner_id: uuid.UUID, statement: Statement) -> None:
    body = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
    XapiStatement.objects.create(
        pk=statement["id"], learner_id=learner_id, body=body, due_at=timezone.now()
    )
