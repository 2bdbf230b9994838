"""What authors write of the site as a whole: its name, advisor, sources and categories."""

from typing import Annotated, Literal

from pydantic import Field

from authoring.specs import values
from terms.fields import ranges


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


class AdvisorSpec(values.Spec):
    """The person who takes advisory calls."""

    name: values.Label
    role: values.Title
    summary: values.Prose
    source: values.Key


BannedPhrase = Annotated[values.Label, Field(pattern=r"\w")]
"""Words that the site wants to read nowhere."""


class GlossarySpec(values.Spec):
    """The whole set of terms: its name, what it is for, the terms that readers start with, and the
    phrases that `check_content` finds."""

    title: values.Label
    tagline: values.Line
    description: values.Prose
    about_figures: values.ArticleProse | None = None
    first_term: values.Slug | None = None
    start_with: Annotated[list[values.Slug], Field(max_length=ranges.START_TERMS)] = []
    banned_phrases: Annotated[list[BannedPhrase], values.Rows] = []


class SiteSpec(values.Spec):
    """`content/site.yaml`; a site without an advisor takes no calls."""

    glossary: GlossarySpec
    advisor: AdvisorSpec | None = None
