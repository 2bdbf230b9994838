"""The calculator and the diagram of a term's cost."""

from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from calculator.benchmarks import place
from calculator.charts.scale import result_charts
from calculator.comparing import compare, read_slots
from calculator.form.examples import EXAMPLES
from calculator.form.forms import CalculatorForm
from calculator.form.stored_scenario import Start, fill_form
from calculator.model.model_prices import SNAPSHOT
from calculator.models import CostScenario
from calculator.views import models_of, models_page
from dev.styleguide.specimens import Section, Specimen
from terms.models import Term

FORM = "calculator/_calculator_form.html"
RESULT = "calculator/_calculator_result.html"
EVERY_OPTION = (
    "hit_rate=30%25&lookup_usd=0.001&guardrail_usd=0.002&checked_share=5%25&check_usd=0.01"
    "&failure_rate=2%25&most_retries=2&fixed_monthly=500"
    "&accuracy_1=80%25&accuracy_2=90%25&accuracy_3=96%25&wrong_hit_rate=2%25&correct_usd=0.50"
    "&wrong_usd=0.20&reviewed_share=5%25&review_usd=0.40&training_usd=25000&upkeep_usd=1500"
    "&saved_usd=0.062"
)
MODELS = (
    "share_1=90%25&model_1=openai/gpt-4o-mini&input_1=1200&cached_1=800&output_1=300"
    "&share_2=10%25&model_2=openai/gpt-4o&input_2=1200&cached_2=800&output_2=300"
)
WRONG = "share_1=80%25&users=many&hit_rate=130%25"
PARTS = {
    "calc-numbers": (_("Numbers of a request"), "request"),
    "calc-spend": (_("Spend chart and its table"), "tiers"),
    "calc-months": (_("Numbers of a month and a year"), "month"),
    "calc-growth": (_("Growth table"), "growth"),
    "calc-cascade": (_("Router or cascade"), "cascade"),
    "calc-accuracy": (_("What right answers cost"), "accuracy"),
    "calc-training": (_("Training a smaller model"), "training"),
    "calc-swings": (_("What moves the cost"), "swings"),
    "calc-range": (_("How sure it is"), "range"),
    "calc-sharing": (_("The widget’s code"), "sharing"),
}


def calculator_section(term: Term) -> Section:
    """The calculator filled from `term`: every option in use, wrong input, and nothing at all."""
    presets = list(CostScenario.objects.for_presets())
    scenario = next(preset for preset in presets if preset.term_id == term.pk)
    filled, wrong = _form(EVERY_OPTION, scenario), _form(WRONG, scenario)
    calculation = filled.calculation
    if calculation is None:
        raise ValueError(f"the calculator refuses {EVERY_OPTION}")
    charts = result_charts(calculation) | {"placed": place(calculation)}
    whole = {"form": filled, "calculation": calculation, **charts}
    parts = (
        Specimen(key, title, f"calculator/_result_{name}.html", whole)
        for key, (title, name) in PARTS.items()
    )
    return Section(
        "calculator",
        _("Calculator"),
        (
            Specimen(
                "cost-diagram",
                _("Cost diagram and the way to the calculator"),
                "calculator/_cost_section.html",
                {"term": term},
            ),
            Specimen(
                "calc-presets",
                _("Where the numbers come from"),
                "calculator/_presets.html",
                {"start": Start(scenario), "presets": presets, "examples": EXAMPLES},
            ),
            Specimen("calc-form", _("Form, every option in use"), FORM, {"form": filled}),
            Specimen("calc-wrong", _("Form, wrong input"), FORM, {"form": wrong}),
            *parts,
            Specimen("calc-mistakes", _("No result yet: mistakes"), RESULT, {"form": wrong}),
            Specimen(
                "calc-empty", _("No result yet: nothing given"), RESULT, {"form": CalculatorForm()}
            ),
            *_priced_by_models(scenario),
            _side_by_side(filled),
            Specimen(
                "calc-compare-wrong",
                _("Addresses to compare, one of them wrong"),
                "calculator/_comparison_form.html",
                {"slots": read_slots(QueryDict(f"a={quote(filled.state.urlencode())}&b={WRONG}"))},
            ),
            Specimen("calc-widget", _("The widget’s form"), "calculator/_embed_form.html", whole),
            Specimen(
                "calc-brief", _("The widget’s result"), "calculator/_embed_result.html", whole
            ),
        ),
    )


def _priced_by_models(scenario: CostScenario) -> tuple[Specimen, ...]:
    form = _form(MODELS, scenario)
    table = {"provider": models_of("zai")[0], "page": models_page(models_of("zai"), 1)}
    shown = {"form": form, "snapshot": SNAPSHOT}
    return (
        Specimen("calc-models", _("Tiers priced by models"), FORM, {"form": form}),
        Specimen(
            "calc-model-prices",
            _("Prices of the models"),
            "calculator/_result_models.html",
            shown,
        ),
        Specimen(
            "calc-model-table", _("A provider’s models"), "calculator/_model_table.html", table
        ),
    )


def _side_by_side(filled: CalculatorForm) -> Specimen:
    dearer = filled.state.copy()
    dearer["price_3"] = "2"
    states = {"a": filled.state.urlencode(), "b": dearer.urlencode()}
    slots = read_slots(QueryDict(urlencode(states)))
    context = {"comparison": compare(slots)}
    title = _("Two calculations side by side")
    return Specimen("calc-compare", title, "calculator/_comparison.html", context)


def _form(query: str, scenario: CostScenario) -> CalculatorForm:
    return fill_form(QueryDict(query), scenario)
