"""The prose of term pages, section by section: read and written in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models

from terms.markdown.placing import PlacedImage, image_key
from terms.models import Term, TermImage
from terms.models.images import image_address
from terms.sections.pieces import Piece, TermProse

BATCH = 500
KeyT = TypeVar("KeyT", int, str)


@dataclass(frozen=True)
class Place:
    """Prose of a section: fields of a relation's rows, or of the term itself.

    `heading` is the path to the slug of the term that a row's heading already links to.
    """

    relation: str
    fields: tuple[str, ...]
    heading: str = ""

    @property
    def model(self) -> type[models.Model]:
        return Term._meta.get_field(self.relation).related_model if self.relation else Term  # type: ignore[return-value]


SECTIONS: dict[str, tuple[Place, ...]] = {
    "tldr": (Place("", ("tldr",)),),
    "key-metrics": (Place("key_metrics", ("measures",)),),
    "explanation": (Place("", ("explanation",)), Place("glosses", ("meaning",))),
    "where-used": (Place("", ("where_used",)),),
    "who-uses-it": (Place("roles", ("use",)),),
    "why-it-matters": (Place("", ("why_it_matters",)),),
    "how-to-apply": (Place("steps", ("text",)),),
    "checklist": (Place("checklist_items", ("text",)),),
    "maturity": (Place("level_descriptions", ("text",)),),
    "comparisons": (Place("comparisons", ("strength", "other_strength")),),
    "how-it-works": (Place("", ("how_it_works",)),),
    "mistakes": (Place("mistakes", ("consequence", "fix")),),
    "practices": (Place("practices", ("detail", "impact")),),
    "benchmarks": (Place("benchmarks", ("note",)), Place("", ("benchmarks_note",))),
    "faq": (Place("faqs", ("answer",)),),
    "related": (Place("related_terms", ("why",), heading="target__slug"),),
    "sources": (Place("figures", ("states", "working", "caveat")),),
}
"""The sections by their anchors, in the reader's order, those of upper apps by name."""

HEADINGS = {("mistakes", "mistake"), ("practices", "practice")}
"""Prose that stands as the heading of its item."""


def batches(keys: Iterable[KeyT]) -> Iterator[list[KeyT]]:
    """The keys in order, `BATCH` at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def read_prose(term_ids: Iterable[int]) -> Iterator[TermProse]:
    """The prose of these terms, read `BATCH` of them at a time."""
    for batch in batches(term_ids):
        slugs = Term.objects.filter(pk__in=batch).order_by("pk").values_list("pk", "slug")
        sections, images = _read_sections(batch), _read_images(batch)
        for pk, slug in slugs:
            yield TermProse(pk, slug, sections[pk], images[pk])


def _read_images(term_ids: Collection[int]) -> dict[int, dict[str, PlacedImage]]:
    images: dict[int, dict[str, PlacedImage]] = {pk: {} for pk in term_ids}
    rows = TermImage.objects.filter(term__in=term_ids).order_by()
    for pk, slug, name, digest, *size in rows.values_list(
        "term_id", "term__slug", "name", "digest", "width", "height"
    ):
        images[pk][image_key(name)] = PlacedImage(image_address(slug, digest, name), *size)
    return images


def _read_sections(term_ids: Collection[int]) -> dict[int, dict[str, list[Piece]]]:
    prose: dict[int, dict[str, list[Piece]]] = {pk: defaultdict(list) for pk in term_ids}
    for anchor, places in SECTIONS.items():
        for place in places:
            table = place.model._meta.db_table
            columns = [f"{field}_html" for field in place.fields]
            for row in _rows(place, columns, term_ids):
                term_id, pk, heading, texts = row[0], row[1], row[2], row[3:]
                prose[term_id][anchor] += [
                    Piece(table, pk, column, html, heading)
                    for column, html in zip(columns, texts, strict=True)
                    if html
                ]
    return prose


def write_prose(pieces: Iterable[Piece]) -> None:
    """Store the HTML of these pieces; `bulk_update` takes 20 times as long for it."""
    by_column: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for piece in pieces:
        by_column[piece.table, piece.column].append((piece.html, piece.pk))
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for (table, column), rows in by_column.items():
            statement = f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE id = %s"  # noqa: S608 - names of our own
            cursor.executemany(statement, rows)


def _rows(place: Place, columns: list[str], term_ids: Collection[int]) -> Iterable[tuple[Any, ...]]:
    key = "term_id" if place.relation else "pk"
    rows = place.model._base_manager.filter(**{f"{key}__in": term_ids})
    order = (place.relation and place.model._meta.ordering) or ()
    heading = models.F(place.heading) if place.heading else models.Value("")
    return rows.order_by(key, *order).values_list(key, "pk", heading, *columns)
