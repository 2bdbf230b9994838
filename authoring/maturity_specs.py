"""The shape of an assessment's file: dimensions, and the statements of each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from authoring.values import SECTIONS, Key, Line, Slug, Spec, Text, Was


class HelpSpec(Spec):
    """Where a term page helps with a statement."""

    term: Slug
    section: Literal[SECTIONS]  # type: ignore[valid-type]


class StatementSpec(Spec):
    """A practice that someone can show evidence for."""

    key: Slug
    level: Annotated[int, Field(ge=2, le=7)]
    text: Text
    evidence: Text
    required: bool = False
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    source: Key | None = None
    helps: list[HelpSpec] = []


class DimensionSpec(Spec):
    key: Slug
    title: Line
    description: Text
    statements: Annotated[list[StatementSpec], Field(min_length=1)]


class MaturityModelSpec(Spec):
    """`content/maturity/<slug>.yaml`: an assessment; one that `is_rough` says so in its result."""

    title: Line
    was: Was = []
    term: Slug
    summary: Text
    method: Text
    minutes: Annotated[int, Field(ge=1, le=120)]
    is_rough: bool = False
    dimensions: Annotated[list[DimensionSpec], Field(min_length=1)]
