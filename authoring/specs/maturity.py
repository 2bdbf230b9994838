"""The shape of an assessment's file: dimensions, and the statements of each."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from authoring.specs import values
from terms.fields import ranges

_LEVELS = 7

RubricLine = Annotated[values.Line, Field(max_length=ranges.RUBRIC_CHARACTERS)]


class HelpSpec(values.Spec):
    """Where a term page helps with a statement."""

    term: values.Slug
    section: values.Anchor


class StatementSpec(values.Spec):
    """A practice that someone can show evidence for."""

    key: values.SmallKey
    level: Annotated[values.Whole, values.within(ranges.STATEMENT_LEVEL)]
    text: values.LineProse
    evidence: values.Prose
    required: values.TrueOrFalse = False
    weight: Annotated[values.Whole, values.within(ranges.WEIGHT)] = 1
    source: values.Key | None = None
    helps: Annotated[list[HelpSpec], values.Rows] = []


class DimensionSpec(values.Spec):
    """One side of maturity: statements with a description, or a question with seven levels."""

    key: values.SmallKey
    title: values.Label
    description: values.Prose | None = None
    statements: Annotated[list[StatementSpec], values.Rows] = []
    question: values.Line | None = None
    levels: Annotated[list[RubricLine], values.Rows] = []

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if self.statements and (self.levels or self.question):
            raise ValueError("give statements, or a question and levels, not both")
        if self.statements and not self.description:
            raise ValueError("give a description beside the statements")
        if not self.statements and not (self.levels and self.question):
            raise ValueError("give statements, or a question and its levels")
        if self.levels and len(self.levels) != _LEVELS:
            raise ValueError(f"give {_LEVELS} levels, from the lowest on, not {len(self.levels)}")
        return self


class MaturityModelSpec(values.Spec):
    """`content/maturity/<slug>.yaml`: an assessment; one that `is_rough` says so in its result.

    Its dimensions are of one kind: all have statements, or all have levels to pick from.
    """

    title: values.Title
    was: values.Was = []
    term: values.Slug
    summary: values.Prose
    method: values.Prose
    minutes: Annotated[values.Whole, values.within(ranges.MINUTES)]
    is_rough: values.TrueOrFalse = False
    dimensions: Annotated[list[DimensionSpec], values.SomeRows]

    @model_validator(mode="after")
    def _asks_in_one_way(self) -> Self:
        if len({bool(one.levels) for one in self.dimensions}) > 1:
            raise ValueError("give all dimensions statements, or all of them levels")
        return self
