"""What the API reads: entries, figures, search, quizzes, assessments, paths, the calculator."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from pydantic import create_model

from calculator.form.stored_scenario import FIELDS
from exchange.api.endpoint import ROOT, endpoint
from exchange.api.records import (
    Asked,
    AssessmentHead,
    AssessmentRecord,
    DimensionRecord,
    EntriesAsked,
    FigureOfEntry,
    FiguresAsked,
    Found,
    FoundEntry,
    ListOf,
    Nothing,
    PageOfList,
    SearchAsked,
    StatementRecord,
)
from exchange.records.calculation import Calculation, read_calculation
from exchange.records.paths import PathHead, PathRecord, path_head
from exchange.records.paths import read_path as path_of
from exchange.records.questions import QuizRecord
from exchange.records.questions import read_quiz as quiz_of
from exchange.records.reading import category_of, figure_of, head_of, heads_of, read_entry
from exchange.records.record import CategoryRecord, EntryHead, EntryRecord
from glossary_site.web.http import site_origin
from maturity.models import Dimension, MaturityModel, Statement
from paths.models import Path
from terms.markdown.plain import plain_text
from terms.models import Category, Figure, Term
from terms.search.finding import Filters, find_terms
from terms.search.words import clean_query

_INPUTS = create_model("Inputs", __base__=Asked, **dict.fromkeys(("preset", *FIELDS), (str, "")))  # type: ignore[call-overload]
"""What the calculator reads from an address, as people type it; the preset completes it."""


@endpoint("/categories", "The categories of the glossary", ListOf[CategoryRecord])
def list_categories(request: HttpRequest, asked: Nothing) -> ListOf[CategoryRecord]:
    base = site_origin(request)
    return ListOf[CategoryRecord](items=[category_of(one, base) for one in Category.objects.all()])


@endpoint(
    "/entries",
    "The published entries by their slugs",
    ListOf[EntryHead],
    asked=EntriesAsked,
    example="/entries?kind=full&limit=5",
)
def list_entries(request: HttpRequest, asked: EntriesAsked) -> ListOf[EntryHead]:
    base = site_origin(request)
    terms = Term.objects.for_list().order_by("slug").filter(slug__gt=asked.cursor)
    if asked.category:
        terms = terms.filter(category__slug=asked.category)
    if asked.kind:
        terms = terms.filter(kind=asked.kind)
    if asked.updated_since:
        terms = terms.filter(updated_on__gte=asked.updated_since)
    found = [head_of(one, base) for one in terms[: asked.limit + 1]]
    items = found[: asked.limit]
    following = _next(base, "/entries", asked, items[-1].slug) if len(found) > asked.limit else None
    return ListOf[EntryHead](items=items, next=following)


@endpoint("/entries/{slug}", "All of one entry", EntryRecord, example="/entries/mlops")
def get_entry(request: HttpRequest, asked: Nothing, slug: str) -> EntryRecord:
    entry = read_entry(slug, site_origin(request))
    if entry is None:
        raise Http404(f"no entry {slug!r}; {ROOT}/search?q= finds what is near")
    return entry


@endpoint(
    "/figures",
    "Every figure with its source, by entries",
    ListOf[FigureOfEntry],
    asked=FiguresAsked,
    example="/figures?kind=measured&limit=3",
)
def list_figures(request: HttpRequest, asked: FiguresAsked) -> ListOf[FigureOfEntry]:
    base, after = site_origin(request), asked.cursor.partition("/")
    figures = Figure.objects.filter(term__status=Term.Status.PUBLISHED)
    figures = figures.select_related("term", "source").prefetch_related("term__images")
    figures = figures.order_by("term__slug", "key")
    if asked.cursor:
        beyond = figures.filter(term__slug__gt=after[0])
        figures = beyond | figures.filter(term__slug=after[0], key__gt=after[2])
    if asked.kind:
        figures = figures.filter(kind=asked.kind)
    if asked.source:
        figures = figures.filter(source__key=asked.source)
    rows = list(figures[: asked.limit + 1])
    items = [
        FigureOfEntry(entry=row.term.slug, **figure_of(row, base).model_dump())
        for row in rows[: asked.limit]
    ]
    is_more = len(rows) > asked.limit
    last = f"{items[-1].entry}/{items[-1].key}" if items else ""
    following = _next(base, "/figures", asked, last) if is_more else None
    return ListOf[FigureOfEntry](items=items, next=following)


@endpoint(
    "/search",
    "The entries that a query finds, best first",
    Found,
    asked=SearchAsked,
    example="/search?q=model%20drift",
    is_computed=True,
)
def search(request: HttpRequest, asked: SearchAsked) -> Found:
    base = site_origin(request)
    results = find_terms(clean_query(asked.q), Filters(), limit=asked.limit)
    heads = heads_of((hit.term for hit in results.hits), base)
    items = [
        FoundEntry(**heads[hit.term.pk].model_dump(), reason=hit.reason)
        for hit in results.hits
        if hit.term.pk in heads
    ]
    return Found(items=items, total=results.total, corrected=results.corrected)


@endpoint(
    "/quizzes/{slug}",
    "The questions of an entry's quiz, without their keys",
    QuizRecord,
    example="/quizzes/mlops",
    module="quizzes",
)
def get_quiz(request: HttpRequest, asked: Nothing, slug: str) -> QuizRecord:
    quiz = quiz_of(slug, site_origin(request))
    if quiz is None:
        raise Http404(f"no entry {slug!r} with a quiz")
    return quiz


@endpoint(
    "/assessments", "The assessments of maturity", ListOf[AssessmentHead], module="assessments"
)
def list_assessments(request: HttpRequest, asked: Nothing) -> ListOf[AssessmentHead]:
    base = site_origin(request)
    models = MaturityModel.objects.for_list().select_related("term")
    return ListOf[AssessmentHead](
        items=[AssessmentHead(**_assessment_head(one, base)) for one in models]
    )


@endpoint(
    "/assessments/{slug}",
    "What an assessment asks: dimensions, statements or levels",
    AssessmentRecord,
    example="/assessments/mlops",
    module="assessments",
)
def get_assessment(request: HttpRequest, asked: Nothing, slug: str) -> AssessmentRecord:
    model = MaturityModel.objects.current().for_wizard().filter(slug=slug).first()
    if model is None:
        raise Http404(f"no assessment {slug!r}; {ROOT}/assessments lists them")
    return AssessmentRecord(
        **_assessment_head(model, site_origin(request)),
        summary=plain_text(model.summary_html),
        method=plain_text(model.method_html),
        dimensions=[_dimension(one) for one in model.answerable_dimensions],
    )


def _dimension(dimension: Dimension) -> DimensionRecord:
    return DimensionRecord(
        key=dimension.key,
        title=dimension.title,
        description=plain_text(dimension.description_html),
        question=dimension.question,
        levels={row.level: row.text for row in dimension.levels.all()},
        statements=[_statement(row) for row in dimension.statements.all()],
    )


def _statement(row: Statement) -> StatementRecord:
    return StatementRecord(
        key=row.key,
        level=row.level,
        text=plain_text(row.text_html),
        evidence=plain_text(row.evidence_html),
        required=row.required,
        weight=row.weight,
        source=(row.source.url or None) if row.source else None,
    )


@endpoint("/paths", "The paths through the entries, by roles", ListOf[PathHead], module="paths")
def list_paths(request: HttpRequest, asked: Nothing) -> ListOf[PathHead]:
    base = site_origin(request)
    return ListOf[PathHead](items=[path_head(one, base) for one in Path.objects.current()])


@endpoint(
    "/paths/{slug}",
    "The steps of a path in their order, with the reason for each",
    PathRecord,
    example="/paths/engineer",
    module="paths",
)
def get_path(request: HttpRequest, asked: Nothing, slug: str) -> PathRecord:
    path = path_of(slug, site_origin(request))
    if path is None:
        raise Http404(f"no path {slug!r}; {ROOT}/paths lists them")
    return path


@endpoint(
    "/calculation",
    "What a feature costs: the calculator's inputs, its figures exact and as shown",
    Calculation,
    asked=_INPUTS,
    example="/calculation?preset=mlops",
    is_computed=True,
    is_open=True,
    module="calculator",
)
def calculate(request: HttpRequest, asked: Asked) -> Calculation:
    return read_calculation(request.GET, site_origin(request))


def _assessment_head(model: MaturityModel, base: str) -> dict[str, Any]:
    return {
        "slug": model.slug,
        "title": model.title,
        "url": f"{base}{model.get_absolute_url()}",
        "term": model.term.slug,
        "minutes": model.minutes,
        "version": model.version,
    }


def _next(base: str, path: str, asked: PageOfList, last: str) -> str:
    """The address of the page behind the row `last`."""
    said = asked.model_dump(exclude_defaults=True, mode="json") | {"cursor": last}
    return f"{base}{ROOT}{path}?{urlencode(said)}"
