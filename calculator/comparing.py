"""Up to three calculations side by side, by the addresses that they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calculator import writing
from calculator.calculation import Calculation
from calculator.exporting import ExportedFigure, Unit, exported_figures
from calculator.forms import CalculatorForm
from glossary_site.numbers import write_number

SLOTS = ("a", "b", "c")
LONGEST = 4000
FIGURES: dict[str, str | Promise] = {
    "cost_per_request": _("Cost per request"),
    "saving_against_bare": _("Saving against sending every request to the dearest tier"),
    "ai_cogs_a_user": _("AI COGS a user, a month"),
    "ai_cogs_a_month": _("AI COGS a month"),
    "ai_cogs_a_year": _("AI COGS a year"),
    "ai_cogs_share": _("AI COGS share of revenue"),
    "gross_margin": _("Gross margin"),
    "margin_collapse": _("Margin collapse point"),
}
_WRITE: dict[Unit, Callable[[Fraction], str]] = {
    Unit.USD: writing.usd,
    Unit.SHARE: writing.percent,
    Unit.MULTIPLE: writing.multiple,
}


@dataclass(frozen=True)
class Slot:
    """One of the three: what was given for it, and its calculation or what is wrong with it."""

    name: str
    given: str
    query: str = ""
    calculation: Calculation | None = None
    problem: str = ""


@dataclass(frozen=True)
class Cell:
    """A figure of one calculation, and how far it lies from that of the first one."""

    shown: str
    difference: str = ""


@dataclass(frozen=True)
class Row:
    """A figure of all calculations."""

    title: str | Promise
    cells: tuple[Cell, ...]


def read_slots(given: QueryDict) -> tuple[Slot, ...]:
    """The three slots; each holds an address of the calculator, or only what follows its `?`."""
    return tuple(_read_slot(name, given.get(name, "").strip()) for name in SLOTS)


def compare(calculations: Sequence[Calculation]) -> tuple[Row, ...]:
    """The figures of at least one calculation, a row each."""
    columns = [{one.name: one for one in exported_figures(each)} for each in calculations]
    rows = []
    for name, title in FIGURES.items():
        first = columns[0][name]
        figures = [column[name] for column in columns]
        cells = [
            Cell(
                "–" if one.value is None else _WRITE[one.unit](one.value),
                _difference(first, one) if place else "",
            )
            for place, one in enumerate(figures)
        ]
        rows.append(Row(title, tuple(cells)))
    return tuple(rows)


def _difference(first: ExportedFigure, other: ExportedFigure) -> str:
    """How far the figures lie apart as they are shown, so that the page adds up."""
    if first.shown is None or other.shown is None or first.shown == other.shown:
        return ""
    sign, apart = "+" if other.shown > first.shown else "−", abs(other.shown - first.shown)
    if other.unit is Unit.SHARE:
        # Translators: percentage points, such as +1.3 points.
        return gettext("%(number)s points") % {"number": f"{sign}{write_number(apart)}"}
    return f"{sign}{_WRITE[other.unit](Fraction(apart))}"


def _read_slot(name: str, given: str) -> Slot:
    if not given:
        return Slot(name, given)
    if len(given) > LONGEST:
        return Slot(name, given[:LONGEST], problem=str(_("This is too long to be an address.")))
    query = _query_of(given)
    form = CalculatorForm(QueryDict(query), given=QueryDict(query))
    if form.is_valid() and form.calculation:
        return Slot(name, given, query, form.calculation)
    wrong = "; ".join(f"{field.label}: {message}" for field, message in form.mistakes)
    return Slot(name, given, query, problem=wrong or str(_("There is no calculation in it.")))


def _query_of(given: str) -> str:
    """What follows the `?` of an address, whose host does not matter: nothing is fetched."""
    try:
        return urlsplit(given).query if "?" in given else given
    except ValueError:
        return ""
