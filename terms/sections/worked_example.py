"""The arithmetic of worked examples: each result by a formula of the numbers above it. Pure."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from glossary_site.numbers.formula import FormulaError, evaluate

PERCENT, DOLLARS = "%", "$"
"""What a unit may begin with, so that it says how its number is written."""


class Given(Protocol):
    """A number that an example starts from."""

    @property
    def name(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...


class Step(Protocol):
    """A result; one that was typed has no formula."""

    @property
    def name(self) -> str | None: ...
    @property
    def label(self) -> str: ...
    @property
    def formula(self) -> str | None: ...


def compute(inputs: Iterable[Given], steps: Iterable[Step]) -> list[Fraction | None]:
    """The exact result of each step, none of a typed one. Raises FormulaError, naming the step."""
    values: dict[str, Fraction] = {}
    for given in inputs:
        _name(values, given.name, exact_value(given))
    results: list[Fraction | None] = []
    for step in steps:
        try:
            result = evaluate(step.formula, values) if step.formula else None
        except FormulaError as error:
            raise FormulaError(f"{step.label}: {error}") from None
        results.append(result)
        if step.name and result is not None:
            _name(values, step.name, result)
    return results


def exact_value(given: Given) -> Fraction:
    """What formulas take an input for: 70 with the unit `% of queries` for 0.7."""
    return Fraction(given.amount) / (100 if given.unit.startswith(PERCENT) else 1)


def _name(values: dict[str, Fraction], name: str, value: Fraction) -> None:
    if name in values:
        raise FormulaError(f"{name!r} names two numbers")
    values[name] = value
