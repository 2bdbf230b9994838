"""Answers that a device kept without a connection: checked, scored and logged when they come."""

import datetime
import json
import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.core import signing
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.identity import is_number_of, lock_learner
from learners.models import Learner
from quizzes.kinds.base import AnswerError
from quizzes.kinds.registry import kind_of
from quizzes.memory.log import log_answer
from quizzes.models import LoggedReview, Question
from quizzes.reviews.package import ASKINGS, MOST_QUESTIONS, Package, read_package

MOST_ANSWERS = MOST_QUESTIONS * ASKINGS


class Outcome(StrEnum):
    """What became of an answer that was sent."""

    LOGGED = "logged"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True)
class SentAnswer:
    """An answer as the device kept it: its id, its package, when it was given, and the form."""

    id: uuid.UUID
    package: str
    at: datetime.datetime
    form: str


class RefusedError(ValueError):
    """An answer that is not taken; its text says to the learner why."""


def read_answers(body: bytes) -> dict[str, SentAnswer | None]:
    """The answers of a post by their ids, None for what is none. Raises BadRequest for the rest."""
    try:
        rows = json.loads(body)
        by_id = {str(uuid.UUID(row["id"])): row for row in rows}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadRequest(_("A list of answers was expected, each with its id.")) from None
    return {key: _read_row(row) for key, row in by_id.items()}


def _read_row(row: dict[str, object]) -> SentAnswer | None:
    try:
        at = datetime.datetime.fromisoformat(str(row["at"]))
        answer_id = uuid.UUID(str(row["id"]))
        answer = SentAnswer(answer_id, str(row["package"]), at, str(row["form"]))
    except (ValueError, KeyError):
        return None
    return answer if at.tzinfo else None


def log_sent(
    learner: Learner, answers: dict[str, SentAnswer | None], session_key: str
) -> dict[str, dict[str, str]]:
    """Log each of the learner's answers by itself; what became of each, and why it was refused."""
    opened = cache(read_package)
    outcomes = {}
    for key, answer in answers.items():
        try:
            if answer is None:
                raise RefusedError(_("An answer could not be read."))
            package = opened(answer.package)
            is_own = package.is_of(learner.pk, session_key)
            if not (is_own or is_number_of(learner, package.learner_id)):
                raise RefusedError(_("An answer is for questions that somebody else took along."))
            outcomes[key] = {"outcome": _log(learner, answer, package).value}
        except signing.BadSignature:
            text = _("An answer is for questions that were not handed out here.")
            outcomes[key] = {"outcome": Outcome.REFUSED.value, "why": text}
        except (RefusedError, AnswerError) as error:
            outcomes[key] = {"outcome": Outcome.REFUSED.value, "why": str(error)}
    return outcomes


@transaction.atomic
def _log(learner: Learner, answer: SentAnswer, package: Package) -> Outcome:
    """The answer counts from when it was given: not before its package was made, nor after now.

    A question is scored as it stood in the package: its version is kept as long as it was answered
    or is the current one.
    """
    question_id = package.question_by_answer.get(answer.id)
    if question_id is None:
        raise RefusedError(_("An answer is for a question that was not taken along."))
    lock_learner(learner.pk)
    if LoggedReview.objects.filter(pk=answer.id).exists():
        return Outcome.KNOWN
    questions = Question.objects.for_taking().prefetch_related("options")
    question = questions.filter(pk=question_id).first()
    if question is None:
        raise RefusedError(_("A question was changed while you were away; the new one comes soon."))
    posed, kind = package.pose(question), kind_of(question)
    credit = kind.score(posed, kind.read(posed, QueryDict(answer.form)))
    at = min(max(answer.at, package.made_at), timezone.now())
    origin = LoggedReview.Origin.REVIEW
    log_answer(learner.pk, question, credit, origin, entry_id=answer.id, answered_at=at)
    return Outcome.LOGGED
