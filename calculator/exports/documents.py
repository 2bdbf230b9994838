"""A result for a document: a table in Markdown, and a picture."""

from fractions import Fraction

from django.utils.translation import gettext

from calculator.charts.result_picture import ResultPicture, result_picture
from calculator.comparing import FIGURES, write_figure
from calculator.exports.tables import exported_figures
from calculator.exports.wording import percent, snapshot_words, usd
from calculator.form.forms import CalculatorForm
from calculator.model.calculation import Calculation
from calculator.model.model_prices import SNAPSHOT

_PIPE = str.maketrans({"|": "\\|", "\n": " "})


def markdown_table(form: CalculatorForm, calculation: Calculation, address: str) -> str:
    """The inputs in use and the main figures as two tables, with the address that computes them."""
    inputs = [
        (str(form[name].label), form.written(name))
        for name in form.names_in_order
        if name != "estimated" and form.cleaned_data[name] not in (None, "", False)
    ]
    figures = {one.name: one for one in exported_figures(calculation)}
    results = [(str(title), write_figure(figures[name])) for name, title in FIGURES.items()]
    tables = (
        _table((gettext("Input"), gettext("Value")), inputs),
        _table((gettext("Figure"), gettext("Value")), results),
    )
    notes = [f"{gettext('Computed at')} <{address}>."]
    if form.priced_requests:
        notes.append(snapshot_words(SNAPSHOT))
    return "\n".join((*tables, *notes)) + "\n"


def picture_of(form: CalculatorForm, calculation: Calculation, title: str) -> ResultPicture:
    """The four figures that a manager asks for, and what a month's revenue goes into."""
    economics, other = calculation.economics, Fraction(calculation.volume.other_cogs_share)
    figures = (
        (gettext("Cost per request"), usd(calculation.cost.total_usd)),
        (gettext("AI COGS a month"), usd(economics.monthly_ai_cogs_usd)),
        (gettext("AI COGS share of revenue"), percent(economics.ai_cogs_share)),
        (gettext("Gross margin"), percent(economics.gross_margin)),
    )
    parts = (
        (
            gettext("AI cost %(share)s") % {"share": percent(economics.ai_cogs_share)},
            economics.ai_cogs_share,
        ),
        (gettext("other cost %(share)s") % {"share": percent(other)}, other),
        (
            gettext("left %(share)s") % {"share": percent(economics.gross_margin)},
            economics.gross_margin,
        ),
    )
    note = gettext("Of a month’s revenue. Every input is an assumption of whoever filled it in.")
    if form.priced_requests:
        note = snapshot_words(SNAPSHOT)
    return result_picture(title, figures, parts, note)


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [head, ("---", "---:"), *rows]
    return "".join(
        f"| {name.translate(_PIPE)} | {value.translate(_PIPE)} |\n" for name, value in lines
    )
