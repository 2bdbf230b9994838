"""What an author may write in a term's `term.md` and `maturity.yaml`, and nothing else.

Each class is one mapping of a file; an unknown field, a missing one or a value out of range is an
error whose place in the file `authoring.files.reading` reports.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import BeforeValidator, Field, model_validator

from authoring.specs.values import (
    Abbreviation,
    ArticleProse,
    AsOf,
    Day,
    DraftSpec,
    Exact,
    FigureKind,
    ItemAnchor,
    Key,
    Label,
    Line,
    LineProse,
    Note,
    Prose,
    Rows,
    Slug,
    Spec,
    Title,
    Was,
    Whole,
    most_words,
    within,
)
from authoring.specs.worked_example import WorkedExampleSpec
from terms.fields import ranges
from terms.names.labels import Linking
from terms.pictures.kinds import NOTE_WORDS, POINT_WORDS, TITLE_WORDS, Kind, check_parts
from terms.sections.section import Part

Limit = Annotated[Exact, within(ranges.BAND)]
"""An end of a band."""


class FigureSpec(Spec):
    """One figure with its source, date and kind; `of` is what it is a share of.

    A calculation of our own shows its working, and has a source only where its inputs were
    published by one.
    """

    key: Key
    value: Line
    of: Line | None = None
    states: Prose
    kind: FigureKind
    source: Key | None = None
    as_of: AsOf
    caveat: Prose | None = None
    working: Prose | None = None

    @model_validator(mode="after")
    def _shows_where_it_comes_from(self) -> Self:
        if (self.kind == "calculation") != (self.working is not None):
            raise ValueError("'working' belongs to a calculation, and every calculation needs it")
        if self.kind != "calculation" and self.source is None:
            raise ValueError("'source' is missing: only a calculation of our own needs none")
        return self


class TakeawaySpec(Spec):
    """A sentence to keep."""

    text: LineProse


class CitationSpec(Spec):
    """A source to read further in, and what is to be found there."""

    source: Key
    note: Prose | None = None


class PicturePartSpec(Spec):
    """A part of a picture; in a comparison a side, whose points pair up with the other's."""

    label: Abbreviation
    note: Annotated[Note, most_words(NOTE_WORDS)] | None = None
    points: Annotated[list[Annotated[Label, most_words(POINT_WORDS)]], Rows] = []


class PictureSpec(Spec):
    """The picture that answers the term's question: its kind says how its parts belong together."""

    kind: Kind
    title: Annotated[Title, most_words(TITLE_WORDS)]
    centre: Abbreviation | None = None
    parts: Annotated[list[PicturePartSpec], Rows]

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        check_parts(self.kind, self.parts, centre=self.centre)
        return self


class KeyMetricSpec(Spec):
    """`beside` is a second figure, under the first: an estimate beside what was measured."""

    figure: Key
    label: Label
    measures: Prose
    beside: Key | None = None


class RoleSpec(Spec):
    role: Label
    use: Prose


class StepSpec(Spec):
    """A step in a sentence; `more` is one click deeper."""

    name: Label
    text: ArticleProse
    more: ArticleProse | None = None


class ChecklistItemSpec(Spec):
    """An observable state; `based_on` names the anchors it follows from, such as `mistake-2`."""

    key: Slug
    text: LineProse
    based_on: Annotated[list[ItemAnchor], Field(min_length=1, max_length=12)]


class ComparisonSpec(Spec):
    """`against` is the other approach; each side gets its best case."""

    against: Label
    strength: Prose
    other_strength: Prose


class MistakeSpec(Spec):
    mistake: LineProse
    consequence: Prose
    fix: Prose


class PracticeSpec(Spec):
    practice: LineProse
    detail: Prose | None = None
    impact: Prose


class BandSpec(Spec):
    """A closed range; an absent end is open. In percent or dollars, as the benchmark says."""

    low: Limit | None = None
    high: Limit | None = None

    @model_validator(mode="after")
    def _has_an_end_in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("a band needs 'low' or 'high'")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low {self.low} is not below high {self.high}")
        return self


class BenchmarkSpec(Spec):
    """Three bands of one metric. An open end excludes its limit: 'more than 40 %'."""

    industry: Label
    metric: Title
    measure: Literal["ai_cogs_share", "cost_per_request"] | None = None
    unit: Literal["percent", "usd", "number"]
    figure: Key
    lagging: BandSpec
    typical: BandSpec
    leading: BandSpec
    note: Prose | None = None


class FaqSpec(Spec):
    question: Line
    answer: ArticleProse


class RelatedSpec(Spec):
    term: Slug
    why: Prose


class AliasSpec(Spec):
    """Another name; `linking` says how it is looked for in the prose of other terms."""

    name: Title
    linking: Linking = Linking.AUTO


def _short_for(name: str) -> BeforeValidator:
    """A mapping of which only `name` is said may be written as that text alone."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


class TermSpec(DraftSpec):
    """The front matter of `content/terms/<slug>/term.md`.

    What a term that readers see cannot do without is in `authoring.files.completeness`.
    """

    title: Title
    abbreviation: Abbreviation | None = None
    question: Title | None = None
    category: Slug
    kind: Literal["full", "brief"] = "full"
    status: Literal["draft", "review", "scheduled", "published", "retired"] = "published"
    publish_on: Day | None = None
    replaced_by: Slug | None = None
    was: Was = []
    linking: Linking = Linking.AUTO
    aliases: Annotated[list[Annotated[AliasSpec, _short_for("name")]], Rows] = []
    updated: Day
    tldr: LineProse | None = None
    takeaways: Annotated[list[Annotated[TakeawaySpec, _short_for("text")]], Rows] = []
    picture: PictureSpec | None = None
    figures: Annotated[list[FigureSpec], Rows] = []
    key_metrics: Annotated[list[KeyMetricSpec], Rows] = []
    who_uses_it: Annotated[list[RoleSpec], Rows] = []
    steps: Annotated[list[StepSpec], Rows] = []
    checklist: Annotated[list[ChecklistItemSpec], Rows] = []
    comparisons: Annotated[list[ComparisonSpec], Rows] = []
    worked_example: WorkedExampleSpec | None = None
    mistakes: Annotated[list[MistakeSpec], Rows] = []
    practices: Annotated[list[PracticeSpec], Rows] = []
    benchmarks: Annotated[list[BenchmarkSpec], Rows] = []
    faq: Annotated[list[FaqSpec], Rows] = []
    related: Annotated[list[RelatedSpec], Rows] = []
    sources: Annotated[list[Annotated[CitationSpec, _short_for("source")]], Rows] = []

    @model_validator(mode="after")
    def _state_is_whole(self) -> Self:
        if (self.status == "scheduled") != (self.publish_on is not None):
            raise ValueError(
                "'publish_on' belongs to a scheduled term, and every such term needs it"
            )
        if self.replaced_by is not None and self.status != "retired":
            raise ValueError("'replaced_by' belongs to a retired term")
        return self


def spec_of(part: Part) -> type[Spec]:
    """What authors write of one row of a part of `term.md`."""
    spec: type[Spec] = TermSpec
    for name in part.place:
        spec = mapping_in(spec.model_fields[name].annotation) or spec
    return spec


def mapping_in(annotation: Any) -> type[Spec] | None:
    """The spec of the mapping, or of the items of the list, that a field holds."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return annotation
    return next(filter(None, map(mapping_in, get_args(annotation))), None)


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(annotation) is list


class ProseSpec(DraftSpec):
    """The Markdown body of `term.md`, one field for each `## ` heading."""

    explanation: ArticleProse | None = None
    where_used: ArticleProse | None = None
    why_it_matters: ArticleProse | None = None
    how_it_works: ArticleProse | None = None
    benchmarks_note: ArticleProse | None = None


class LevelSpec(Spec):
    level: Annotated[Whole, within(ranges.LEVEL)]
    text: Prose


class TermMaturitySpec(DraftSpec):
    """`content/terms/<slug>/maturity.yaml`: what each of the seven levels looks like."""

    levels: list[LevelSpec] = []

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        numbers = [level.level for level in self.levels]
        if numbers != sorted(set(numbers)):
            raise ValueError("write each of the levels 1 to 7 at most once, in order")
        return self
