"""The shape of an assessment's file: dimensions, and the statements of each."""

from typing import Annotated

from authoring.specs.values import (
    Anchor,
    Key,
    Label,
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
    key: Slug
    title: Label
    description: Prose
    statements: Annotated[list[StatementSpec], SomeRows]


class MaturityModelSpec(Spec):
    """`content/maturity/<slug>.yaml`: an assessment; one that `is_rough` says so in its result."""

    title: Title
    was: Was = []
    term: Slug
    summary: Prose
    method: Prose
    minutes: Annotated[Whole, within(ranges.MINUTES)]
    is_rough: TrueOrFalse = False
    dimensions: Annotated[list[DimensionSpec], SomeRows]
