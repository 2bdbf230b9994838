"""A result as a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from calculator.charts.result_picture import as_png
from calculator.exports.documents import markdown_table, picture_of
from calculator.exports.schema import result_schema
from calculator.exports.tables import exported_figures
from calculator.form.forms import CalculatorForm
from calculator.form.stored_scenario import example_of, read_form
from glossary_site.web.http import absolute_url
from glossary_site.web.spreadsheets import csv_response

COLUMNS = ("figure", "unit", "exact", "numerator", "denominator", "shown")


@require_safe
def calculation_json(request: HttpRequest) -> HttpResponse:
    """Inputs and figures as JSON, exact and as shown; 422 with the fields that are wrong."""
    form = read_form(request.GET)
    if form.calculation is None:
        return _refused(form)
    figures = [
        {"figure": one.name, "unit": one.unit, "exact": one.exact, "shown": one.shown_text}
        for one in exported_figures(form.calculation)
    ]
    inputs = {name: text for name, text in form.state.items() if name in form.fields and text}
    told = {"inputs": inputs, "figures": figures}
    response = JsonResponse(told, json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="cost.json"'
    return response


@require_safe
def calculation_csv(request: HttpRequest) -> HttpResponse:
    """The figures as CSV, exact and as shown; 422 with the fields that are wrong."""
    form = read_form(request.GET)
    if form.calculation is None:
        return _refused(form)
    rows = [
        (one.name, one.unit, one.decimal, one.numerator, one.denominator, one.shown)
        for one in exported_figures(form.calculation)
    ]
    return csv_response("cost.csv", [COLUMNS, *rows])


@require_safe
def calculation_markdown(request: HttpRequest) -> HttpResponse:
    """Inputs and main figures as tables for a document; 422 with the fields that are wrong."""
    form = read_form(request.GET)
    if form.calculation is None:
        return _refused(form)
    page = absolute_url(request, reverse("calculator:calculator"))
    text = markdown_table(form, form.calculation, f"{page}?{form.state.urlencode()}")
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@require_safe
def calculation_picture(request: HttpRequest, extension: str) -> HttpResponse:
    """The result as a picture, SVG or PNG; 422 with the fields that are wrong."""
    form = read_form(request.GET)
    if form.calculation is None:
        return _refused(form)
    example = example_of(form)
    title = str(example.title) if example else gettext("What an AI feature costs")
    picture = picture_of(form, form.calculation, title)
    if extension == "png":
        return HttpResponse(as_png(picture), content_type="image/png")
    context = {"picture": picture, "title": title}
    return render(request, "calculator/result.svg", context, content_type="image/svg+xml")


@require_safe
def calculation_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON schema of `result.json`."""
    response = JsonResponse(result_schema(), json_dumps_params={"indent": 2})
    response["Content-Type"] = "application/schema+json"
    return response


def _refused(form: CalculatorForm) -> HttpResponse:
    errors = {field.name: message for field, message in reversed(form.mistakes)}
    return JsonResponse({"errors": errors}, status=422)
