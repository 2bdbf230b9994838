"""What the database says, as the plain data that a content file would hold."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models
from pydantic.fields import FieldInfo

from advisory.models import Advisor
from authoring.models import FormerSlug
from authoring.specs import cost as cost_specs
from authoring.specs import site as site_specs
from authoring.specs import term as term_specs
from authoring.specs.values import Spec
from calculator.model.ranges import shown
from calculator.models import CostScenario
from terms.models import Category, Figure, Glossary, Source, Term
from terms.sections.registry import row_parts

Plain = dict[str, Any]

_UNSAID = {"linking": "auto", "status": "published", "kind": "full"}
"""What goes without saying."""

_SHORT = ("name", "text", "source", "term")
"""What stands alone where a mapping says nothing else."""

Rows = Mapping[str, Sequence[models.Model]]
"""The rows of a term by the relation that leads to them, in the author's order."""


def term(term: Term, rows: Rows | None = None) -> Plain:
    """What `term.md` says, front matter and prose, with these rows, or else with the stored ones.

    A term that was published on its day is still scheduled there.
    """
    was_scheduled = term.status == term.Status.PUBLISHED and term.publish_on is not None
    front: Plain = {
        "title": term.title,
        "reading": term.reading,
        "abbreviation": term.abbreviation,
        "question": term.question,
        "category": term.category.slug,
        "kind": term.kind,
        "status": term.Status.SCHEDULED.value if was_scheduled else term.status,
        "publish_on": term.publish_on,
        "replaced_by": term.replaced_by.slug if term.replaced_by else "",
        "was": _former_slugs(FormerSlug.Kind.TERM, term.slug),
        "linking": term.linking,
        "updated": term.updated_on,
        "tldr": term.tldr,
    }
    rows = stored_rows(term) if rows is None else rows
    front["aliases"] = [_row(row, term_specs.AliasSpec) for row in rows["aliases"]]
    for part in row_parts():
        said = [_row(row, term_specs.spec_of(part)) for row in rows[part.relation]]
        *outer, name = part.place
        mapping = front
        for one in outer:
            mapping = mapping.setdefault(one, {})
        mapping[name] = (said[0] if said else {}) if part.is_single else said
    front = {name: front[name] for name in term_specs.TermSpec.model_fields}
    prose = {name: getattr(term, name) for name in term_specs.ProseSpec.model_fields}
    return plain_mapping(front | prose)


def relations() -> list[str]:
    """What leads from a term to the rows of `term.md`."""
    return ["aliases", *(part.relation for part in row_parts())]


def stored_rows(term: Term) -> Rows:
    """The rows of `term.md` as the database has them."""
    return {name: getattr(term, name).order_by("position", "pk") for name in relations()}


def ladder(term: Term, rows: Rows | None = None) -> Plain:
    """`maturity.yaml`"""
    levels = (
        term.level_descriptions.order_by("level") if rows is None else rows["level_descriptions"]
    )
    return plain_mapping({"levels": [_row(level, term_specs.LevelSpec) for level in levels]})


def cost(term: Term) -> Plain:
    """`cost.yaml`; nothing for a term without a scenario."""
    scenario = CostScenario.objects.filter(term=term.pk).first()
    if scenario is None:
        return {}
    written = _row(scenario, cost_specs.CostSpec, but=("tiers", "example"))
    tiers = scenario.tiers.order_by("position", "pk")
    written["tiers"] = [_row(tier, cost_specs.TierSpec) for tier in tiers]
    written["example"] = _row(scenario, cost_specs.ExampleVolumeSpec)
    return plain_mapping(written)


def source(row: Source) -> Plain:
    """An item of `sources.yaml`."""
    return plain_mapping(_row(row, site_specs.SourceSpec))


def category(row: Category) -> Plain:
    """An item of `categories.yaml`."""
    was = _former_slugs(FormerSlug.Kind.CATEGORY, row.slug)
    front = _row(row, site_specs.CategorySpec, but=("was",)) | {"was": was}
    return plain_mapping({name: front[name] for name in site_specs.CategorySpec.model_fields})


def site(advisors: models.QuerySet[Advisor]) -> Plain:
    """`site.yaml`, with the first of `advisors`."""
    glossary, advisor = Glossary.objects.first(), advisors.select_related("source").first()
    return plain_mapping(
        {
            "glossary": _row(glossary, site_specs.GlossarySpec) if glossary else {},
            "advisor": _row(advisor, site_specs.AdvisorSpec) if advisor else {},
        }
    )


def _former_slugs(kind: FormerSlug.Kind, slug: str) -> list[str]:
    former = FormerSlug.objects.of_files(kind).filter(now=slug)
    return list(former.values_list("slug", flat=True))


def _row(row: models.Model, spec: type[Spec], but: tuple[str, ...] = ()) -> Plain:
    return {
        name: _value(row, name, field)
        for name, field in spec.model_fields.items()
        if name not in but
    }


def _value(row: Any, name: str, field: FieldInfo) -> Any:
    if name in ("based_on", "start_with"):
        return getattr(row, name).split()
    if name in ("points", "banned_phrases", "hours", "blocked_days"):
        return [line.strip() for line in getattr(row, name).splitlines() if line.strip()]
    if name == "term":
        return row.target.slug
    if inner := term_specs.mapping_in(field.annotation):
        # A mapping is columns of the same row; rows of another relation are put in later.
        is_own = not term_specs.is_list(field.annotation)
        return {end: getattr(row, f"{name}_{end}") for end in inner.model_fields} if is_own else []
    if name == "value" and getattr(row, "price_model", None):
        return None  # It follows from the list prices.
    value = getattr(row, name)
    if name in ("share", "other_cogs_share"):
        return Fraction(value)
    return value.key if isinstance(value, Figure | Source) else value


def plain_mapping(data: Plain | Spec) -> Plain:
    """`data` as a file holds it."""
    found: Plain = plain(data)
    return found


def plain(value: Any) -> Any:
    """The value as a file holds it: one way to write a number or a line's end, nothing empty.

    What a file may leave out, because it goes without saying, is left out.
    """
    if isinstance(value, Spec):
        return _plain_children({name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, dict):
        return _plain_children(value)
    if isinstance(value, list | tuple):
        return [plain(child) for child in value]
    if isinstance(value, Fraction):
        return f"{shown(value * 100)}%"
    if isinstance(value, Decimal):
        return Decimal(format(value.normalize(), "f"))
    if isinstance(value, str):
        return "\n".join(str(value).strip().splitlines())
    return value


def _plain_children(data: Plain) -> Any:
    children = {name: plain(child) for name, child in data.items()}
    kept = {name: child for name, child in children.items() if child not in (None, "", [], {})}
    for name, usual in _UNSAID.items():
        if kept.get(name) == usual:
            del kept[name]
    return kept.popitem()[1] if len(kept) == 1 and next(iter(kept)) in _SHORT else kept
