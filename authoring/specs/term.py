"""What an author may write in a term's `term.md` and `maturity.yaml`, and nothing else.

Each class is one mapping of a file; an unknown field, a missing one or a value out of range is an
error whose place in the file `authoring.files.reading` reports.
"""

from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import BeforeValidator, Field, model_validator

from authoring.specs import values
from authoring.specs.worked_example import WorkedExampleSpec
from terms.fields import ranges
from terms.names.labels import Linking
from terms.pictures.kinds import NOTE_WORDS, POINT_WORDS, TITLE_WORDS, Kind, check_parts
from terms.sections.section import Part

Limit = Annotated[values.Exact, values.within(ranges.BAND)]
"""An end of a band."""


class FigureSpec(values.Spec):
    """One figure with its source, date and kind; `of` is what it is a share of.

    A calculation of our own shows its working, and has a source only where its inputs were
    published by one.
    """

    key: values.Key
    value: values.Line
    of: values.Line | None = None
    states: values.Prose
    kind: values.FigureKind
    source: values.Key | None = None
    as_of: values.AsOf
    caveat: values.Prose | None = None
    working: values.Prose | None = None

    @model_validator(mode="after")
    def _shows_where_it_comes_from(self) -> Self:
        if (self.kind == "calculation") != (self.working is not None):
            raise ValueError("'working' belongs to a calculation, and every calculation needs it")
        if self.kind != "calculation" and self.source is None:
            raise ValueError("'source' is missing: only a calculation of our own needs none")
        return self


class TakeawaySpec(values.Spec):
    """A sentence to keep."""

    text: values.LineProse


class CitationSpec(values.Spec):
    """A source to read further in, and what is to be found there."""

    source: values.Key
    note: values.Prose | None = None


PicturePoint = Annotated[values.Label, values.most_words(POINT_WORDS)]


class PicturePartSpec(values.Spec):
    """A part of a picture; in a comparison a side, whose points pair up with the other's."""

    label: values.Abbreviation
    note: Annotated[values.Note, values.most_words(NOTE_WORDS)] | None = None
    points: Annotated[list[PicturePoint], values.Rows] = []


class PictureSpec(values.Spec):
    """The picture that answers the term's question: its kind says how its parts belong together."""

    kind: Kind
    title: Annotated[values.Title, values.most_words(TITLE_WORDS)]
    centre: values.Abbreviation | None = None
    parts: Annotated[list[PicturePartSpec], values.Rows]

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        check_parts(self.kind, self.parts, centre=self.centre)
        return self


class KeyMetricSpec(values.Spec):
    """`beside` is a second figure, under the first: an estimate beside what was measured."""

    figure: values.Key
    label: values.Label
    measures: values.Prose
    beside: values.Key | None = None


class RoleSpec(values.Spec):
    role: values.Label
    use: values.Prose


class StepSpec(values.Spec):
    """A step in a sentence; `more` is one click deeper."""

    name: values.Label
    text: values.ArticleProse
    more: values.ArticleProse | None = None


class ChecklistItemSpec(values.Spec):
    """An observable state; `based_on` names the anchors it follows from, such as `mistake-2`."""

    key: values.SmallKey
    text: values.LineProse
    based_on: Annotated[list[values.ItemAnchor], Field(min_length=1, max_length=12)]


class ComparisonSpec(values.Spec):
    """`against` is the other approach; each side gets its best case."""

    against: values.Label
    strength: values.Prose
    other_strength: values.Prose


class MistakeSpec(values.Spec):
    mistake: values.LineProse
    consequence: values.Prose
    fix: values.Prose


class PracticeSpec(values.Spec):
    practice: values.LineProse
    detail: values.Prose | None = None
    impact: values.Prose


class BandSpec(values.Spec):
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


class BenchmarkSpec(values.Spec):
    """Three bands of one metric. An open end excludes its limit: 'more than 40 %'."""

    industry: values.Label
    metric: values.Title
    measure: Literal["ai_cogs_share", "cost_per_request"] | None = None
    unit: Literal["percent", "usd", "number"]
    figure: values.Key
    lagging: BandSpec
    typical: BandSpec
    leading: BandSpec
    note: values.Prose | None = None


class FaqSpec(values.Spec):
    question: values.Line
    answer: values.ArticleProse


class RelatedSpec(values.Spec):
    term: values.Slug
    why: values.Prose


class BroaderSpec(values.Spec):
    term: values.Slug


class PrerequisiteSpec(values.Spec):
    term: values.Slug


class ContrastSpec(values.Spec):
    """A term that this one is confused with; said of one of them, it holds for both."""

    term: values.Slug
    difference: values.Prose


class TagSpec(values.Spec):
    name: values.Label


class NameSpec(values.Spec):
    """A name that is not to be used any more."""

    name: values.Title


class HomonymSpec(values.Spec):
    """A name that other entries have too; `meaning` tells this one apart, or else its `tldr`."""

    name: values.Title
    meaning: values.LineProse | None = None


class AliasSpec(values.Spec):
    """Another name; `linking` says how it is looked for in the prose of other terms."""

    name: values.Title
    linking: Linking = Linking.AUTO


def _short_for(name: str) -> BeforeValidator:
    """A mapping of which only `name` is said may be written as that text alone."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


class TermSpec(values.DraftSpec):
    """The front matter of `content/terms/<slug>/term.md`.

    What a term that readers see cannot do without is in `authoring.files.completeness`. Without a
    category it is in the first one, without a day of the day on which its file was loaded.
    """

    title: values.Title
    reading: values.Title | None = None
    abbreviation: values.Abbreviation | None = None
    question: values.Title | None = None
    category: values.Slug | None = None
    kind: Literal["full", "brief"] | None = None
    status: Literal["draft", "review", "scheduled", "published", "retired"] = "published"
    publish_on: values.Day | None = None
    replaced_by: values.Slug | None = None
    was: values.Was = []
    linking: Linking = Linking.AUTO
    tags: Annotated[list[Annotated[TagSpec, _short_for("name")]], values.Rows] = []
    aliases: Annotated[list[Annotated[AliasSpec, _short_for("name")]], values.Rows] = []
    deprecated_names: Annotated[list[Annotated[NameSpec, _short_for("name")]], values.Rows] = []
    homonyms: Annotated[list[Annotated[HomonymSpec, _short_for("name")]], values.Rows] = []
    updated: values.Day | None = None
    tldr: values.LineProse | None = None
    takeaways: Annotated[list[Annotated[TakeawaySpec, _short_for("text")]], values.Rows] = []
    picture: PictureSpec | None = None
    figures: Annotated[list[FigureSpec], values.Rows] = []
    key_metrics: Annotated[list[KeyMetricSpec], values.Rows] = []
    who_uses_it: Annotated[list[RoleSpec], values.Rows] = []
    steps: Annotated[list[StepSpec], values.Rows] = []
    checklist: Annotated[list[ChecklistItemSpec], values.Rows] = []
    comparisons: Annotated[list[ComparisonSpec], values.Rows] = []
    worked_example: WorkedExampleSpec | None = None
    mistakes: Annotated[list[MistakeSpec], values.Rows] = []
    practices: Annotated[list[PracticeSpec], values.Rows] = []
    benchmarks: Annotated[list[BenchmarkSpec], values.Rows] = []
    faq: Annotated[list[FaqSpec], values.Rows] = []
    broader: Annotated[
        list[Annotated[BroaderSpec, _short_for("term")]], values.Rows, values.ONE_OR_MORE
    ] = []
    contrasts: Annotated[list[ContrastSpec], values.Rows] = []
    prerequisites: Annotated[
        list[Annotated[PrerequisiteSpec, _short_for("term")]], values.Rows, values.ONE_OR_MORE
    ] = []
    related: Annotated[list[RelatedSpec], values.Rows] = []
    sources: Annotated[list[Annotated[CitationSpec, _short_for("source")]], values.Rows] = []

    @model_validator(mode="after")
    def _state_is_whole(self) -> Self:
        if (self.status == "scheduled") != (self.publish_on is not None):
            raise ValueError(
                "'publish_on' belongs to a scheduled term, and every such term needs it"
            )
        return self


def spec_of(part: Part) -> type[values.Spec]:
    """What authors write of one row of a part of `term.md`."""
    spec: type[values.Spec] = TermSpec
    for name in part.place:
        spec = mapping_in(spec.model_fields[name].annotation) or spec
    return spec


def mapping_in(annotation: Any) -> type[values.Spec] | None:
    """The spec of the mapping, or of the items of the list, that a field holds."""
    if isinstance(annotation, type) and issubclass(annotation, values.Spec):
        return annotation
    return next(filter(None, map(mapping_in, get_args(annotation))), None)


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(annotation) is list


class ProseSpec(values.DraftSpec):
    """The Markdown body of `term.md`, one field for each `## ` heading."""

    explanation: values.ArticleProse | None = None
    where_used: values.ArticleProse | None = None
    why_it_matters: values.ArticleProse | None = None
    how_it_works: values.ArticleProse | None = None
    benchmarks_note: values.ArticleProse | None = None


class LevelSpec(values.Spec):
    level: Annotated[values.Whole, values.within(ranges.LEVEL)]
    text: values.Prose


class TermMaturitySpec(values.DraftSpec):
    """`content/terms/<slug>/maturity.yaml`: what each of the seven levels looks like."""

    levels: list[LevelSpec] = []

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        numbers = [level.level for level in self.levels]
        if numbers != sorted(set(numbers)):
            raise ValueError("write each of the levels 1 to 7 at most once, in order")
        return self
