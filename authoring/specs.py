"""The shape of every content file: what an author may write, and nothing else.

Each class is one mapping of a YAML file; an unknown field, a missing one or a value out of
range is an error whose place in the file `authoring.reading` reports.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from authoring.values import (
    AsOf,
    Dollars,
    FigureKind,
    Key,
    Line,
    Share,
    Slug,
    Spec,
    Text,
    Url,
    Was,
)
from terms.labels import Linking


class SourceSpec(Spec):
    """A publication that figures cite. `read_as` says what the authors of this site read."""

    key: Key
    title: Line
    authors: Line
    published: AsOf
    url: Url | None = None
    checked_on: datetime.date
    read_as: Literal["primary", "secondary", "canonical"]
    read_at: Url | None = None
    note: Text | None = None


class SourcesSpec(Spec):
    """`content/sources.yaml`"""

    sources: list[SourceSpec]


class CategorySpec(Spec):
    """A shelf of the glossary."""

    slug: Slug
    was: Was = []
    title: Line
    description: Text


class CategoriesSpec(Spec):
    """`content/categories.yaml`"""

    categories: list[CategorySpec]


class AdvisorSpec(Spec):
    """The person who takes advisory calls."""

    name: Line
    role: Line
    summary: Text
    source: Key


class GlossarySpec(Spec):
    """The whole set of terms: its name and what it is for."""

    title: Line
    tagline: Line
    description: Text


class SiteSpec(Spec):
    """`content/site.yaml`"""

    glossary: GlossarySpec
    advisor: AdvisorSpec


class FigureSpec(Spec):
    """One figure with its source, date and kind. A derived one shows its working."""

    key: Key
    value: Line
    states: Text
    kind: FigureKind
    source: Key
    as_of: AsOf
    caveat: Text | None = None
    working: Text | None = None

    @model_validator(mode="after")
    def _derived_shows_working(self) -> Self:
        if (self.kind == "derived") != (self.working is not None):
            raise ValueError(
                "'working' belongs to a derived figure, and every derived one needs it"
            )
        return self


class GlossSpec(Spec):
    """A word that the page uses and that has no page of its own yet."""

    word: Line
    meaning: Text


class KeyMetricSpec(Spec):
    figure: Key
    label: Line
    measures: Text


class RoleSpec(Spec):
    role: Line
    use: Text


class StepSpec(Spec):
    name: Line
    text: Text


class ChecklistItemSpec(Spec):
    """An observable state; `based_on` names the anchors it follows from, such as `mistake-2`."""

    key: Slug
    text: Text
    based_on: Annotated[
        list[Annotated[str, Field(pattern=r"^(step|mistake|practice)-\d+$|^explanation$")]],
        Field(min_length=1),
    ]


class ComparisonSpec(Spec):
    """`against` is the other approach; each side gets its best case."""

    against: Line
    strength: Text
    other_strength: Text


class MistakeSpec(Spec):
    mistake: Text
    consequence: Text
    fix: Text


class PracticeSpec(Spec):
    practice: Text
    detail: Text
    impact: Text


class BandSpec(Spec):
    """A closed range; an absent end is open. In percent or dollars, as the benchmark says."""

    low: Decimal | None = None
    high: Decimal | None = None

    @model_validator(mode="after")
    def _has_an_end_in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a band needs 'low' or 'high'")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low {self.low} is not below high {self.high}")
        return self


class BenchmarkSpec(Spec):
    """Three bands of one metric. An open end excludes its limit: 'more than 40 %'."""

    industry: Line
    metric: Line
    measure: Literal["ai_cogs_share", "cost_per_request"] | None = None
    unit: Literal["percent", "usd", "number"]
    figure: Key
    lagging: BandSpec
    typical: BandSpec
    leading: BandSpec
    note: Text | None = None


class FaqSpec(Spec):
    question: Line
    answer: Text


class RelatedSpec(Spec):
    term: Slug
    why: Text


class AliasSpec(Spec):
    """Another name; `linking` says how it is looked for in the prose of other terms."""

    name: Line
    linking: Linking = Linking.AUTO


def _alias(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class TermSpec(Spec):
    """The front matter of `content/terms/<slug>/term.md`."""

    title: Line
    abbreviation: Line | None = None
    category: Slug
    status: Literal["draft", "review", "scheduled", "published", "retired"] = "published"
    publish_on: datetime.date | None = None
    replaced_by: Slug | None = None
    was: Was = []
    linking: Linking = Linking.AUTO
    aliases: list[Annotated[AliasSpec, BeforeValidator(_alias)]] = []
    updated: datetime.date
    tldr: Text
    figures: list[FigureSpec] = []
    glosses: list[GlossSpec] = []
    key_metrics: Annotated[list[KeyMetricSpec], Field(min_length=1)]
    who_uses_it: Annotated[list[RoleSpec], Field(min_length=1)]
    steps: Annotated[list[StepSpec], Field(min_length=1)]
    checklist: Annotated[list[ChecklistItemSpec], Field(min_length=1)]
    comparisons: Annotated[list[ComparisonSpec], Field(min_length=1)]
    mistakes: Annotated[list[MistakeSpec], Field(min_length=1)]
    practices: Annotated[list[PracticeSpec], Field(min_length=1)]
    benchmarks: Annotated[list[BenchmarkSpec], Field(min_length=1)]
    faq: Annotated[list[FaqSpec], Field(min_length=1)]
    related: Annotated[list[RelatedSpec], Field(min_length=1)]

    @model_validator(mode="after")
    def _state_is_whole(self) -> Self:
        if (self.status == "scheduled") != (self.publish_on is not None):
            raise ValueError(
                "'publish_on' belongs to a scheduled term, and every such term needs it"
            )
        if self.replaced_by is not None and self.status != "retired":
            raise ValueError("'replaced_by' belongs to a retired term")
        return self


class ProseSpec(Spec):
    """The Markdown body of `term.md`, one field for each `## ` heading."""

    explanation: Text
    where_used: Text
    why_it_matters: Text
    how_it_works: Text | None = None
    benchmarks_note: Text | None = None


PROSE_HEADINGS = {
    "Explanation": "explanation",
    "Where it is used": "where_used",
    "Why it matters": "why_it_matters",
    "How it works": "how_it_works",
    "Reading the benchmarks": "benchmarks_note",
}


class TierSpec(Spec):
    key: Slug
    name: Line
    share: Share
    price_usd: Dollars
    share_figure: Key
    price_figure: Key


class ExampleVolumeSpec(Spec):
    """Illustrative volume and price that the calculator starts with; not a claim about anyone."""

    users: Annotated[int, Field(gt=0)]
    requests_per_user: Annotated[int, Field(gt=0)]
    price_per_user_usd: Annotated[Decimal, Field(gt=0)]
    other_cogs_share: Share


class CostSpec(Spec):
    """`content/terms/<slug>/cost.yaml`: the tiers that diagram and calculator share."""

    title: Line
    unit: Line
    note: Text
    tiers: Annotated[list[TierSpec], Field(min_length=2, max_length=5)]
    example: ExampleVolumeSpec

    @model_validator(mode="after")
    def _shares_sum_to_one(self) -> Self:
        total = sum((tier.share for tier in self.tiers), Fraction(0))
        if total != 1:
            raise ValueError(f"the tiers' shares sum to {float(total):.6g}, not to 1")
        return self


class LevelSpec(Spec):
    level: Annotated[int, Field(ge=1, le=7)]
    text: Text


class TermMaturitySpec(Spec):
    """`content/terms/<slug>/maturity.yaml`: what each of the seven levels looks like."""

    levels: Annotated[list[LevelSpec], Field(min_length=7, max_length=7)]

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        if [level.level for level in self.levels] != list(range(1, 8)):
            raise ValueError("write the levels 1 to 7 once each, in order")
        return self
