"""Statements of the Experience API on answers, quizzes, checks and assessments.

Shapes follow xAPI 1.0.3, part two (github.com/adlnet/xAPI-Spec, xAPI-Data.md); verbs and types of
activities are those of ADL's vocabulary (adlnet.gov/expapi). No text of a learner is in them.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from maturity.models import Assessment
from paths.models import Path
from quizzes.kinds.scoring import Credit, score
from quizzes.models import Attempt, LoggedReview, Question
from terms.fields.ranges import LEVEL
from terms.models import Term

Statement = dict[str, Any]
Activities = Mapping[str, Sequence[dict[str, Any]]]
"""The activities of a context, by how they relate to it."""

_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"
_INTERACTIONS = {
    "single": "choice",
    "multiple": "choice",
    "true-false": "true-false",
    "number": "numeric",
    "ordering": "sequencing",
}
"""What the specification calls our kinds of questions; `other` any that a plugin adds."""


def pseudonym(learner_id: uuid.UUID) -> str:
    """A name by which nobody without the site's key finds the learner, and always the same."""
    return salted_hmac("exchange.xapi", str(learner_id), algorithm="sha256").hexdigest()


def answered(entry: LoggedReview, question: Question) -> Statement:
    """An answer in a quiz, a check or a review: the kind of its question, and what it was worth."""
    term = question.quiz.term
    asked = _activity(
        f"{reverse('quizzes:quiz_detail', args=[term.slug])}#{question.key}",
        "cmi.interaction",
        f"{term.title}: {question.key}",
    )
    asked["definition"]["interactionType"] = _INTERACTIONS.get(question.kind, "other")
    context = {"parent": [_quiz(term)], "grouping": [_entry(term)]}
    if entry.origin == LoggedReview.Origin.REVIEW:
        context["other"] = [_activity(reverse("reviews:review"), "assessment")]
    result = _score(entry.earned, entry.worth, [entry.credit])
    return _statement(
        uuid.uuid5(entry.pk, "answered"),
        entry.learner_id,
        "answered",
        asked,
        result,
        entry.answered_at,
        context,
    )


def completed(
    attempt: Attempt, credits_of: Sequence[Credit], at: datetime.datetime, path: Path | None
) -> Statement:
    """A whole quiz, or the check at the end of `path`; a success where every answer was right."""
    if path:
        with override(settings.LANGUAGE_CODE):
            title = gettext("Check: %(title)s") % {"title": path.title}
        taken = _activity(reverse("paths:path_check", args=[path.slug]), "assessment", title)
        context = {"parent": [_activity(path.get_absolute_url(), "course", path.title)]}
    elif attempt.quiz:
        taken = _quiz(attempt.quiz.term)
        context = {"grouping": [_entry(attempt.quiz.term)]}
    else:
        raise ValueError(f"{attempt} is at no quiz and at no path")
    points = score(credits_of).points
    result = _score(round(float(points), 4), len(credits_of), credits_of) | {"completion": True}
    return _statement(
        uuid.uuid5(attempt.pk, "completed"),
        attempt.learner_id,
        "completed",
        taken,
        result,
        at,
        context,
    )


def assessed(assessment: Assessment) -> Statement:
    """A finished self-assessment: its level alone, if it has one."""
    model = assessment.model
    result: dict[str, Any] = {"completion": True}
    if assessment.level is not None:
        result["score"] = {"raw": assessment.level, "min": int(LEVEL.low), "max": int(LEVEL.high)}
    at = assessment.finished_at
    if at is None:
        raise ValueError(f"{assessment} is not finished")
    return _statement(
        uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/assessments/{assessment.pk}"),
        assessment.learner_id,
        "completed",
        _activity(model.get_absolute_url(), "assessment", model.title),
        result,
        at,
        {},
    )


def _score(raw: float, most: int, credits_of: Sequence[Credit]) -> dict[str, Any]:
    marks = {"scaled": round(raw / most, 4), "raw": raw, "min": 0, "max": most}
    return {"score": marks, "success": all(one.earned == one.worth for one in credits_of)}


def _entry(term: Term) -> dict[str, Any]:
    return _activity(term.get_absolute_url(), "lesson", term.title)


def _quiz(term: Term) -> dict[str, Any]:
    with override(settings.LANGUAGE_CODE):
        title = gettext("Quiz: %(title)s") % {"title": term.title}
    return _activity(reverse("quizzes:quiz_detail", args=[term.slug]), "assessment", title)


def _activity(path: str, kind: str, name: str = "") -> dict[str, Any]:
    """The page at `path` of this site as an activity."""
    definition: dict[str, Any] = {"type": f"{_TYPES}{kind}"}
    if name:
        definition["name"] = {settings.CONTENT_LANGUAGE: name}
    address = f"{settings.SITE_URL}{path}"
    return {"objectType": "Activity", "id": address, "definition": definition}


def _statement(
    statement_id: uuid.UUID,
    learner_id: uuid.UUID,
    verb: str,
    activity: dict[str, Any],
    result: dict[str, Any],
    at: datetime.datetime,
    related: Activities,
) -> Statement:
    account = {"homePage": settings.SITE_URL, "name": pseudonym(learner_id)}
    statement = {
        "id": str(statement_id),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": f"{_VERBS}{verb}", "display": {"en": verb}},
        "object": activity,
        "result": result,
        "timestamp": at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
    }
    return statement | ({"context": {"contextActivities": dict(related)}} if related else {})
