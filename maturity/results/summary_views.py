"""A result on one page, to print or to send on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary_site.web.http import absolute_url
from maturity.results.result import build_result
from maturity.results.summary import write_markdown
from maturity.results.visibility import result_or_404


@require_safe
def result_summary(request: HttpRequest, token: str) -> HttpResponse:
    """One A4 page: level, profile, next steps and method."""
    result = build_result(result_or_404(request, token))
    return render(request, "maturity/result_summary.html", {"result": result})


@require_safe
def result_markdown(request: HttpRequest, token: str) -> HttpResponse:
    """The same as Markdown."""
    assessment = result_or_404(request, token)
    address = absolute_url(request, assessment.get_absolute_url())
    text = write_markdown(build_result(assessment), address)
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response
