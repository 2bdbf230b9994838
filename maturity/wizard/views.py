"""The assessments, and the wizard of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from glossary_site.page_cache.public import public_page
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import absolute_url, render_page, wants_fragment
from glossary_site.web.limits import limit_posts
from learners.identity import ensure_learner, learner_id_of, learner_of
from maturity.models import Assessment, Dimension, MaturityModel
from maturity.resuming import find_last_levels
from maturity.wizard.assessments import (
    Step,
    discard_assessment,
    find_assessment,
    find_model,
    finish_assessment,
    finish_short,
    last_picks,
    read_step,
    remembered_answers,
    save_answers,
    start_assessment,
)
from maturity.wizard.forms import DimensionForm, RubricForm

PAGE = "maturity/maturity_model.html"


@public_page()
@require_safe
def maturity_model_list(request: HttpRequest) -> HttpResponse:
    """All assessments."""
    context = {
        "models": MaturityModel.objects.for_list(),
        "begun": find_last_levels(learner_id_of(request)),
    }
    return render(request, "maturity/maturity_model_list.html", context)


@require_safe
def last_levels(request: HttpRequest) -> HttpResponse:
    """What readers with results see otherwise on the list; the list for everyone else."""
    if not wants_fragment(request):
        return redirect("maturity:maturity_model_list")
    context = {"begun": find_last_levels(learner_id_of(request))}
    return render(request, "learners/_resumptions.html", context)


@public_page(params=("dimension",))
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def maturity_model(request: HttpRequest, slug: str) -> HttpResponse:
    """An assessment: one dimension at a time, `?dimension=` or the first that is not complete.

    A post saves what is valid in it. `go` in it names the dimension to go to; without it, that is
    the next incomplete one, and the result where there is none.
    """
    assessment = find_assessment(learner_of(request), slug)
    model = _model_or_404(slug, assessment)
    if assessment and assessment.is_finished:
        return _finished(request, model, assessment)
    if model.is_short:
        return _short(request, model, assessment)
    step = _step_or_404(model, assessment, request.GET.get("dimension"))
    return _save(request, step) if request.method == "POST" else _show(request, step)


@posts_from("maturity:maturity_model")
@limit_posts
def assessment_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what is valid while a dimension is being answered, and say what is left to answer."""
    assessment = find_assessment(learner_of(request), slug)
    model = _model_or_404(slug, assessment)
    if assessment and assessment.is_finished:
        return _redirect(request, assessment.get_absolute_url())
    if model.is_short:
        return _redirect(request, model.get_absolute_url())
    step = _step_or_404(model, assessment, request.GET.get("dimension"))
    form = DimensionForm(step.dimension, data=request.POST)
    form.is_valid()
    saved = _keep(request, step, form)
    if not wants_fragment(request):
        return redirect(saved.dimension.get_absolute_url())
    context = {"step": saved, "form": form, "is_draft": True}
    return render(request, "maturity/_assessment_progress.html", context)


@posts_from("maturity:maturity_model")
@limit_posts
def assessment_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Start anew where the last assessment is finished; else go on with the one at hand."""
    learner = learner_of(request)
    assessment = find_assessment(learner, slug)
    model = _model_or_404(slug, assessment)
    if learner and assessment and assessment.is_finished:
        start_assessment(learner, model)
    return _redirect(request, model.get_absolute_url())


@posts_from("maturity:maturity_model")
@limit_posts
def assessment_discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete what is answered of the open assessment; finished results stay."""
    learner = learner_of(request)
    if learner:
        discard_assessment(learner, slug)
    return redirect("maturity:maturity_model", slug)


def _model_or_404(slug: str, assessment: Assessment | None) -> MaturityModel:
    if model := find_model(slug, assessment):
        return model
    raise Http404(f"no assessment {slug!r}")


def _step_or_404(model: MaturityModel, assessment: Assessment | None, key: str | None) -> Step:
    if step := read_step(model, assessment, key):
        return step
    raise Http404(f"{model.title!r} has no dimension {key!r}")


def _finished(request: HttpRequest, model: MaturityModel, assessment: Assessment) -> HttpResponse:
    """The way to the result; a late post, such as the second of a double click, leads there too."""
    if request.method == "POST":
        return _redirect(request, assessment.get_absolute_url())
    context = _page_context(request, model) | {"finished": assessment}
    return render_page(request, PAGE, "maturity/_assessment_finished.html", context)


def _short(
    request: HttpRequest, model: MaturityModel, assessment: Assessment | None
) -> HttpResponse:
    """All questions of a short assessment; a post that answers them leads to the result."""
    is_sent = request.method == "POST"
    picked = last_picks(assessment, model)
    data = request.POST if is_sent else None
    form = RubricForm(model.answerable_dimensions, data=data, picked=picked)
    if form.is_valid():
        mine = start_assessment(ensure_learner(request), model)
        finish_short(mine, form.picked, timezone.now())
        return _redirect(request, mine.get_absolute_url())
    context = _page_context(request, model) | {"form": form, "assessment": assessment}
    status = 422 if is_sent else 200
    return render_page(request, PAGE, "maturity/_short_assessment.html", context, status=status)


def _page_context(request: HttpRequest, model: MaturityModel) -> dict[str, object]:
    return {"model": model, "canonical_url": absolute_url(request, model.get_absolute_url())}


def _show(request: HttpRequest, step: Step, form: DimensionForm | None = None) -> HttpResponse:
    """The step with what is remembered of it, or with the `form` that needs another look."""
    remembered = {} if form else remembered_answers(step.assessment, step.dimension)
    context = _page_context(request, step.model) | {
        "step": step,
        "form": form or DimensionForm(step.dimension, answers=remembered),
        "is_prefilled": any(not answer.is_stored for answer in remembered.values()),
    }
    status = 422 if form else 200
    return render_page(request, PAGE, "maturity/_assessment_step.html", context, status=status)


def _save(request: HttpRequest, step: Step) -> HttpResponse:
    """Keep the valid answers, then show what is wrong, the next dimension, or the result."""
    form = DimensionForm(step.dimension, data=request.POST)
    chosen = request.POST.get("go")
    target = _step_or_404(step.model, step.assessment, chosen) if chosen else None
    form.is_valid()
    saved = _keep(request, step, form)
    if form.errors and not (target and form.is_only_missing):
        return _show(request, saved, form)
    following = target.here if target else saved.progress.next_open(after=step.here.position)
    if saved.assessment and following is None:
        finish_assessment(saved.assessment, timezone.now())
        return _redirect(request, saved.assessment.get_absolute_url())
    return _go_to(request, saved, (following or step.here).dimension)


def _keep(request: HttpRequest, step: Step, form: DimensionForm) -> Step:
    """Save what is valid in `form`; the first answer makes the learner and the assessment."""
    if not form.given:
        return step
    assessment = step.assessment or start_assessment(ensure_learner(request), step.model)
    save_answers(assessment, form.given)
    return _step_or_404(step.model, assessment, step.dimension.key)


def _go_to(request: HttpRequest, step: Step, dimension: Dimension) -> HttpResponse:
    url = dimension.get_absolute_url()
    if not wants_fragment(request):
        return redirect(f"{url}#assessment")
    following = _step_or_404(step.model, step.assessment, dimension.key)
    return push_url(_show(request, following), url)


def _redirect(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if wants_fragment(request) else redirect(url)
