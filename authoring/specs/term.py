"""The shape of every content file: what an author may write, and nothing else.

Each class is one mapping of a YAML file; an unknown field, a missing one or a value out of
range is an error whose place in the file `authoring.files.reading` reports.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
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
    Share,
    Slug,
    SomeRows,
    Spec,
    Text,
    Title,
    Url,
    Was,
    Whole,
    most_words,
    within,
)
from calculator.model.model_prices import PricedRequest, TokenUse, UnknownModelError, find_model
from glossary_site.numbers.formula import FormulaError
from terms.fields import ranges
from terms.names.labels import Linking
from terms.pictures.kinds import NOTE_WORDS, POINT_WORDS, TITLE_WORDS, Kind, check_parts
from terms.sections.section import Part
from terms.sections.worked_example import compute

Limit = Annotated[Exact, within(ranges.BAND)]
"""An end of a band."""


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


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What formulas call a number."""


class ListPriceSpec(Spec):
    """What a request of so many tokens costs at a model's list prices, in US dollars."""

    model: Title
    input_tokens: Annotated[Whole, within(ranges.TOKENS)]
    output_tokens: Annotated[Whole, within(ranges.TOKENS)]

    @model_validator(mode="after")
    def _has_a_price(self) -> Self:
        try:
            find_model(self.model)
        except UnknownModelError as error:
            close = ", ".join(error.close)
            raise ValueError(
                f"{error}; the nearest are: {close}" if close else str(error)
            ) from None
        return self

    @property
    def amount(self) -> Decimal:
        price = PricedRequest(
            find_model(self.model), TokenUse(self.input_tokens, self.output_tokens)
        ).price_usd
        return Decimal(price.numerator) / Decimal(price.denominator)


class WorkedInputSpec(Spec):
    """A number that the example starts from; `figure` is the one that it is taken from.

    It has a `value`, or a `price` that is computed from the list prices. A unit that begins with %
    or $ says how the number is written; formulas take 70 % for 0.7.
    """

    name: Name
    label: Label
    value: Annotated[Exact, within(ranges.AMOUNT)] | None = None
    price: ListPriceSpec | None = None
    unit: Abbreviation
    figure: Key | None = None

    @model_validator(mode="after")
    def _has_an_amount(self) -> Self:
        if (self.value is None) == (self.price is None):
            raise ValueError("an input has either a 'value' or a 'price'")
        return self

    @property
    def amount(self) -> Decimal:
        """The number itself."""
        return self.price.amount if self.price else self.value or Decimal(0)


class WorkedStepSpec(Spec):
    """A result: computed by a `formula` of the names above it, or typed with its `working`."""

    name: Name | None = None
    label: Label
    formula: Line | None = None
    unit: Abbreviation | None = None
    working: Prose | None = None
    result: Line | None = None

    @model_validator(mode="after")
    def _is_computed_or_typed(self) -> Self:
        if (self.formula is None) == (self.result is None):
            raise ValueError("a step has either a 'formula' or a 'result'")
        if self.formula and self.unit is None:
            raise ValueError("'unit' is missing: say what the formula gives, such as $ a query")
        if self.result and self.working is None:
            raise ValueError("'working' is missing: a typed result shows where it comes from")
        if self.result and (self.unit or self.name):
            raise ValueError("'unit' and 'name' belong to a step with a 'formula'")
        return self


class WorkedExampleSpec(Spec):
    """One case computed to its end, from inputs with units through steps to a conclusion."""

    title: Title
    inputs: Annotated[list[WorkedInputSpec], SomeRows]
    steps: Annotated[list[WorkedStepSpec], SomeRows]
    conclusion: Prose

    @model_validator(mode="after")
    def _can_be_computed(self) -> Self:
        try:
            compute(self.inputs, self.steps)
        except FormulaError as error:
            raise ValueError(str(error)) from None
        return self


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


class TierSpec(Spec):
    key: Slug
    name: Label
    share: Share
    price_usd: Annotated[Exact, within(ranges.PRICE_USD)]
    share_figure: Key
    price_figure: Key


class ExampleVolumeSpec(Spec):
    """Illustrative volume and price that the calculator starts with; not a claim about anyone."""

    users: Annotated[Whole, within(ranges.USERS)]
    requests_per_user: Annotated[Whole, within(ranges.REQUESTS_PER_USER)]
    price_per_user_usd: Annotated[Exact, within(ranges.PRICE_PER_USER_USD)]
    other_cogs_share: Share


class CostSpec(Spec):
    """`content/terms/<slug>/cost.yaml`: the tiers that diagram and calculator share."""

    title: Line
    unit: Abbreviation
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
