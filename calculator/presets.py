"""What the calculator starts with: the mix and the illustrative volume of a term."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, QueryDict

from calculator.exact_text import exact_number, exact_percent, exact_usd
from calculator.forms import TIER_FIELDS, CalculatorForm
from calculator.groups import ACCURACY_FIELDS
from calculator.models import CostScenario
from glossary_site.typed_numbers import MAX_CHARACTERS

FIELDS = (*TIER_FIELDS, *ACCURACY_FIELDS, *CalculatorForm.base_fields)


def choose_preset(presets: Sequence[CostScenario], state: QueryDict) -> CostScenario | None:
    """The scenario of the term that `?preset=` names, else the first; None if there is none.

    Raises Http404 for a term without a scenario.
    """
    if "preset" not in state:
        return presets[0] if presets else None
    slug = state["preset"]
    for scenario in presets:
        if scenario.term.slug == slug:
            return scenario
    raise Http404(f"no term {slug[:80]!r} with a cost scenario")


def presets_say(presets: Sequence[CostScenario], chosen: CostScenario | None) -> str:
    """All that a page says of its presets, so that it is made anew when one of them changes."""
    named = [(one.term.slug, one.term.short_title) for one in presets]
    return repr((chosen and (chosen.term.slug, chosen.note), named))


def read_form(given: QueryDict) -> CalculatorForm:
    """The checked form of a query string, completed from its preset; Http404 as above."""
    preset = choose_preset(list(CostScenario.objects.for_presets()), given)
    form = CalculatorForm(complete_state(given, preset), given=given)
    form.is_valid()
    return form


def complete_state(state: QueryDict, preset: CostScenario | None) -> QueryDict | None:
    """`state` with the preset's values for what it does not name; None without either.

    The tiers go together: a state that names any of their fields has its own mix.
    """
    if preset is None:
        return state if any(name in state for name in FIELDS) else None
    completed = state.copy()
    has_own_mix = any(name in state for name in TIER_FIELDS)
    for name, text in preset_values(preset).items():
        if name not in state and not (has_own_mix and name in TIER_FIELDS):
            completed[name] = text
    return completed


def preset_values(scenario: CostScenario) -> dict[str, str]:
    """The form's fields filled from a stored scenario, exactly."""
    values = {
        "users": exact_number(scenario.users),
        "requests_per_user": exact_number(scenario.requests_per_user),
        "price_per_user": exact_usd(scenario.price_per_user_usd),
        "other_cogs": exact_percent(scenario.other_cogs_share),
    }
    for row, tier in enumerate(scenario.tiers.all(), start=1):
        values[f"name_{row}"] = tier.name[:MAX_CHARACTERS]
        values[f"share_{row}"] = exact_percent(tier.share)
        values[f"price_{row}"] = exact_usd(tier.price_usd)
    return values
