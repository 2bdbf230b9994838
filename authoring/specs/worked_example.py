"""What authors write of a worked example in `term.md`."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from authoring.specs import values
from calculator.model.model_prices import PricedRequest, TokenUse
from calculator.model.model_search import UnknownModelError, find_model
from glossary_site.numbers.formula import FormulaError
from terms.fields import ranges
from terms.sections.worked_example import compute

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What formulas call a number."""


class ListPriceSpec(values.Spec):
    """What a request of so many tokens costs at a model's list prices, in US dollars."""

    model: values.Title
    input_tokens: Annotated[values.Whole, values.within(ranges.TOKENS)]
    output_tokens: Annotated[values.Whole, values.within(ranges.TOKENS)]

    @model_validator(mode="after")
    def _has_a_price(self) -> Self:
        try:
            find_model(self.model)
        except UnknownModelError as error:
            close = ", ".join(error.close)
            raise ValueError(
                f"{error}; the nearest are: {close}" if close else str(error)
            ) from None
        return self

    @property
    def amount(self) -> Decimal:
        price = PricedRequest(
            find_model(self.model), TokenUse(self.input_tokens, self.output_tokens)
        ).price_usd
        return Decimal(price.numerator) / Decimal(price.denominator)


class WorkedInputSpec(values.Spec):
    """A number that the example starts from; `figure` is the one that it is taken from.

    It has a `value`, or a `price` that is computed from the list prices. A unit that begins with %
    or $ says how the number is written; formulas take 70 % for 0.7.
    """

    name: Name
    label: values.Label
    value: Annotated[values.Exact, values.within(ranges.AMOUNT)] | None = None
    price: ListPriceSpec | None = None
    unit: values.Abbreviation
    figure: values.Key | None = None

    @model_validator(mode="after")
    def _has_an_amount(self) -> Self:
        if (self.value is None) == (self.price is None):
            raise ValueError("an input has either a 'value' or a 'price'")
        return self

    @property
    def amount(self) -> Decimal:
        """The number itself."""
        return self.price.amount if self.price else self.value or Decimal(0)


class WorkedStepSpec(values.Spec):
    """A result: computed by a `formula` of the names above it, or typed with its `working`."""

    name: Name | None = None
    label: values.Label
    formula: values.Line | None = None
    unit: values.Abbreviation | None = None
    working: values.Prose | None = None
    result: values.Line | None = None

    @model_validator(mode="after")
    def _is_computed_or_typed(self) -> Self:
        if (self.formula is None) == (self.result is None):
            raise ValueError("a step has either a 'formula' or a 'result'")
        if self.formula and self.unit is None:
            raise ValueError("'unit' is missing: say what the formula gives, such as $ a query")
        if self.result and self.working is None:
            raise ValueError("'working' is missing: a typed result shows where it comes from")
        if self.result and (self.unit or self.name):
            raise ValueError("'unit' and 'name' belong to a step with a 'formula'")
        return self


class WorkedExampleSpec(values.Spec):
    """One case computed to its end, from inputs with units through steps to a conclusion."""

    title: values.Title
    inputs: Annotated[list[WorkedInputSpec], values.SomeRows]
    steps: Annotated[list[WorkedStepSpec], values.SomeRows]
    conclusion: values.Prose

    @model_validator(mode="after")
    def _can_be_computed(self) -> Self:
        try:
            compute(self.inputs, self.steps)
        except FormulaError as error:
            raise ValueError(str(error)) from None
        return self
