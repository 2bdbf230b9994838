"""Who may see a result: its owner always, and while it is shared whoever has its token."""

from __future__ import annotations

from django.http import HttpRequest

from learners.identity import learner_of
from maturity.models import Assessment
from maturity.results.result import find_finished


def is_owner(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether the one who asks is the learner who answered."""
    learner = learner_of(request)
    return learner is not None and learner.pk == assessment.learner_id


def visible_result(request: HttpRequest, token: str) -> Assessment | None:
    """The finished assessment that `token` names, where the one who asks may see its result."""
    assessment = find_finished(token)
    if assessment and (assessment.is_shared or is_owner(request, assessment)):
        return assessment
    return None


def own_result(request: HttpRequest, token: str) -> Assessment | None:
    """The same, for its owner alone."""
    assessment = find_finished(token)
    return assessment if assessment and is_owner(request, assessment) else None
