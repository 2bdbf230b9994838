"""What a reader of the calculator's result can tell the advisor."""

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from calculator.exports.wording import percent, usd
from calculator.form.addresses import AddressError, read_address
from calculator.form.stored_scenario import read_form
from glossary_site.web.handover import Finding, Findings


def of_calculation(_request: HttpRequest, query: str) -> Findings | None:
    """Cost a request and a month, and the margin; None where the query string is no scenario."""
    try:
        state = read_address(query) if query else QueryDict()
        calculation = read_form(state).calculation
    except (Http404, AddressError):
        return None
    if calculation is None:
        return None
    economics = calculation.economics
    found = (
        Finding("cost_per_request", _("Cost per request"), usd(calculation.cost.total_usd)),
        Finding("ai_cogs", _("AI COGS a month"), usd(economics.monthly_ai_cogs_usd)),
        Finding("gross_margin", _("Gross margin"), percent(economics.gross_margin)),
    )
    path = reverse("calculator:calculator")
    given = state.urlencode()
    return Findings(_("Cost calculator"), f"{path}?{given}" if given else path, found)
