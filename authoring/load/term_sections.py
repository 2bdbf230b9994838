"""The sections of one term written to their rows, each row kept where it is still the same."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from authoring.files.library import TermFolder, specified
from authoring.specs.cost import CostSpec
from authoring.specs.term import TermSpec
from authoring.specs.values import Spec
from authoring.specs.worked_example import WorkedInputSpec
from calculator.model.model_prices import SNAPSHOT
from calculator.models import CostScenario, CostTier
from terms.models import Category, ChecklistItem, Figure, Source, Term, TermImage
from terms.pages.checklist import put_ticks_aside, return_ticks
from terms.sections.page_prose import model_of
from terms.sections.registry import row_parts
from terms.sections.section import Part

Rows = Iterable[dict[str, Any]]
Written = Sequence[tuple[TermFolder, Term]]
"""The terms that are written, each with its folder."""
FIGURES = "figures"
"""The relation whose rows other parts refer to."""
COMPARED: tuple[Any, ...] = (
    models.Prefetch("images", TermImage.objects.defer("data")),
    "level_descriptions",
)
"""What is compared with the files beside the rows of `term.md`."""
_BATCH = 500
_IMAGE = ("kind", "width", "height", "digest")


def sync_rows(
    existing: models.QuerySet[Any], owner: dict[str, Any], key: str, rows: Rows
) -> list[Any]:
    """Make `existing` equal to `rows`: matched by `key`, changed in place or deleted.

    `owner` holds the fields that all the rows share, such as their term. Returns those that are yet
    to be created.
    """
    stored, wanted = list(existing), list(rows)
    named = {getattr(row, key): row for row in stored}
    before = {values[key]: named[values[key]] for values in wanted if values[key] in named}
    kept = {row.pk for row in before.values()}
    if gone := [row.pk for row in stored if row.pk not in kept]:
        existing.filter(pk__in=gone).delete()
    for values in wanted:
        row = before.get(values[key])
        if row is None or not any(_differs(row, name, value) for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return [existing.model(**owner | values) for values in wanted if values[key] not in before]


def _differs(row: models.Model, name: str, value: Any) -> bool:
    if isinstance(value, models.Model):
        return bool(getattr(row, f"{name}_id") != value.pk)
    return bool(getattr(row, name) != value)


def status_on(spec: TermSpec, today: date) -> str:
    """The state that the file gives; a scheduled term whose day has come is published."""
    due = spec.publish_on is not None and spec.publish_on <= today
    return Term.Status.PUBLISHED if due else spec.status


def fill_term(folder: TermFolder, term: Term, categories: dict[str, Category]) -> None:
    """What `term.md` says of the term itself, not yet written."""
    spec, prose = specified(folder.term), specified(folder.prose)
    term.title = spec.title
    term.reading = spec.reading or ""
    term.abbreviation = spec.abbreviation or ""
    term.question = spec.question or ""
    today = timezone.now().date()
    term.category = categories[spec.category or next(iter(categories))]
    term.kind = folder.kind
    term.status = status_on(spec, today)
    term.publish_on = spec.publish_on
    term.replaced_by = None
    term.updated_on = spec.updated or today
    term.linking = spec.linking
    term.tldr = spec.tldr or ""
    for name, text in prose.model_dump().items():
        setattr(term, name, text or "")
    term.content_digest = folder.digest
    if not any(document.is_stored for document in folder.documents):
        term.edited_at = None


def load_images(written: Written) -> None:
    """Make the images of each term those of its folder; one that is the same is left as it is."""
    for folder, term in written:
        digests = {image.name: image.digest for image in term.images.all()}
        if gone := digests.keys() - {image.name for image in folder.images}:
            TermImage.objects.filter(term=term, name__in=gone).delete()
        for image in folder.images:
            if digests.get(image.name) != image.digest:
                values = {name: getattr(image, name) for name in _IMAGE} | {"data": image.read()}
                TermImage.objects.update_or_create(term=term, name=image.name, defaults=values)


@dataclass(frozen=True)
class References:
    """What rows may name: terms by slug, sources and the term's own figures by key."""

    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    figures: dict[str, Figure] = field(default_factory=dict)


def load_sections(
    written: Written,
    *,
    terms: dict[str, Term],
    sources: dict[str, Source],
    changed: Collection[str] | None = None,
) -> None:
    """Make every section of each term but its quiz say what its folder says.

    `terms` and `sources` are by slug and key; `changed` names the fields of `term.md` and the other
    files whose text is new, where that is known.
    """
    named = {term.pk: References(terms, sources) for _, term in written}

    def is_new(name: str) -> bool:
        return changed is None or name in changed

    if is_new("aliases"):
        _sync(written, "aliases", "name", _aliases)
    for part in _figures_first():
        if is_new(part.place[0]):
            _sync_part(written, part, named)
        if part.relation == FIGURES:
            _name_figures(named)
    if is_new("maturity.yaml"):
        _sync(written, "level_descriptions", "level", _levels)
    if is_new("cost.yaml"):
        _load_costs(written, named)


def _name_figures(named: Mapping[int, References]) -> None:
    for figure in Figure.objects.filter(term__in=named):
        named[figure.term_id].figures[figure.key] = figure


def _sync(
    written: Written, relation: str, key: str, rows_of: Callable[[TermFolder, Term], Rows]
) -> None:
    """Make the rows of one relation what the folders say, what is new of all terms together."""
    new = [
        row
        for folder, term in written
        for row in sync_rows(
            getattr(term, relation).all(), {"term": term}, key, rows_of(folder, term)
        )
    ]
    model: Any = Term._meta.get_field(relation).related_model
    model._default_manager.bulk_create(new, batch_size=_BATCH)


def _aliases(folder: TermFolder, _: Term) -> Rows:
    return _placed([alias.model_dump() for alias in specified(folder.term).aliases])


def _levels(folder: TermFolder, _: Term) -> Rows:
    return [level.model_dump() for level in (folder.maturity.levels if folder.maturity else ())]


def _sync_part(written: Written, part: Part, named: Mapping[int, References]) -> None:
    def rows_of(folder: TermFolder, term: Term) -> Rows:
        return _placed(_rows(specified(folder.term), part, named[term.pk]))

    has_ticks = model_of(part) is ChecklistItem
    if has_ticks:
        for folder, term in written:
            keys = {item.key for item in specified(folder.term).checklist}
            put_ticks_aside(one for one in term.checklist_items.all() if one.key not in keys)
    _sync(written, part.relation, part.key, rows_of)
    if has_ticks:
        return_ticks(named)


def _figures_first() -> list[Part]:
    """The parts of `term.md`, what others refer to before the rest."""
    return sorted(row_parts(), key=lambda part: part.relation != FIGURES)


def _rows(spec: TermSpec, part: Part, named: References) -> Rows:
    """The values of each row of a part, by the names of its columns."""
    columns = {one.name: one for one in model_of(part)._meta.get_fields()}
    return [_values(row, columns, named) for row in part.rows_of(spec)]


def _values(row: Spec, columns: Mapping[str, Any], named: References) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in type(row).model_fields:
        value = getattr(row, name)
        if name == "term":
            values["target_id"] = named.terms[value].pk
        elif isinstance(value, Spec):
            values |= {f"{name}_{end}": child for end, child in value.model_dump().items()}
        elif name in columns:
            values[name] = _column_value(columns[name], value, named)
    return values | _amount(row) if isinstance(row, WorkedInputSpec) else values


def _amount(given: WorkedInputSpec) -> dict[str, Any]:
    """The number of an input, and the prices that it was computed from, if any."""
    price = given.price
    return {
        "value": given.amount,
        "price_model": price.model if price else "",
        "price_input_tokens": price.input_tokens if price else None,
        "price_output_tokens": price.output_tokens if price else None,
        "price_date": SNAPSHOT.date if price else None,
    }


def _column_value(column: Any, value: Any, named: References) -> Any:
    if column.related_model is Figure:
        return named.figures[value] if value else None
    if column.name == "source":
        return named.sources[value] if value else None
    if isinstance(value, list):
        return ("\n" if column.name == "points" else " ").join(value)
    return "" if value is None and column.empty_strings_allowed else value


def _placed(rows: Rows) -> list[dict[str, Any]]:
    """The rows with their positions."""
    return [{"position": position} | row for position, row in enumerate(rows)]


def _load_costs(written: Written, named: Mapping[int, References]) -> None:
    gone = [term for folder, term in written if folder.cost is None]
    CostScenario.objects.filter(term__in=gone).delete()
    for folder, term in written:
        if folder.cost:
            _load_cost(folder.cost, term, named[term.pk].figures)


def _load_cost(cost: CostSpec, term: Term, figures: Mapping[str, Figure]) -> None:
    scenario, _ = CostScenario.objects.update_or_create(term=term, defaults=_scenario(cost))
    rows = _placed(_tiers(cost, figures))
    stored = CostTier.objects.filter(scenario=scenario)
    stored.bulk_create(sync_rows(stored, {"scenario": scenario}, "key", rows))


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
