"""The shape of a path's file: for whom it is, its terms in their order, its end."""

from typing import Annotated, Self

from pydantic import model_validator

from authoring.specs import values

FEWEST_STEPS, MOST_STEPS = 6, 12
"""Fewer are a list of related terms; more are a course, which nobody finishes beside their work."""


class PathStepSpec(values.Spec):
    term: values.Slug
    reason: values.Line


class PathSpec(values.Spec):
    """`content/paths/<slug>.yaml`"""

    title: values.Title
    was: values.Was = []
    role: values.Label
    summary: values.Line
    end: values.Line
    steps: Annotated[list[PathStepSpec], values.SomeRows]

    @model_validator(mode="after")
    def _has_a_fit_length(self) -> Self:
        if not FEWEST_STEPS <= len(self.steps) <= MOST_STEPS:
            raise ValueError(
                f"a path has {FEWEST_STEPS} to {MOST_STEPS} steps, not {len(self.steps)}"
            )
        return self
