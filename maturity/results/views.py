"""A result, a learner's results over time, and what lies between two of them."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_posts
from learners.identity import learner_of
from maturity.models import Assessment, MaturityModel
from maturity.plans.forms import ItemsForm, TargetsForm
from maturity.results.differences import compare
from maturity.results.history import read_history
from maturity.results.other_results import read_comparison
from maturity.results.result import build_result, own_evidence
from maturity.results.visibility import is_owner, own_result_or_404, result_or_404


@require_safe
def assessment_result(request: HttpRequest, token: str) -> HttpResponse:
    """The result; its owner also sees their evidence, and plans."""
    assessment = result_or_404(request, token)
    result = build_result(assessment)
    context: dict[str, object] = {"result": result, "comparison": read_comparison(assessment)}
    if is_owner(request, assessment):
        context |= {
            "is_owner": True,
            "evidence": own_evidence(assessment),
            "items_form": ItemsForm(result.plan),
            "targets_form": TargetsForm(result.plan),
        }
    return render(request, "maturity/assessment_result.html", context)


@posts_from("maturity:assessment_result")
@limit_posts
def result_link(request: HttpRequest, token: str) -> HttpResponse:
    """`do=revoke` ends the sharing of the learner's own result, `do=renew` makes a new link."""
    assessment = own_result_or_404(request, token)
    wish = request.POST.get("do")
    if wish == "revoke":
        assessment.revoke_link()
    elif wish == "renew":
        assessment.renew_link()
    else:
        raise BadRequest(f"do={wish!r} is not possible: use revoke or renew")
    return redirect(f"{assessment.get_absolute_url()}#sharing")


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
