"""The calculator's page, its widget for other sites, and the models that price a tier."""

from collections import Counter

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from calculator.benchmarks import place, verdict_words
from calculator.charts.scale import result_charts
from calculator.comparing import compare, read_slots
from calculator.exports.decision_words import assumption_words, lever_words, verdict
from calculator.form.examples import EXAMPLES
from calculator.form.forms import CalculatorForm
from calculator.form.model_fields import LONGEST_NAME, MODEL_NAMES
from calculator.form.stored_scenario import (
    FIELDS,
    choose_preset,
    example_of,
    fill_form,
    read_form,
    start_of,
)
from calculator.form.token_estimate import with_estimated_tokens
from calculator.model.calculation import Calculation
from calculator.model.decision import best_lever, boldest_assumption
from calculator.model.model_prices import SNAPSHOT, ListedModel, listed_models
from calculator.model.model_search import FoundModels, known_models, search_models
from calculator.models import CostScenario
from calculator.saved import saved_names
from glossary_site.page_cache.public import public_page
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.embedding import embeddable
from glossary_site.web.http import absolute_url, render_page
from glossary_site.web.limits import limit_posts
from glossary_site.web.suggesting import suggestions_note
from learners.identity import learner_id_of

THEMES = ("light", "dark")


@public_page(params=("preset",), endless=FIELDS)
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The form and its result; for HTMX the result alone, or what is wrong, beside which the last
    result stays. The state is the query string.
    """
    presets = list(CostScenario.objects.for_presets())
    preset = choose_preset(presets, request.GET)
    form = fill_form(request.GET, preset)
    calculation, start = form.calculation, start_of(form, preset)
    context = {
        "form": form,
        "calculation": calculation,
        **_of_result(calculation),
        "start": start,
        "example": example_of(form),
        "presets": presets,
        "examples": EXAMPLES,
        "known_models": known_models(),
        "snapshot": SNAPSHOT,
        "state_query": form.state.urlencode(),
        **_addresses(request, form.state),
    }
    fragment = "calculator/_mistakes.html" if form.errors else "calculator/_calculator_result.html"
    response = render_page(
        request, "calculator/calculator.html", fragment, context, status=_status(form)
    )
    if form.errors:
        response["HX-Retarget"] = "#calc-mistakes"
    return response


def _of_result(calculation: Calculation | None) -> dict[str, object]:
    """The charts of a result, and in which benchmark bands it lies."""
    placed = place(calculation) if calculation else {}
    charts = result_charts(calculation) if calculation else {}
    return {**charts, "placed": placed, "verdicts": verdict_words(placed)}


@require_safe
def worth(request: HttpRequest) -> HttpResponse:
    """One screen for somebody who decides; the form where the state has no result."""
    form = read_form(request.GET)
    calculation = form.calculation
    if calculation is None:
        return redirect(f"{reverse('calculator:calculator')}?{request.GET.urlencode()}")
    context = {"form": form, "calculation": calculation, "snapshot": SNAPSHOT}
    return render(request, "calculator/worth.html", context | decision(calculation, form.state))


def decision(calculation: Calculation, state: QueryDict) -> dict[str, object]:
    """What `worth.html` says beyond the calculation's own figures."""
    lever = best_lever(calculation)
    return {
        "tenfold": calculation.growth[1],
        "verdict": verdict(calculation),
        "lever": lever_words(lever) if lever else "",
        "assumption": assumption_words(boldest_assumption(calculation)),
        "state_query": state.urlencode(),
    }


@posts_from("calculator:calculator")
@limit_posts
def estimate_tokens(request: HttpRequest) -> HttpResponse:
    """Count the tokens of a pasted prompt and answer into the state; neither is kept."""
    state = QueryDict(request.POST.get("state", ""))
    texts = (request.POST.get("prompt", ""), request.POST.get("answer", ""))
    query = with_estimated_tokens(state, *texts).urlencode()
    return redirect(f"{reverse('calculator:calculator')}?{query}")


@require_safe
def compare_calculations(request: HttpRequest) -> HttpResponse:
    """Up to three calculations side by side, `a`, `b` and `c`; 400 where one of them is none."""
    slots = read_slots(request.GET, saved_names(learner_id_of(request)))
    context = {"slots": slots, "comparison": compare(slots)}
    status = 400 if any(slot.problem for slot in slots) else 200
    return render(request, "calculator/compare.html", context, status=status)


@public_page(params=("preset", "theme"), endless=FIELDS)
@embeddable
@require_safe
def calculator_embed(request: HttpRequest) -> HttpResponse:
    """The widget: the same state, fewer fields, the result in short, no script and no cookie."""
    theme = request.GET.get("theme", "")
    if theme and theme not in THEMES:
        message = gettext("theme=%(theme)s is not known; use light or dark")
        raise BadRequest(message % {"theme": theme[:20]})
    try:
        form = read_form(request.GET)
    except Http404 as error:
        message = gettext(
            "preset=%(preset)s is not known; use the address of a term that has costs"
        )
        raise Http404(message % {"preset": request.GET.get("preset", "")[:80]}) from error
    context = {
        "form": form,
        "calculation": form.calculation,
        "theme": theme,
        "known_models": known_models(),
    }
    return render(request, "calculator/calculator_embed.html", context, status=_status(form))


@embeddable
@require_safe
def no_embed(request: HttpRequest, rest: str) -> HttpResponse:
    """404 for what looks like a widget's address and is none."""
    raise Http404(gettext("There is no widget at this address."))


def _addresses(request: HttpRequest, state: QueryDict) -> dict[str, str]:
    """Where other sites get the widget of this calculation from."""
    page = absolute_url(request, f"{request.path}?{state.urlencode()}" if state else request.path)
    return {
        "asked_url": page,
        "embed_url": absolute_url(request, reverse("calculator:calculator_embed")),
        "page_url": absolute_url(request, reverse("calculator:calculator")),
        "host_script_url": absolute_url(request, f"{settings.STATIC_URL}js/widget-host.js"),
    }


def _status(form: CalculatorForm) -> int:
    return 422 if form.errors else 200


MODELS_PER_PAGE = 100
MODELS_SUGGESTED = 8


@public_page(endless=MODEL_NAMES)
@require_safe
def model_suggestions(request: HttpRequest) -> HttpResponse:
    """Models for what is being typed into one of the form's fields; none where it names one."""
    text = next((request.GET[name] for name in MODEL_NAMES if name in request.GET), "")[
        :LONGEST_NAME
    ]
    found = search_models(text, MODELS_SUGGESTED)
    if found.models and found.models[0].name == text:
        found = FoundModels()
    note = suggestions_note(len(found.models), are_close=found.are_close)
    return render(request, "calculator/_model_suggestions.html", {"found": found, "note": note})


@public_page(params=("provider", "page"))
@require_safe
def model_list(request: HttpRequest) -> HttpResponse:
    """All providers; with `?provider=` the models of one, 100 a page, with their prices."""
    models = listed_models().values()
    counts = Counter((model.provider_id, model.provider_name) for model in models)
    provider = request.GET.get("provider", "")
    own = models_of(provider)
    if provider and not own:
        raise Http404(f"no provider {provider[:80]!r}")
    context = {
        "providers": [(*names, count) for names, count in counts.items()],
        "provider": own[0] if own else None,
        "page": models_page(own, read_number(request.GET, "page") or 1),
        "snapshot": SNAPSHOT,
    }
    return render(request, "calculator/model_list.html", context)


def models_of(provider_id: str) -> list[ListedModel]:
    """The models of one provider, in the order of the snapshot."""
    return [model for model in listed_models().values() if model.provider_id == provider_id]


def models_page(models: list[ListedModel], number: int) -> Page[ListedModel]:
    """One page of them. Raises Http404 beyond the last."""
    try:
        return Paginator(models, MODELS_PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404(f"no page {number}") from error
