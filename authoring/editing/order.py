"""The order of a term's form: that in which a reader meets what it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maturity.models import LevelDescription
from terms import models


@dataclass(frozen=True)
class Fields:
    """Fields of the term itself, under the heading that they have on its page."""

    heading: str | Promise | None
    names: tuple[str, ...]


ORDER: tuple[Fields | type[Model], ...] = (
    Fields(
        None,
        (
            *("title", "slug", "abbreviation", "category", "status", "publish_on", "replaced_by"),
            *("updated_on", "linking", "tldr"),
        ),
    ),
    models.Alias,
    models.KeyMetric,
    Fields(_("Explanation"), ("explanation",)),
    models.Gloss,
    Fields(_("Where it is used"), ("where_used",)),
    models.Role,
    Fields(_("Why it matters"), ("why_it_matters",)),
    models.Step,
    models.ChecklistItem,
    LevelDescription,
    models.Comparison,
    Fields(_("How it works"), ("how_it_works",)),
    models.Mistake,
    models.Practice,
    models.Benchmark,
    Fields(_("Benchmarks"), ("benchmarks_note",)),
    models.Faq,
    Fields(_("Quiz"), ("quiz",)),
    models.RelatedTerm,
    models.Figure,
    Fields(_("Your change"), ("reason", "word_count", "edited_at")),
)


@dataclass(frozen=True)
class Part:
    """A part of the form as Django's admin draws it: fields of the term, or a section's rows."""

    fieldset: Any = None
    formset: Any = None


def fieldsets() -> list[tuple[str | Promise | None, dict[str, tuple[str, ...]]]]:
    """The term's own fields, as Django's admin takes them."""
    return [(one.heading, {"fields": one.names}) for one in ORDER if isinstance(one, Fields)]


def in_readers_order(drawn_fieldsets: Iterable[Any], formsets: Iterable[Any]) -> Iterator[Part]:
    """What Django draws as all fieldsets and then all inlines, each at its place."""
    fields = iter(drawn_fieldsets)
    by_model = {formset.opts.model: formset for formset in formsets}
    for one in ORDER:
        if isinstance(one, Fields):
            yield Part(fieldset=next(fields))
        elif one in by_model:
            yield Part(formset=by_model[one])
