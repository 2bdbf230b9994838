"""The shape of an assessment's file: dimensions, and the statements of each."""

from typing import Annotated

from authoring.specs import values
from terms.fields import ranges


class HelpSpec(values.Spec):
    """Where a term page helps with a statement."""

    term: values.Slug
    section: values.Anchor


class StatementSpec(values.Spec):
    """A practice that someone can show evidence for."""

    key: values.Slug
    level: Annotated[values.Whole, values.within(ranges.STATEMENT_LEVEL)]
    text: values.LineProse
    evidence: values.Prose
    required: values.TrueOrFalse = False
    weight: Annotated[values.Whole, values.within(ranges.WEIGHT)] = 1
    source: values.Key | None = None
    helps: Annotated[list[HelpSpec], values.Rows] = []


class DimensionSpec(values.Spec):
    key: values.Slug
    title: values.Label
    description: values.Prose
    statements: Annotated[list[StatementSpec], values.SomeRows]


class MaturityModelSpec(values.Spec):
    """`content/maturity/<slug>.yaml`: an assessment; one that `is_rough` says so in its result."""

    title: values.Title
    was: values.Was = []
    term: values.Slug
    summary: values.Prose
    method: values.Prose
    minutes: Annotated[values.Whole, values.within(ranges.MINUTES)]
    is_rough: values.TrueOrFalse = False
    dimensions: Annotated[list[DimensionSpec], values.SomeRows]
