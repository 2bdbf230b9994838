"""What authors write of the site as a whole: its name, advisor, sources and categories."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from advisory.times.open_times import read_blocked, read_hours, read_zone
from authoring.specs import values
from terms.fields import ranges
from terms.pages.accent import check_accent


class SourceSpec(values.Spec):
    """A publication that figures cite. `read_as` says what the authors of this site read."""

    key: values.Key
    title: values.Line
    authors: values.Line
    published: values.AsOf
    url: values.Url | None = None
    checked_on: values.Day
    read_as: Literal["primary", "secondary", "canonical"]
    read_at: values.Url | None = None
    note: values.Text | None = None


class SourcesSpec(values.Spec):
    """`content/sources.yaml`"""

    sources: list[SourceSpec]


class CategorySpec(values.Spec):
    """A category of the glossary."""

    slug: values.Slug
    was: values.Was = []
    title: values.Label
    description: values.Text


class CategoriesSpec(values.Spec):
    """`content/categories.yaml`"""

    categories: Annotated[list[CategorySpec], values.Rows]


def _as_text(value: Any) -> Any:
    """A day stands in YAML without quotes, too."""
    return str(value) if isinstance(value, datetime.date) else value


def _read_by(read: Callable[[str], object]) -> AfterValidator:
    """A text that `read` can read."""

    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


OpenHours = Annotated[values.Label, _read_by(read_hours)]
BlockedDays = Annotated[values.Label, _read_by(read_blocked), BeforeValidator(_as_text)]


class AdvisorSpec(values.Spec):
    """The person who takes advisory calls; what it does not say of a call is shown nowhere.

    `hours` are those in which calls are usually taken, on the clock of `time_zone`.
    """

    name: values.Label
    role: values.Title
    summary: values.Prose
    source: values.Key
    price: values.Line | None = None
    duration: values.Label | None = None
    what_happens: values.Line | None = None
    reply: values.Line | None = None
    time_zone: Annotated[values.Label, _read_by(read_zone)] | None = None
    hours: Annotated[list[OpenHours], values.Rows] = []
    slot_minutes: Annotated[values.Whole, values.within(ranges.SLOT_MINUTES)] | None = None
    lead_hours: Annotated[values.Whole, values.within(ranges.LEAD_HOURS)] | None = None
    blocked_days: Annotated[list[BlockedDays], values.Rows] = []

    @model_validator(mode="after")
    def _hours_hang_in_a_zone(self) -> Self:
        if self.hours and not self.time_zone:
            raise ValueError("hours need a time_zone, such as Europe/Berlin")
        return self


Module = Literal["quizzes", "assessments", "calculator", "advisory", "paths", "reports"]
BannedPhrase = Annotated[values.Label, Field(pattern=r"\w")]
"""Words that the site wants to read nowhere."""


Accent = Annotated[str, AfterValidator(check_accent)]
"""A colour as `#rrggbb` that links can have on every page."""


def _names_the_term(text: str) -> str:
    if "{term}" not in text:
        raise ValueError("must hold {term}, where the name of the term goes: What is {term}?")
    return text


Heading = Annotated[values.Label, AfterValidator(_names_the_term)]
PictureFile = Annotated[values.Label, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png)$")]
"""The name of an SVG or PNG in the content folder."""


class GlossarySpec(values.Spec):
    """The whole set of terms: its name, what it is for, how the site looks, the terms that readers
    start with, the modules that it does without, and the phrases that `check_content` finds."""

    title: values.Label
    tagline: values.Line
    description: values.Prose
    about_figures: values.ArticleProse | None = None
    footer: values.Prose | None = None
    term_heading: Heading | None = None
    accent: Accent | None = None
    logo: PictureFile | None = None
    icon: PictureFile | None = None
    modules_off: Annotated[list[Module], values.Rows] = []
    first_term: values.Slug | None = None
    start_with: Annotated[list[values.Slug], Field(max_length=ranges.START_TERMS)] = []
    banned_phrases: Annotated[list[BannedPhrase], values.Rows] = []


class SiteSpec(values.Spec):
    """`content/site.yaml`; a site without an advisor takes no calls."""

    glossary: GlossarySpec
    advisor: AdvisorSpec | None = None
