"""The sections of one term written to their rows, each row kept where it is still the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from authoring.files.library import TermFolder, specified
from authoring.specs.term import BenchmarkSpec, CostSpec, TermSpec
from calculator.models import CostScenario, CostTier
from maturity.models import LevelDescription
from terms.models import (
    Alias,
    Benchmark,
    Category,
    ChecklistItem,
    Comparison,
    Faq,
    Figure,
    Gloss,
    KeyMetric,
    Mistake,
    Practice,
    RelatedTerm,
    Role,
    Source,
    Step,
    Term,
    TermImage,
)
from terms.pages.checklist import put_ticks_aside, return_ticks

Rows = Iterable[dict[str, Any]]


def sync_rows(existing: models.QuerySet[Any], owner: dict[str, Any], key: str, rows: Rows) -> None:
    """Make `existing` equal to `rows`: matched by `key`, changed in place, created or deleted.

    `owner` holds the fields that all the rows share, such as their term.
    """
    before = {getattr(row, key): row for row in existing}
    wanted = _placed(rows)
    kept = [before[values[key]].pk for values in wanted if values[key] in before]
    existing.exclude(pk__in=kept).delete()
    existing.model._default_manager.bulk_create(
        [existing.model(**owner | values) for values in wanted if values[key] not in before]
    )
    for values in wanted:
        row = before.get(values[key])
        if row is None or all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def write_new(rows: Iterable[models.Model]) -> None:
    """Create rows that may refer to each other: a model at a time, in the order in which the models
    first come."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, some in by_model.items():
        model._default_manager.bulk_create(some)


def status_on(spec: TermSpec, today: date) -> str:
    """The state that the file gives; a scheduled term whose day has come is published."""
    due = spec.publish_on is not None and spec.publish_on <= today
    return Term.Status.PUBLISHED if due else spec.status


def fill_term(folder: TermFolder, term: Term | None, categories: dict[str, Category]) -> Term:
    """What `term.md` says of the term itself, not yet written; a new one where there is none."""
    spec, prose = specified(folder.term), specified(folder.prose)
    term = term or Term(slug=folder.slug)
    term.title = spec.title
    term.abbreviation = spec.abbreviation or ""
    term.category = categories[spec.category]
    term.status = status_on(spec, timezone.now().date())
    term.publish_on = spec.publish_on
    term.replaced_by = None
    term.updated_on = spec.updated
    term.linking = spec.linking
    term.tldr = spec.tldr or ""
    for name, text in prose.model_dump().items():
        setattr(term, name, text or "")
    term.content_digest = folder.digest
    if not any(document.is_stored for document in folder.documents):
        term.edited_at = None
    return term


def load_images(folder: TermFolder, term: Term) -> None:
    """Make the images of `term` those of its folder; one that is the same is left as it is."""
    digests = dict(TermImage.objects.filter(term=term).values_list("name", "digest"))
    gone = digests.keys() - {image.name for image in folder.images}
    TermImage.objects.filter(term=term, name__in=gone).delete()
    for image in folder.images:
        if digests.get(image.name) != image.digest:
            values = {name: getattr(image, name) for name in ("kind", "width", "height", "digest")}
            values["data"] = image.read()
            TermImage.objects.update_or_create(term=term, name=image.name, defaults=values)


def new_sections(
    folder: TermFolder, term: Term, *, terms: dict[str, Term], sources: dict[str, Source]
) -> Iterator[models.Model]:
    """The rows of every section of a new term but its quiz, what is referred to first."""
    spec = specified(folder.term)
    yield from _rows(Alias, term, [alias.model_dump() for alias in spec.aliases])
    placed = _placed(_figures(spec, sources))
    figures = {row["key"]: Figure(term=term, **row) for row in placed}
    yield from figures.values()
    for section, rows in _sections(spec, figures).items():
        yield from _rows(section, term, rows)
    yield from _rows(ChecklistItem, term, _items(spec))
    yield from _rows(RelatedTerm, term, _related(spec, terms))
    for level in folder.maturity.levels if folder.maturity else ():
        yield LevelDescription(term=term, level=level.level, text=level.text)
    if folder.cost:
        scenario = CostScenario(term=term, **_scenario(folder.cost))
        yield scenario
        for values in _placed(_tiers(folder.cost, figures)):
            yield CostTier(scenario=scenario, **values)


def _rows(model: type[models.Model], term: Term, rows: Rows) -> Iterator[models.Model]:
    return (model(term=term, **values) for values in _placed(rows))


def load_sections(
    folder: TermFolder, term: Term, *, terms: dict[str, Term], sources: dict[str, Source]
) -> None:
    """Make every section of `term` but its quiz say what its folder says.

    `terms` and `sources` are by slug and key.
    """
    spec = specified(folder.term)

    def sync(model: type[Any], key: str, rows: Rows) -> None:
        sync_rows(model._default_manager.filter(term=term), {"term": term}, key, rows)

    sync(Alias, "name", [alias.model_dump() for alias in spec.aliases])
    sync(Figure, "key", _figures(spec, sources))
    figures = {figure.key: figure for figure in Figure.objects.filter(term=term)}
    for section, rows in _sections(spec, figures).items():
        sync(section, "position", rows)
    keys = [item.key for item in spec.checklist]
    put_ticks_aside(ChecklistItem.objects.filter(term=term).exclude(key__in=keys))
    sync(ChecklistItem, "key", _items(spec))
    return_ticks(term)
    sync(RelatedTerm, "target_id", _related(spec, terms))
    _load_levels(folder, term)
    _load_cost(folder.cost, term, figures)


def _items(spec: TermSpec) -> Rows:
    return [_filled(item) | {"based_on": " ".join(item.based_on)} for item in spec.checklist]


def _related(spec: TermSpec, terms: dict[str, Term]) -> Rows:
    return [{"target_id": terms[row.term].pk, "why": row.why} for row in spec.related]


def _placed(rows: Rows) -> list[dict[str, Any]]:
    """The rows with their positions."""
    return [{"position": position} | row for position, row in enumerate(rows)]


def _filled(spec: Any) -> dict[str, Any]:
    """A spec's fields, absent texts as empty ones."""
    return {name: "" if value is None else value for name, value in spec.model_dump().items()}


def _figures(spec: TermSpec, sources: dict[str, Source]) -> Rows:
    return [_filled(figure) | {"source": sources[figure.source]} for figure in spec.figures]


def _sections(spec: TermSpec, figures: Mapping[str, Figure]) -> dict[type[Any], Rows]:
    return {
        Gloss: [_filled(row) for row in spec.glosses],
        KeyMetric: [_filled(row) | {"figure": figures[row.figure]} for row in spec.key_metrics],
        Role: [_filled(row) for row in spec.who_uses_it],
        Step: [_filled(row) for row in spec.steps],
        Comparison: [_filled(row) for row in spec.comparisons],
        Mistake: [_filled(row) for row in spec.mistakes],
        Practice: [_filled(row) for row in spec.practices],
        Benchmark: [_benchmark(row, figures) for row in spec.benchmarks],
        Faq: [_filled(row) for row in spec.faq],
    }


def _benchmark(spec: BenchmarkSpec, figures: Mapping[str, Figure]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "industry": spec.industry,
        "metric": spec.metric,
        "measure": spec.measure or "",
        "unit": spec.unit,
        "figure": figures[spec.figure],
        "note": spec.note or "",
    }
    for name in ("lagging", "typical", "leading"):
        band = getattr(spec, name)
        values |= {f"{name}_low": band.low, f"{name}_high": band.high}
    return values


def _load_levels(folder: TermFolder, term: Term) -> None:
    """Whole rows are saved: Django's `update_or_create` would leave the HTML of the old text."""
    levels = folder.maturity.levels if folder.maturity else []
    rows = LevelDescription.objects.filter(term=term)
    rows.exclude(level__in=[level.level for level in levels]).delete()
    described = {row.level: row for row in rows}
    for level in levels:
        row = described.get(level.level) or LevelDescription(term=term, level=level.level)
        row.text = level.text
        row.save()


def _load_cost(cost: CostSpec | None, term: Term, figures: dict[str, Figure]) -> None:
    if cost is None:
        CostScenario.objects.filter(term=term).delete()
        return
    scenario, _ = CostScenario.objects.update_or_create(term=term, defaults=_scenario(cost))
    rows = _tiers(cost, figures)
    sync_rows(CostTier.objects.filter(scenario=scenario), {"scenario": scenario}, "key", rows)


def _scenario(cost: CostSpec) -> dict[str, Any]:
    values = cost.model_dump(include={"title", "unit", "note"})
    values |= cost.example.model_dump(exclude={"other_cogs_share"})
    return values | {"other_cogs_share": _decimal(cost.example.other_cogs_share)}


def _tiers(cost: CostSpec, figures: Mapping[str, Figure]) -> Rows:
    return [
        {
            "key": tier.key,
            "name": tier.name,
            "share": _decimal(tier.share),
            "price_usd": tier.price_usd,
            "share_figure": figures[tier.share_figure],
            "price_figure": figures[tier.price_figure],
        }
        for tier in cost.tiers
    ]


def _decimal(share: Any) -> Decimal:
    """An exact decimal; the spec has made sure that eight places hold it."""
    return Decimal(share.numerator) / Decimal(share.denominator)
