"""What a term says in the database and what its file says, as texts that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import unified_diff
from typing import Any

import yaml
from django.db import models

from authoring import specs
from authoring.library import ContentError, TermFolder, specified
from authoring.reading import Problem
from authoring.values import Spec
from terms.models import Figure, Source, Term

_ROWS: dict[str, tuple[type[Spec], str]] = {
    "aliases": (specs.AliasSpec, "aliases"),
    "figures": (specs.FigureSpec, "figures"),
    "glosses": (specs.GlossSpec, "glosses"),
    "key_metrics": (specs.KeyMetricSpec, "key_metrics"),
    "who_uses_it": (specs.RoleSpec, "roles"),
    "steps": (specs.StepSpec, "steps"),
    "checklist": (specs.ChecklistItemSpec, "checklist_items"),
    "comparisons": (specs.ComparisonSpec, "comparisons"),
    "mistakes": (specs.MistakeSpec, "mistakes"),
    "practices": (specs.PracticeSpec, "practices"),
    "benchmarks": (specs.BenchmarkSpec, "benchmarks"),
    "faq": (specs.FaqSpec, "faqs"),
    "related": (specs.RelatedSpec, "related_terms"),
}
"""The lists of `term.md`: what an item holds, and the relation in which its rows are."""

_WIDTH = 96


@dataclass(frozen=True)
class Conflict:
    """A term that was edited in the admin, and its folder, which says something else."""

    term: Term
    folder: TermFolder
    difference: str

    @property
    def problem(self) -> Problem:
        message = (
            f"was edited in the admin on {self.term.edited_at:%Y-%m-%d %H:%M} UTC, and the file "
            "has changed too; --theirs loads the file, --ours keeps the edit"
        )
        return Problem(self.folder.front.path, 1, "", message)


class ConflictError(ContentError):
    """Terms edited in the admin whose files have changed too."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__([conflict.problem for conflict in conflicts])
        self.conflicts = conflicts


def difference(term: Term, folder: TermFolder) -> str:
    """What separates `term` in the database from its `term.md`, as a unified diff.

    Empty where they say the same: then the file holds every edit made in the admin.
    """
    lines = unified_diff(
        _stored_text(term).splitlines(),
        _filed_text(folder).splitlines(),
        f"{term.slug} in the database",
        folder.front.path,
        lineterm="",
    )
    return "\n".join(lines)


def _stored_text(term: Term) -> str:
    front = {
        "title": term.title,
        "abbreviation": term.abbreviation,
        "category": term.category.slug,
        "linking": term.linking,
        "updated": term.updated_on,
        "tldr": term.tldr,
    }
    for name, (spec, relation) in _ROWS.items():
        front[name] = [_stored_row(row, spec) for row in getattr(term, relation).all()]
    return _write(front, {name: getattr(term, name) for name in specs.ProseSpec.model_fields})


def _filed_text(folder: TermFolder) -> str:
    return _write(specified(folder.term).model_dump(), specified(folder.prose).model_dump())


def _stored_row(row: models.Model, spec: type[Spec]) -> dict[str, Any]:
    return {name: _stored_value(row, name) for name in spec.model_fields}


def _stored_value(row: Any, name: str) -> Any:
    if name in ("lagging", "typical", "leading"):
        return {end: getattr(row, f"{name}_{end}") for end in ("low", "high")}
    if name == "based_on":
        return row.based_on.split()
    if name == "term":
        return row.target.slug
    value = getattr(row, name)
    return value.key if isinstance(value, Figure | Source) else value


def _write(front: dict[str, Any], prose: dict[str, Any]) -> str:
    """`term.md` in one form, whoever wrote it: fields in the order of the specs, none empty."""
    ordered = {name: front[name] for name in specs.TermSpec.model_fields}
    data = yaml.safe_dump(_plain(ordered), sort_keys=False, allow_unicode=True, width=_WIDTH)
    return "\n".join(("---", data + "---", *_write_prose(prose)))


def _write_prose(prose: dict[str, Any]) -> Iterator[str]:
    for heading, name in specs.PROSE_HEADINGS.items():
        if text := _plain(prose[name]):
            yield f"\n## {heading}\n\n{text}"


def _plain(value: Any) -> Any:
    """The value as YAML holds it: one way to write a number or a line's end, nothing empty."""
    if isinstance(value, dict):
        plain = {name: _plain(child) for name, child in value.items()}
        return {name: child for name, child in plain.items() if child not in (None, "", [], {})}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, str):
        return "\n".join(str(value).strip().splitlines())
    return value
