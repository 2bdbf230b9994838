"""What the owner of a result plans: ticks, owners and days, and target levels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import reswap, retarget

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import render_page, wants_fragment
from glossary_site.web.limits import limit_posts
from maturity.models import Assessment
from maturity.plans.action_plan import save_items, save_targets
from maturity.plans.forms import ItemsForm, TargetsForm
from maturity.results.result import build_result
from maturity.results.visibility import own_result_or_404

PAGE = "maturity/assessment_result.html"
PLAN = "maturity/_result_plan.html"


@posts_from("maturity:assessment_result")
@limit_posts
def plan_items(request: HttpRequest, token: str) -> HttpResponse:
    """Keep ticks, owners and days; answers with where the ticked items lead."""
    assessment = own_result_or_404(request, token)
    form = ItemsForm(build_result(assessment).plan, data=request.POST)
    if not form.is_valid():
        return _show(request, assessment, items_form=form)
    save_items(assessment, form.items)
    if not wants_fragment(request):
        return redirect(f"{assessment.get_absolute_url()}#result-plan")
    result = build_result(own_result_or_404(request, token))
    return render(request, "maturity/_plan_projection.html", {"result": result})


@posts_from("maturity:assessment_result")
@limit_posts
def plan_targets(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the target levels; answers with the plan that they ask for."""
    assessment = own_result_or_404(request, token)
    form = TargetsForm(build_result(assessment).plan, data=request.POST)
    if not form.is_valid():
        return _show(request, assessment, targets_form=form)
    save_targets(assessment, form.targets)
    if not wants_fragment(request):
        return redirect(f"{assessment.get_absolute_url()}#result-plan")
    return _show(request, own_result_or_404(request, token))


def _show(
    request: HttpRequest,
    assessment: Assessment,
    *,
    items_form: ItemsForm | None = None,
    targets_form: TargetsForm | None = None,
) -> HttpResponse:
    """The plan; a form that is given has errors."""
    result = build_result(assessment)
    context = {
        "result": result,
        "is_owner": True,
        "items_form": items_form or ItemsForm(result.plan),
        "targets_form": targets_form or TargetsForm(result.plan),
    }
    status = 422 if items_form or targets_form else 200
    response = render_page(request, PAGE, PLAN, context, status=status)
    return reswap(retarget(response, "#result-plan"), "outerHTML")
