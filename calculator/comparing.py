"""Up to three calculations side by side, by the addresses that they have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calculator.exports import wording
from calculator.exports.tables import ExportedFigure, Unit, exported_figures
from calculator.form.addresses import LONGEST_ADDRESS, AddressError, read_address
from calculator.form.forms import CalculatorForm
from calculator.form.stored_scenario import choose_preset, fill_form, source_of
from calculator.models import CostScenario
from glossary_site.numbers.formatting import write_number

SLOTS = ("a", "b", "c")
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
    Unit.USD: wording.usd,
    Unit.SHARE: wording.percent,
    Unit.MULTIPLE: wording.multiple,
}


@dataclass(frozen=True)
class Slot:
    """One of the three: what was given for it, and its form or what is wrong with it."""

    place: int
    given: str
    form: CalculatorForm | None = None
    query: str = ""
    source: str | Promise = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """Its name in the address."""
        return SLOTS[self.place - 1]

    @property
    def title(self) -> str:
        return gettext("Calculation %(place)s") % {"place": self.place}

    @property
    def label(self) -> str:
        """Its title with whose numbers it holds, for a cell that stands without its column."""
        return f"{self.title}: {self.source}" if self.source else self.title


@dataclass(frozen=True)
class Cell:
    """A figure of one calculation, and how far it lies from that of the first one."""

    label: str
    shown: str
    difference: str = ""


@dataclass(frozen=True)
class Row:
    """An input or a figure of all calculations."""

    title: str | Promise
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """Calculations side by side: the inputs that are not the same in all, and their figures."""

    slots: tuple[Slot, ...]
    inputs: tuple[Row, ...]
    figures: tuple[Row, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The parts of the table that have rows, each with its title."""
        titled = ((gettext("What differs"), self.inputs), (gettext("Result"), self.figures))
        return tuple(part for part in titled if part[1])


def read_slots(given: QueryDict, names: Mapping[str, str] | None = None) -> tuple[Slot, ...]:
    """The three slots; each holds an address of the calculator, or only what follows its `?`.

    `names` are those that the reader saved queries under.
    """
    presets = list(CostScenario.objects.for_presets())
    slots = [
        _read_slot(place, given.get(name, "").strip(), presets)
        for place, name in enumerate(SLOTS, start=1)
    ]
    return tuple(replace(slot, source=(names or {}).get(slot.query, slot.source)) for slot in slots)


def compare(slots: Sequence[Slot]) -> Comparison | None:
    """The slots that hold a calculation side by side; None where none does."""
    filled = {slot: slot.form for slot in slots if slot.form}
    if not filled:
        return None
    return Comparison(tuple(filled), tuple(_inputs(filled)), tuple(_figures(filled)))


def _inputs(filled: Mapping[Slot, CalculatorForm]) -> Iterator[Row]:
    first = next(iter(filled.values()))
    for name in first.names_in_order:
        written = [form.written(name) for form in filled.values()]
        if len(set(written)) > 1:
            cells = zip(filled, written, strict=True)
            yield Row(first[name].label, tuple(Cell(slot.label, text) for slot, text in cells))


def _figures(filled: Mapping[Slot, CalculatorForm]) -> Iterator[Row]:
    columns = {
        slot: {one.name: one for one in exported_figures(form.calculation)}
        for slot, form in filled.items()
        if form.calculation
    }
    first, *_others = columns.values()
    for name, title in FIGURES.items():
        cells = (_cell(slot, first[name], column[name]) for slot, column in columns.items())
        yield Row(title, tuple(cells))


def write_figure(one: ExportedFigure) -> str:
    """A figure as the page shows it; a dash where there is none."""
    return wording.UNKNOWN if one.value is None else _WRITE[one.unit](one.value)


def _cell(slot: Slot, first: ExportedFigure, one: ExportedFigure) -> Cell:
    return Cell(slot.label, write_figure(one), _difference(first, one))


def _difference(first: ExportedFigure, other: ExportedFigure) -> str:
    """How far the figures lie apart as they are shown, so that the page adds up."""
    if first.shown is None or other.shown is None or first.shown == other.shown:
        return ""
    sign, apart = "+" if other.shown > first.shown else "−", abs(other.shown - first.shown)
    if other.unit is Unit.SHARE:
        # Translators: percentage points, such as +1.3 points.
        return gettext("%(number)s points") % {"number": f"{sign}{write_number(apart)}"}
    return f"{sign}{_WRITE[other.unit](Fraction(apart))}"


def _read_slot(place: int, given: str, presets: Sequence[CostScenario]) -> Slot:
    if not given:
        return Slot(place, given)
    shown = given[:LONGEST_ADDRESS]
    try:
        state = read_address(given)
        preset = choose_preset(presets, state)
    except AddressError:
        problem = gettext("This is no address of the calculator. Copy one from its address bar.")
        return Slot(place, shown, problem=problem)
    except Http404:
        problem = gettext("There is no term “%(slug)s” with numbers to start from.")
        return Slot(place, shown, problem=problem % {"slug": state["preset"][:80]})
    form = fill_form(state, preset)
    if form.calculation is None:
        wrong = "; ".join(f"{field.label}: {message}" for field, message in form.mistakes)
        return Slot(place, shown, problem=wrong or gettext("There is no calculation in it."))
    return Slot(place, shown, form, state.urlencode(), source_of(form, preset))
