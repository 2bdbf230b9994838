"""What authors write of the site as a whole: its name, advisor, sources and categories."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from advisory.times.open_times import read_blocked, read_hours, read_zone
from authoring.specs.values import (
    ArticleProse,
    AsOf,
    Day,
    Key,
    Label,
    Line,
    Prose,
    Rows,
    Slug,
    Spec,
    Text,
    Title,
    Url,
    Was,
    Whole,
    within,
)
from terms.fields import ranges


class SourceSpec(Spec):
    """A publication that figures cite. `read_as` says what the authors of this site read."""

    key: Key
    title: Line
    authors: Line
    published: AsOf
    url: Url | None = None
    checked_on: Day
    read_as: Literal["primary", "secondary", "canonical"]
    read_at: Url | None = None
    note: Text | None = None


class SourcesSpec(Spec):
    """`content/sources.yaml`"""

    sources: list[SourceSpec]


class CategorySpec(Spec):
    """A category of the glossary."""

    slug: Slug
    was: Was = []
    title: Label
    description: Text


class CategoriesSpec(Spec):
    """`content/categories.yaml`"""

    categories: Annotated[list[CategorySpec], Rows]


def _as_text(value: Any) -> Any:
    """A day stands in YAML without quotes, too."""
    return str(value) if isinstance(value, datetime.date) else value


def _read_by(read: Callable[[str], object]) -> AfterValidator:
    """A text that `read` can read."""

    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


OpenHours = Annotated[Label, _read_by(read_hours)]
BlockedDays = Annotated[Label, _read_by(read_blocked), BeforeValidator(_as_text)]


class AdvisorSpec(Spec):
    """The person who takes advisory calls; what it does not say of a call is shown nowhere.

    `hours` are those in which calls are usually taken, on the clock of `time_zone`.
    """

    name: Label
    role: Title
    summary: Prose
    source: Key
    price: Line | None = None
    duration: Label | None = None
    what_happens: Line | None = None
    reply: Line | None = None
    time_zone: Annotated[Label, _read_by(read_zone)] | None = None
    hours: Annotated[list[OpenHours], Rows] = []
    slot_minutes: Annotated[Whole, within(ranges.SLOT_MINUTES)] | None = None
    lead_hours: Annotated[Whole, within(ranges.LEAD_HOURS)] | None = None
    blocked_days: Annotated[list[BlockedDays], Rows] = []

    @model_validator(mode="after")
    def _hours_hang_in_a_zone(self) -> Self:
        if self.hours and not self.time_zone:
            raise ValueError("hours need a time_zone, such as Europe/Berlin")
        return self


BannedPhrase = Annotated[Label, Field(pattern=r"\w")]
"""Words that the site wants to read nowhere."""


class GlossarySpec(Spec):
    """The whole set of terms: its name, what it is for, the terms that readers start with, and the
    phrases that `check_content` finds."""

    title: Label
    tagline: Line
    description: Prose
    about_figures: ArticleProse | None = None
    first_term: Slug | None = None
    start_with: Annotated[list[Slug], Field(max_length=ranges.START_TERMS)] = []
    banned_phrases: Annotated[list[BannedPhrase], Rows] = []


class SiteSpec(Spec):
    """`content/site.yaml`; a site without an advisor takes no calls."""

    glossary: GlossarySpec
    advisor: AdvisorSpec | None = None
