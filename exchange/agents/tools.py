"""What agents can ask: each number comes with its source, its date and its kind."""

from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from pydantic import Field

from calculator.form.stored_scenario import FIELDS
from exchange.agents.tool import Arguments, ToolError, tool
from exchange.records.calculation import Calculation, read_calculation
from exchange.records.paths import PathRecord, read_path
from exchange.records.questions import (
    CheckedRecord,
    QuestionRecord,
    SiteAloneError,
    UnknownQuestionError,
    draw_question,
)
from exchange.records.questions import (
    check_answer as check,
)
from exchange.records.reading import (
    FIGURES,
    NAMES,
    RELATIONS,
    SOURCES,
    heads_of,
    read_parts,
)
from exchange.records.record import (
    EntryHead,
    EntryRecord,
    FigureRecord,
    NameRecord,
    Record,
    RelationRecord,
    SourceRecord,
)
from maturity.models import MaturityModel
from maturity.scoring.rows import scoring_dimension
from maturity.scoring.scoring import AnswerValue, Level, Model, score, score_levels
from paths.models import Path
from quizzes.kinds.base import AnswerError
from terms.models import KeyMetric
from terms.search.finding import Filters, find_terms
from terms.search.words import clean_query

_MOST_FOUND = 20
_NAME = Field(min_length=1, max_length=200, description="A slug, a title or any name of the term")


class Named(Arguments):
    term: str = _NAME


class Definition(Record):
    """The short answer, with what it rests on."""

    title: str
    url: str
    definition: str
    names: list[NameRecord]
    updated_on: str
    figures: list[FigureRecord] = Field(description="Those that the short answer or a metric shows")
    sources: list[SourceRecord]
    markdown: str = Field(description="The resource with the whole entry")


class FoundTerm(Record):
    slug: str
    title: str
    url: str
    definition: str


class FoundTerms(Record):
    terms: list[FoundTerm]
    total: int


class Search(Arguments):
    query: str = Field(min_length=1, max_length=200)
    limit: int = Field(default=5, ge=1, le=_MOST_FOUND)


class FigureAsked(Arguments):
    term: str = _NAME
    key: str = Field(default="", max_length=80, description="The figure's key; empty for all")


class Figures(Record):
    term: str
    url: str
    figures: list[FigureRecord]


class Relations(Record):
    term: str
    url: str
    relations: list[RelationRecord]


class Compared(Arguments):
    term: str = _NAME
    other: str = _NAME


class Comparison(Record):
    """Two terms side by side, and what the glossary says of how they differ."""

    terms: list[FoundTerm]
    differences: list[str]
    relation: list[str]


class PathAsked(Arguments):
    path: str = Field(min_length=1, max_length=80, description="The slug of a path")


class QuestionAsked(Arguments):
    term: str = _NAME
    number: int = Field(default=1, ge=1, le=20)


class Answered(Arguments):
    question_id: str = Field(max_length=300, description="The `id` that quiz_question gave")
    answer: list[str] = Field(
        min_length=1,
        max_length=20,
        description="Codes of the chosen options, in order where steps are ordered; or one number",
    )


class CostAsked(Arguments):
    inputs: dict[str, str] = Field(
        description="Fields of the calculator, such as preset, users, price_per_user_usd; "
        "what is left out is completed from the preset"
    )


class Assessed(Arguments):
    assessment: str = Field(max_length=80, description="The slug of an assessment")
    answers: dict[str, str] = Field(
        description="By `dimension/statement` one of not_yet, some_places, most_places, "
        "everywhere, not_applicable, dont_know; of a short assessment by `dimension` its level "
        "from 1 to 7"
    )


class DimensionLevel(Record):
    key: str
    level: int


class Assessment(Record):
    level: int | None
    level_name: str
    index: str | None = Field(description="The average of the dimensions, from 1 to 7")
    dimensions: list[DimensionLevel]
    url: str


@tool("Define a term", Named)
def define(base: str, asked: Named) -> Definition:
    """The glossary's short definition of a term of MLOps or AI economics, with the figures and
    sources that it rests on. Cite the url."""
    entry = _entry(asked.term, base, NAMES, FIGURES, SOURCES)
    in_metrics = KeyMetric.objects.filter(term__slug=entry.slug)
    metrics = set(chain(*in_metrics.values_list("figure__key", "beside__key")))
    shown = [
        one
        for one in entry.figures
        if one.key in metrics or f"#{one.key})" in entry.definition_markdown
    ]
    return Definition(
        title=entry.title,
        url=entry.url,
        definition=entry.definition,
        names=entry.names,
        updated_on=entry.updated_on.isoformat(),
        figures=shown,
        sources=entry.sources,
        markdown=f"{entry.url.rstrip('/')}.md",
    )


@tool("Search the glossary", Search)
def search(base: str, asked: Search) -> FoundTerms:
    """Find terms by name or by words of their texts, best first."""
    found = find_terms(clean_query(asked.query), Filters(), limit=asked.limit)
    heads = heads_of((hit.term for hit in found.hits), base)
    entries = [_found(heads[hit.term.pk]) for hit in found.hits if hit.term.pk in heads]
    return FoundTerms(terms=entries, total=found.total)


@tool("Figures of a term", FigureAsked)
def figure(base: str, asked: FigureAsked) -> Figures:
    """The figures of an entry, or one of them: value, what it is a share of, kind (measured,
    survey, estimate, calculation), source with address, date, caveat, working."""
    entry = _entry(asked.term, base, FIGURES)
    figures = [one for one in entry.figures if asked.key in ("", one.key)]
    if not figures:
        known = ", ".join(one.key for one in entry.figures) or "none"
        raise ToolError(f"{entry.slug} has no figure {asked.key!r}; its figures are: {known}")
    return Figures(term=entry.title, url=entry.url, figures=figures)


@tool("Related terms", Named)
def related(base: str, asked: Named) -> Relations:
    """How a term belongs to others: broader, narrower, related, confused with, replaced by."""
    entry = _entry(asked.term, base, RELATIONS)
    return Relations(term=entry.title, url=entry.url, relations=entry.relations)


@tool("Compare two terms", Compared)
def compare(base: str, asked: Compared) -> Comparison:
    """Two terms side by side: their definitions, and what the glossary says of how they differ or
    belong together."""
    parts = (NAMES, RELATIONS, "comparisons")
    one, other = _entry(asked.term, base, *parts), _entry(asked.other, base, *parts)
    between = [(one, row) for row in one.relations if row.slug == other.slug]
    between += [(other, row) for row in other.relations if row.slug == one.slug]
    differences = [row.words for _, row in between if row.kind == "contrast"]
    for entry, against in ((one, other), (other, one)):
        names = {against.title, *against.names_of("alias", "abbreviation")}
        for section in entry.sections:
            for row in section.rows.get("comparisons", ()):
                if row.get("against") in names:
                    sides = (entry.title, row["strength"], against.title, row["other_strength"])
                    differences.append("{}: {} {}: {}".format(*sides))
    return Comparison(
        terms=[_found(one), _found(other)],
        differences=differences,
        relation=[f"{entry.title}: {row.kind} {row.title}. {row.words}" for entry, row in between],
    )


@tool("A path through the terms", PathAsked, module="paths")
def path(base: str, asked: PathAsked) -> PathRecord:
    """The terms that somebody in a role reads in order, each with the reason why it comes there. An
    unknown slug is answered with those that there are."""
    found = read_path(asked.path, base)
    if found is None:
        known = ", ".join(f"{one.slug} ({one.role})" for one in Path.objects.current())
        raise ToolError(f"no path {asked.path!r}; there are: {known or 'none'}")
    return found


@tool("Cost of an AI feature", CostAsked, module="calculator")
def cost(base: str, asked: CostAsked) -> Calculation:
    """What an AI feature costs a month, and its margin, by the glossary's calculator. Every figure
    is exact and as shown; all inputs are assumptions of whoever gives them."""
    unknown = asked.inputs.keys() - {*FIELDS, "preset"}
    if unknown:
        raise ToolError(
            f"{sorted(unknown)[0]!r} is no input; there are: preset, {', '.join(FIELDS)}"
        )
    given = QueryDict(mutable=True)
    given.update(asked.inputs)
    try:
        return read_calculation(given, base)
    except (Http404, BadRequest) as error:
        raise ToolError(str(error)) from None


@tool("A question on a term", QuestionAsked, module="quizzes")
def quiz_question(base: str, asked: QuestionAsked) -> QuestionRecord:
    """A question of a term's quiz, numbers drawn anew, without its key. Let the person answer, then
    call check_answer with its id."""
    slug = _entry(asked.term, base).slug
    try:
        question = draw_question(slug, asked.number, base)
    except SiteAloneError as error:
        raise ToolError(str(error)) from None
    if question is None:
        raise ToolError(f"{slug} has no question {asked.number}; most entries have six or none")
    return question


@tool("Check an answer", Answered, module="quizzes")
def check_answer(base: str, asked: Answered) -> CheckedRecord:
    """What an answer to quiz_question is worth, with the reason for each option."""
    try:
        return check(asked.question_id, asked.answer, base)
    except UnknownQuestionError as error:
        raise ToolError(f"{error}; take the id from quiz_question") from None
    except (AnswerError, SiteAloneError) as error:
        raise ToolError(str(error)) from None


@tool("Score a maturity assessment", Assessed, module="assessments")
def assess(base: str, asked: Assessed) -> Assessment:
    """The level from 1 to 7 that answers to an assessment come to. What is left out counts as not
    yet. The API lists what each assessment asks."""
    model = MaturityModel.objects.current().for_wizard().filter(slug=asked.assessment).first()
    if model is None:
        known = ", ".join(MaturityModel.objects.current().values_list("slug", flat=True))
        raise ToolError(f"no assessment {asked.assessment!r}; there are: {known}")
    scored = _score(model, asked.answers)
    return Assessment(
        level=scored.level.value if scored.level else None,
        level_name=str(scored.level.name.replace("_", " ").title()) if scored.level else "",
        index=str(round(float(scored.index), 2)) if scored.index is not None else None,
        dimensions=[DimensionLevel(key=one.key, level=one.level.value) for one in scored.rated],
        url=f"{base}{model.get_absolute_url()}",
    )


def _score(model: MaturityModel, answers: dict[str, str]) -> Any:
    dimensions = model.answerable_dimensions
    try:
        if model.is_short:
            keys = {one.key for one in dimensions}
            _refuse_unknown(answers, keys)
            picked = {key: Level(int(text)) for key, text in answers.items()}
            return score_levels({key: picked.get(key, Level.EXPERIMENTAL) for key in keys})
        scoring = Model(tuple(map(scoring_dimension, dimensions)))
        _refuse_unknown(answers, {one.key for one in scoring.statements})
        given = {key: AnswerValue(text) for key, text in answers.items()}
        return score(scoring, given, missing_as_not_yet=True)
    except ValueError as error:
        raise ToolError(f"an answer cannot be read: {error}") from None


def _refuse_unknown(answers: dict[str, str], known: set[str]) -> None:
    if unknown := sorted(answers.keys() - known):
        raise ToolError(f"{unknown[0]!r} is not asked; asked are: {', '.join(sorted(known))}")


def _entry(name: str, base: str, *parts: str) -> EntryRecord:
    """The entry with these parts. Raises ToolError with what is near."""
    entry = read_parts(name, base, *parts)
    if entry is None:
        near = find_terms(clean_query(name), Filters(), limit=3).hits
        words = ", ".join(hit.term.slug for hit in near)
        raise ToolError(
            f"no entry is called {name[:80]!r}" + (f"; near are: {words}" if words else "")
        )
    return entry


def _found(entry: EntryHead) -> FoundTerm:
    return FoundTerm(slug=entry.slug, title=entry.title, url=entry.url, definition=entry.definition)
