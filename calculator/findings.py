"""What a reader of the calculator's result can tell the advisor."""

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from calculator.forms import CalculatorForm
from calculator.models import CostScenario
from calculator.presets import choose_preset, complete_state
from calculator.writing import percent, usd
from glossary_site.findings import Finding, Findings


def of_calculation(query: str) -> Findings | None:
    """Cost a request and a month, and the margin; None where the query string is no scenario."""
    try:
        state = QueryDict(query)
        preset = choose_preset(list(CostScenario.objects.for_presets()), state)
    except (Http404, ValueError):
        return None
    form = CalculatorForm(complete_state(state, preset), given=state)
    calculation = form.calculation if form.is_valid() else None
    if calculation is None:
        return None
    economics = calculation.economics
    found = (
        Finding("cost_per_request", _("Cost per request"), usd(calculation.cost.total_usd)),
        Finding("ai_cogs", _("AI COGS a month"), usd(economics.monthly_ai_cogs_usd)),
        Finding("gross_margin", _("Gross margin"), percent(economics.gross_margin)),
    )
    path = reverse("calculator:calculator")
    return Findings(_("Cost calculator"), f"{path}?{query}" if query else path, found)
