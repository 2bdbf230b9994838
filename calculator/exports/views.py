"""A result as a file, and the calculator for sites that ask by oEmbed."""

from html import escape
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from calculator.charts.result_picture import as_png
from calculator.exports.documents import markdown_table, picture_of
from calculator.exports.schema import result_schema
from calculator.exports.tables import exported_figures
from calculator.form.forms import CalculatorForm
from calculator.form.stored_scenario import FIELDS, example_of, read_form
from glossary_site.web.addresses import is_same_page
from glossary_site.web.http import absolute_url
from glossary_site.web.spreadsheets import csv_response
from terms.pages.context import load_glossary

COLUMNS = ("figure", "unit", "exact", "numerator", "denominator", "shown")
WIDTH, HEIGHT = 640, 900
"""The widget's size in CSS pixels, unless less is asked for."""


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


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The widget for the calculator's address in `url=`, as oEmbed 1.0 says; JSON alone."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(gettext("only format=json is there") + "\n", status=501)
    asked = request.GET.get("url", "").strip()
    page = absolute_url(request, reverse("calculator:calculator"))
    if not is_same_page(asked, page):
        raise Http404("no such calculator")
    width, height = _size(request, "maxwidth", WIDTH), _size(request, "maxheight", HEIGHT)
    query = _state(urlsplit(asked).query)
    source = absolute_url(request, reverse("calculator:calculator_embed"))
    address = f"{source}?{query}" if query else source
    glossary, title = load_glossary(), gettext("Cost calculator")
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": glossary.title,
            "provider_url": absolute_url(request, reverse("terms:home")),
            "width": width,
            "height": height,
            "html": f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" '
            f'height="{height}" loading="lazy"></iframe>',
        }
    )


def _state(query: str) -> str:
    """What of a query the widget reads; where people came from is none of its business."""
    given, read = QueryDict(query), {"preset", *FIELDS}
    pairs = [(name, value) for name, values in given.lists() if name in read for value in values]
    return urlencode(pairs)


def _refused(form: CalculatorForm) -> HttpResponse:
    errors = {field.name: message for field, message in reversed(form.mistakes)}
    return JsonResponse({"errors": errors}, status=422)


def _size(request: HttpRequest, name: str, largest: int) -> int:
    """The size that is asked for in `name`, at most the widget's own."""
    text = request.GET.get(name, str(largest))
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text)):
        message = gettext("%(name)s=%(text)s is not a number of pixels from 1")
        raise BadRequest(message % {"name": name, "text": text[:20]})
    return min(int(text), largest)
