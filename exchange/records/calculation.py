"""What a feature costs, as the calculator has it, for programs."""

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse
from pydantic import Field

from calculator.exports.tables import exported_figures
from calculator.form.stored_scenario import read_form
from exchange.records.record import Record


class CalculatedFigure(Record):
    figure: str
    unit: str
    exact: str | None = Field(description="Every digit, or numerator/denominator")
    shown: str | None


class Calculation(Record):
    url: str = Field(description="The page that computes the same")
    inputs: dict[str, str]
    figures: list[CalculatedFigure]


def read_calculation(given: QueryDict, base: str) -> Calculation:
    """The inputs as people type them, completed from their preset, with all figures.

    Raises BadRequest with the fields that are wrong, Http404 for a preset that there is not.
    """
    form = read_form(given)
    if form.calculation is None:
        raise BadRequest("; ".join(f"{field.name}: {words}" for field, words in form.mistakes))
    return Calculation(
        url=f"{base}{reverse('calculator:calculator')}?{form.state.urlencode()}",
        inputs={name: text for name, text in form.state.items() if name in form.fields and text},
        figures=[
            CalculatedFigure(
                figure=one.name, unit=str(one.unit), exact=one.exact, shown=one.shown_text
            )
            for one in exported_figures(form.calculation)
        ],
    )
