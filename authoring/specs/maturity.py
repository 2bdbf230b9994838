"""The shape of an assessment's file: dimensions, and the statements of each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from authoring.specs.values import (
    Anchor,
    Key,
    Label,
    Line,
    LineProse,
    Prose,
    Rows,
    Slug,
    SomeRows,
    Spec,
    Title,
    TrueOrFalse,
    Was,
    Whole,
    within,
)
from terms.fields import ranges

_LEVELS = 7

RubricLine = Annotated[Line, Field(max_length=ranges.RUBRIC_CHARACTERS)]


class HelpSpec(Spec):
    """Where a term page helps with a statement."""

    term: Slug
    section: Anchor


class StatementSpec(Spec):
    """A practice that someone can show evidence for."""

    key: Slug
    level: Annotated[Whole, within(ranges.STATEMENT_LEVEL)]
    text: LineProse
    evidence: Prose
    required: TrueOrFalse = False
    weight: Annotated[Whole, within(ranges.WEIGHT)] = 1
    source: Key | None = None
    helps: Annotated[list[HelpSpec], Rows] = []


class DimensionSpec(Spec):
    """One side of maturity: statements with a description, or a question with seven levels."""

    key: Slug
    title: Label
    description: Prose | None = None
    statements: Annotated[list[StatementSpec], Rows] = []
    question: Line | None = None
    levels: Annotated[list[RubricLine], Rows] = []

    @model_validator(mode="after")
    def _is_one_kind(self) -> DimensionSpec:
        if self.statements and (self.levels or self.question):
            raise ValueError("give statements, or a question and levels, not both")
        if self.statements and not self.description:
            raise ValueError("give a description beside the statements")
        if not self.statements and not (self.levels and self.question):
            raise ValueError("give statements, or a question and its levels")
        if self.levels and len(self.levels) != _LEVELS:
            raise ValueError(f"give {_LEVELS} levels, from the lowest on, not {len(self.levels)}")
        return self


class MaturityModelSpec(Spec):
    """`content/maturity/<slug>.yaml`: an assessment; one that `is_rough` says so in its result.

    Its dimensions are of one kind: all have statements, or all have levels to pick from.
    """

    title: Title
    was: Was = []
    term: Slug
    summary: Prose
    method: Prose
    minutes: Annotated[Whole, within(ranges.MINUTES)]
    is_rough: TrueOrFalse = False
    dimensions: Annotated[list[DimensionSpec], SomeRows]

    @model_validator(mode="after")
    def _asks_in_one_way(self) -> MaturityModelSpec:
        if len({bool(one.levels) for one in self.dimensions}) > 1:
            raise ValueError("give all dimensions statements, or all of them levels")
        return self
