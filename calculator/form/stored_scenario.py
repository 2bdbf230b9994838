"""What the calculator starts with: a feature that people build, or a term's teaching example."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.utils.functional import Promise

from calculator.form.examples import EXAMPLES, Example
from calculator.form.forms import TIER_FIELDS, CalculatorForm
from calculator.form.groups import ACCURACY_FIELDS
from calculator.model.money import exact_number, exact_percent, exact_usd
from calculator.models import CostScenario
from glossary_site.numbers.parsing import MAX_CHARACTERS

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
    known = ", ".join(one.term.slug for one in presets)
    raise Http404(f"no term {slug[:80]!r} with a cost scenario; there are: {known}")


def read_form(given: QueryDict) -> CalculatorForm:
    """The checked form of a query string, completed from its preset; Http404 as above."""
    return fill_form(given, choose_preset(list(CostScenario.objects.for_presets()), given))


def fill_form(given: QueryDict, preset: CostScenario | None) -> CalculatorForm:
    """The checked form of a query string, completed from `preset`."""
    form = CalculatorForm(complete_state(given, preset), given=given)
    form.is_valid()
    return form


def says_nothing(state: QueryDict) -> bool:
    """Whether an address leaves it to the calculator what to start with."""
    return "preset" not in state and not any(name in state for name in FIELDS)


def complete_state(state: QueryDict, preset: CostScenario | None) -> QueryDict:
    """`state` with the preset's values for what it does not name; the first example where it
    names nothing.

    The tiers go together: a state that names any of their fields has its own mix.
    """
    if says_nothing(state):
        return QueryDict(EXAMPLES[0].query)
    if preset is None:
        return state
    completed = state.copy()
    has_own_mix = any(name in state for name in TIER_FIELDS)
    for name, text in preset_values(preset).items():
        if name not in state and not (has_own_mix and name in TIER_FIELDS):
            completed[name] = text
    return completed


@dataclass(frozen=True)
class Start:
    """The scenario of a term that a calculation starts from; where it has a mix of its own,
    `labels` name what else it takes from there.
    """

    preset: CostScenario
    labels: tuple[str, ...] = ()


def start_of(form: CalculatorForm, preset: CostScenario | None) -> Start | None:
    """What the form's state took from `preset`; None where it took nothing."""
    taken = [name for name in form.state if name not in form.given]
    if preset is None or not taken or says_nothing(form.given):
        return None
    has_the_mix = any(name in TIER_FIELDS for name in taken)
    return Start(preset, () if has_the_mix else tuple(str(form[name].label) for name in taken))


def example_of(form: CalculatorForm) -> Example | None:
    """The example whose numbers they are; None where one of them is another's."""
    said = {name: text for name, text in form.state.items() if name in form.fields and text}
    for example in EXAMPLES:
        if {name: text for name, text in QueryDict(example.query).items() if text} == said:
            return example
    return None


def source_of(form: CalculatorForm, preset: CostScenario | None) -> str | Promise:
    """Whose numbers they are, an example's or a term's; empty where they are the reader's own."""
    if example := example_of(form):
        return example.title
    is_whole = preset and not any(name in FIELDS for name in form.given)
    return preset.term.short_title if preset and is_whole else ""


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
