"""The calculator and the diagram of a term's cost."""

from urllib.parse import unquote, urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from calculator.benchmarks import place
from calculator.charts.scale import result_charts
from calculator.comparing import compare, read_slots
from calculator.form.examples import EXAMPLES
from calculator.form.forms import CalculatorForm
from calculator.form.stored_scenario import Start, fill_form
from calculator.model.model_prices import SNAPSHOT
from calculator.model.model_search import search_models
from calculator.models import CostScenario
from calculator.views import decision, models_of, models_page
from dev.styleguide.specimens import Section, Specimen
from glossary_site.web.suggesting import suggestions_note
from terms.models import Term

PAGE = "calculator/calculator.html"
COMPARE = "calculator/compare.html"
WIDGET = "calculator/calculator_embed.html"
WORTH = "calculator/worth.html"
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


def calculator_section(term: Term) -> Section:
    """The calculator filled from `term`: every option in use, wrong input, and nothing at all."""
    presets = list(CostScenario.objects.for_presets())
    scenario = next(preset for preset in presets if preset.term_id == term.pk)
    filled, wrong = _form(EVERY_OPTION, scenario), _form(WRONG, scenario)
    starts = {"start": Start(scenario), "presets": presets, "examples": EXAMPLES}
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
            Specimen("calc", _("Every option in use"), PAGE, starts | _result(filled)),
            Specimen(
                "calc-models", _("Tiers priced by models"), PAGE, _result(_form(MODELS, scenario))
            ),
            Specimen("calc-wrong", _("Wrong input"), PAGE, {"form": wrong}),
            Specimen("calc-worth", _("Is it worth it?"), WORTH, _worth(filled)),
            Specimen(
                "calc-suggestions",
                _("Models for what is typed"),
                "calculator/_model_suggestions.html",
                {
                    "found": search_models("claude sonet", 3),
                    "note": suggestions_note(3, are_close=True),
                },
            ),
            Specimen("calc-widget", _("The widget"), WIDGET, _result(filled)),
            _models(),
            *_side_by_side(filled),
        ),
    )


def _result(form: CalculatorForm) -> dict[str, object]:
    """What the calculator's page shows of a form that is valid."""
    calculation = form.calculation
    if calculation is None:
        raise ValueError(f"the calculator refuses {form.state.urlencode()}")
    shown = {"form": form, "calculation": calculation, "snapshot": SNAPSHOT}
    return shown | result_charts(calculation) | {"placed": place(calculation)}


def _worth(form: CalculatorForm) -> dict[str, object]:
    """What the page for who decides shows of a form that is valid."""
    shown = _result(form)
    return shown | decision(form.calculation, form.state) if form.calculation else shown


def _models() -> Specimen:
    models = models_of("zai")
    context = {"provider": models[0], "page": models_page(models, 1), "snapshot": SNAPSHOT}
    title = _("A provider’s models")
    return Specimen("calc-model-list", title, "calculator/model_list.html", context)


def _side_by_side(filled: CalculatorForm) -> tuple[Specimen, ...]:
    """Two calculations, and two addresses of which one is wrong."""
    dearer = filled.state.copy()
    dearer["price_3"] = "2"
    slots, wrong = (
        read_slots(QueryDict(urlencode({"a": filled.state.urlencode(), "b": other})))
        for other in (dearer.urlencode(), unquote(WRONG))
    )
    both = {"slots": slots, "comparison": compare(slots)}
    return (
        Specimen("calc-compare", _("Two calculations side by side"), COMPARE, both),
        Specimen(
            "calc-compare-wrong",
            _("Addresses to compare, one of them wrong"),
            COMPARE,
            {"slots": wrong},
        ),
    )


def _form(query: str, scenario: CostScenario) -> CalculatorForm:
    return fill_form(QueryDict(query), scenario)
