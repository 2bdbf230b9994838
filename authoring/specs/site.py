"""What authors write of the site as a whole: its name, advisor, sources and categories."""

from typing import Annotated, Literal

from pydantic import Field

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


class AdvisorSpec(Spec):
    """The person who takes advisory calls."""

    name: Label
    role: Title
    summary: Prose
    source: Key


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
