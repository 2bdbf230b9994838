"""A case computed to its end, a model for each of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext

from glossary_site.numbers.formatting import write_number, write_percent, write_usd
from glossary_site.numbers.formula import FormulaError
from glossary_site.numbers.rounding import places_below_one, round_to, without_zeros
from terms.fields.columns import LineField, holds, within
from terms.fields.prose import ProseField
from terms.fields.ranges import (
    ABBREVIATION_CHARACTERS,
    AMOUNT,
    LABEL_CHARACTERS,
    LINE_CHARACTERS,
    TITLE_CHARACTERS,
)
from terms.models.term import Figure, TermRow
from terms.sections.worked_example import DOLLARS, PERCENT, compute, exact_value


class WorkedExample(TermRow):
    """A case computed to its end; a term has one at most."""

    title = LineField(max_length=TITLE_CHARACTERS)
    conclusion = ProseField()
    conclusion_html: str

    class Meta(TermRow.Meta):
        default_related_name = "worked_examples"

    def __str__(self) -> str:
        return self.title

    @property
    def lines(self) -> list[WorkedLine]:
        """The steps with what is computed of them; without it where that cannot be had.

        No file and no form has such a formula, and a row that has one breaks no page.
        """
        inputs, steps = self.term.worked_inputs.all(), self.term.worked_steps.all()
        try:
            results = compute(inputs, steps)
        except FormulaError:
            return [WorkedLine(step, "", step.result) for step in steps]
        written = {one.name: write_amount(exact_value(one), _sign(one.unit)) for one in inputs}
        lines = []
        for step, result in zip(steps, results, strict=True):
            if result is None:
                lines.append(WorkedLine(step, "", step.result))
                continue
            lines.append(WorkedLine(step, _sum(step.formula, written), _result(result, step.unit)))
            written[step.name] = write_amount(result, _sign(step.unit))
        return lines


class WorkedInput(TermRow):
    """A number that a worked example starts from, typed or taken from the list prices."""

    name = models.CharField(max_length=ABBREVIATION_CHARACTERS)
    label = LineField(max_length=LABEL_CHARACTERS)
    value = models.DecimalField(
        max_digits=18, decimal_places=AMOUNT.places, validators=within(AMOUNT)
    )
    unit = LineField(max_length=ABBREVIATION_CHARACTERS)
    figure = models.ForeignKey(
        Figure, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    price_model = LineField(max_length=TITLE_CHARACTERS, blank=True)
    price_input_tokens = models.PositiveIntegerField(null=True, blank=True)
    price_output_tokens = models.PositiveIntegerField(null=True, blank=True)
    price_date = models.DateField(null=True, blank=True, editable=False)

    class Meta(TermRow.Meta):
        default_related_name = "worked_inputs"
        constraints = [
            models.CheckConstraint(
                condition=holds("value", AMOUNT), name="worked_input_value_in_range"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def amount(self) -> Decimal:
        return self.value

    @property
    def price_words(self) -> str:
        """What the price is for and of which day, where the number is a list price."""
        if self.price_date is None:
            return ""
        words = gettext("list price of %(day)s, %(tokens_in)s tokens in, %(tokens_out)s out")
        return words % {
            "day": date_format(self.price_date),
            "tokens_in": write_number(Decimal(self.price_input_tokens or 0)),
            "tokens_out": write_number(Decimal(self.price_output_tokens or 0)),
        }

    @property
    def written(self) -> str:
        """The number with its unit: `70% of queries`."""
        return write_amount(exact_value(self), self.unit)


class WorkedStep(TermRow):
    """A result of a worked example, computed by a formula or typed with its working."""

    name = models.CharField(max_length=ABBREVIATION_CHARACTERS, blank=True)
    label = LineField(max_length=LABEL_CHARACTERS)
    formula = LineField(max_length=LINE_CHARACTERS, blank=True)
    unit = LineField(max_length=ABBREVIATION_CHARACTERS, blank=True)
    working = ProseField(blank=True)
    working_html: str
    result = LineField(max_length=LINE_CHARACTERS, blank=True)

    class Meta(TermRow.Meta):
        default_related_name = "worked_steps"

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class WorkedLine:
    """A step as the page shows it: the sum with its numbers, and what it comes to."""

    step: WorkedStep
    sum: str
    result: str


_CENTS = 2
_CENTS_BELOW_USD = 10
_SIGNS = {"*": "×", "/": "÷", "-": "−"}
_PART_OF_SUM = re.compile(r"[a-z][a-z0-9_]*|[-*/]")


def _sign(unit: str) -> str:
    """The sign that a number of this unit has in a sum, if any."""
    return unit[:1] if unit.startswith((PERCENT, DOLLARS)) else ""


def _sum(formula: str, written: Mapping[str, str]) -> str:
    """The formula as one reads it: `70% × $0.01`."""
    return _PART_OF_SUM.sub(
        lambda part: written.get(part[0]) or _SIGNS.get(part[0], part[0]), formula
    )


def _result(value: Fraction, unit: str) -> str:
    is_exact = _rounded(value, unit) == (value * 100 if unit.startswith(PERCENT) else value)
    return f"{'=' if is_exact else '≈'} {write_amount(value, unit)}"


def write_amount(value: Fraction, unit: str) -> str:
    """The number with its unit, to two decimals, and below 1 to three digits that say something."""
    shown = _rounded(value, unit)
    if unit.startswith(DOLLARS) and (shown != int(shown) or abs(shown) < _CENTS_BELOW_USD):
        shown = max(shown, round(shown, _CENTS), key=lambda one: len(str(one)))
    write = {PERCENT: write_percent, DOLLARS: write_usd}.get(unit[:1], write_number)
    words = unit[1:].strip() if unit[:1] in (PERCENT, DOLLARS) else unit
    return f"{write(shown)} {words}".strip()


def _rounded(value: Fraction, unit: str) -> Decimal:
    shown = value * 100 if unit.startswith(PERCENT) else value
    places = places_below_one(abs(shown), digits=3) if 0 < abs(shown) < 1 else 2
    return without_zeros(round_to(shown, places))
