"""A learner's own results over time, and what lies between two of them."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learners.identity import learner_of
from maturity.models import Assessment, MaturityModel
from maturity.results.differences import compare
from maturity.results.history import read_history
from maturity.results.loading import own_result_or_404


@require_safe
def assessment_history(request: HttpRequest, slug: str) -> HttpResponse:
    """The learner's results of one assessment, in all its versions."""
    model = get_object_or_404(MaturityModel.objects.current(), slug=slug)
    context = {"model": model, "history": read_history(learner_of(request), slug)}
    return render(request, "maturity/assessment_history.html", context)


@require_safe
def result_difference(request: HttpRequest, slug: str) -> HttpResponse:
    """The way from the result `from` to the result `to`, both the learner's own, by token."""
    before, after = (_named_result(request, slug, name) for name in ("from", "to"))
    context = {"model": after.model, "difference": compare(before, after)}
    return render(request, "maturity/result_difference.html", context)


def _named_result(request: HttpRequest, slug: str, name: str) -> Assessment:
    token = request.GET.get(name)
    if not token:
        message = _("%(name)s= is missing: give the token of one of your results")
        raise BadRequest(message % {"name": name})
    assessment = own_result_or_404(request, token)
    if assessment.model.slug != slug:
        raise Http404(f"{name}={token[:40]!r} is not a result of {slug!r}")
    return assessment
