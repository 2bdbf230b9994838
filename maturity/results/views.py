"""A result, and who may see it."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from glossary_site.web.addresses import posts_from
from glossary_site.web.limits import limit_posts
from maturity.plans.forms import ItemsForm, TargetsForm
from maturity.results.comparing import read_comparison
from maturity.results.loading import own_result_or_404, result_or_404
from maturity.results.result import build_result, own_evidence
from maturity.results.visibility import is_owner


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
