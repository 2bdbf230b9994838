"""Results as files, out and in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_posts
from glossary_site.web.spreadsheets import csv_response
from learners.identity import ensure_learner, learner_of
from maturity.models import Assessment, MaturityModel
from maturity.results.exchange import (
    ResultFileError,
    csv_rows,
    decode_file,
    load_result,
    read_result,
    write_json,
)
from maturity.results.history import read_history
from maturity.results.result import build_result
from maturity.results.visibility import is_owner, result_or_404


@require_safe
def result_json(request: HttpRequest, token: str) -> HttpResponse:
    """The result as JSON, with the evidence for its owner alone."""
    assessment = result_or_404(request, token)
    text = write_json(build_result(assessment), is_owner=is_owner(request, assessment))
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_name(assessment, "json")}"'
    return _file(response)


@require_safe
def result_csv(request: HttpRequest, token: str) -> HttpResponse:
    """The answers as CSV, with the evidence for their owner alone."""
    assessment = result_or_404(request, token)
    rows = csv_rows(build_result(assessment), is_owner=is_owner(request, assessment))
    return _file(csv_response(_name(assessment, "csv"), rows))


@posts_from("maturity:assessment_history")
@limit_posts
def result_load(request: HttpRequest, slug: str) -> HttpResponse:
    """A saved result, sent as `file` or as the text `result`, becomes one of the learner's.

    A 422 says what is wrong with it.
    """
    model = get_object_or_404(MaturityModel.objects.current(), slug=slug)
    text, file = request.POST.get("result", ""), request.FILES.get("file")
    try:
        saved = read_result(decode_file(file.read()) if file else text, slug, timezone.now())
    except ResultFileError as error:
        history = read_history(learner_of(request), slug)
        context = {"model": model, "history": history, "problem": str(error), "sent": text}
        return render(request, "maturity/assessment_history.html", context, status=422)
    return redirect(load_result(saved, ensure_learner(request)).get_absolute_url())


def _name(assessment: Assessment, ending: str) -> str:
    return f"{assessment.model.slug}-{assessment.finished_at:%Y-%m-%d}.{ending}"


def _file(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
