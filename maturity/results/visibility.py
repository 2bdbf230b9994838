"""Who may see a result: its owner always, and while it is shared whoever has its token."""

from django.http import Http404, HttpRequest

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


def result_or_404(request: HttpRequest, token: str) -> Assessment:
    """The same, or a 404."""
    if found := visible_result(request, token):
        return found
    raise Http404("no result with this token")


def own_result_or_404(request: HttpRequest, token: str) -> Assessment:
    """The finished assessment, for its owner alone."""
    assessment = find_finished(token)
    if assessment and is_owner(request, assessment):
        return assessment
    raise Http404("no result of yours with this token")
