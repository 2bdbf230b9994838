"""Everything that is stored of a learner: just what deleting them deletes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.db.models import prefetch_related_objects

from learners.models import Learner

Row = dict[str, Any]


def own_data(learner: Learner) -> dict[str, list[Row]]:
    """Rows by the kind of thing that they are, `app.model`.

    They name each other by number, and what they refer to in the site's content in words. What
    would let others in as the learner is withheld.

    The queries are as many as there are kinds and relations, whatever the number of rows.
    """
    collector = NestedObjects(using=learner._state.db or "default")
    collector.collect([learner])
    found = {kind: list(rows) for kind, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        found.setdefault(rows.model, []).extend(rows)
    by_label = sorted(found.items(), key=lambda item: item[0]._meta.label_lower)
    return {
        kind._meta.label_lower: _rows(kind, rows, set(found)) for kind, rows in by_label if rows
    }


def _rows(kind: type[models.Model], rows: Iterable[models.Model], own: set[Any]) -> list[Row]:
    in_order = sorted(rows, key=lambda row: str(row.pk))
    withheld = getattr(kind, "withheld", ())
    fields = [field for field in kind._meta.concrete_fields if field.name not in withheld]
    foreign = {field.name for field in fields if field.is_relation} - {
        field.name for field in fields if field.related_model in own
    }
    prefetch_related_objects(in_order, *foreign)
    return [{field.name: _value(row, field, foreign) for field in fields} for row in in_order]


def _value(row: models.Model, field: models.Field[Any, Any], foreign: set[str]) -> Any:
    """The value as JSON takes it; of a relation to the site's content, its words."""
    if field.name not in foreign:
        return field.value_from_object(row)
    related = getattr(row, field.name)
    return None if related is None else str(related)
