"""A term's form in the admin: its sections in the reader's order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import ForeignKey, Model
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from glossary_site.admin import PLAIN_DECIMALS
from terms import models
from terms.sections.page_prose import model_of
from terms.sections.registry import parts

_TERM = (
    *("title", "slug", "reading", "abbreviation", "question", "category", "kind", "status"),
    *("publish_on", "replaced_by", "updated_on", "linking"),
)
_CHANGE = ("reason", "shown", "word_count", "edited_at")


class SectionInline(admin.StackedInline[Any, models.Term]):
    """The rows of one section; they stand by their `position`, the lowest first.

    They are a part of the term: whoever may change it may change them.
    """

    extra = 0
    fk_name = "term"
    classes = ("collapse",)
    formfield_overrides = PLAIN_DECIMALS

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_view = request.user.has_perm("terms.view_term")
        return may_view or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("terms.change_term" if obj else "terms.add_term")

    has_add_permission = has_delete_permission = has_change_permission

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A figure is one of this term's own."""
        if db_field.related_model is models.Figure:
            match = request.resolver_match
            pk = match.kwargs.get("object_id") if match else None
            own = models.Figure.objects.filter(term=pk) if pk else models.Figure.objects.none()
            kwargs["queryset"] = own
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@dataclass(frozen=True)
class Fields:
    """Fields of the term itself, under the heading that they have on its page."""

    heading: str | Promise | None
    names: tuple[str, ...]


def form_order() -> Iterator[Fields | type[Model]]:
    """The fields of the term and the models of its rows, as a reader meets what they make."""
    yield Fields(None, _TERM)
    yield models.Alias
    for section, part in parts():
        if part.has_form_rows:
            yield model_of(part)
        elif name := part.form_field or ("" if part.relation else part.name):
            yield Fields(format_lazy("{}", _(section.title)), (name,))
    yield Fields(_("Your change"), _CHANGE)


def inlines() -> list[type[InlineModelAdmin[Any, Any]]]:
    """An inline for the rows of each section."""
    options: dict[type[Model], dict[str, Any]] = {
        model_of(part): {
            "autocomplete_fields": part.autocompleted,
            "max_num": 1 if part.is_single else part.most_rows,
        }
        for _section, part in parts()
        if part.has_form_rows
    }
    return [
        type(
            f"{model.__name__}Inline", (SectionInline,), {"model": model, **options.get(model, {})}
        )
        for model in form_order()
        if not isinstance(model, Fields)
    ]


def fieldsets() -> list[tuple[str | Promise | None, dict[str, tuple[str, ...]]]]:
    """The term's own fields, as Django's admin takes them."""
    return [(one.heading, {"fields": one.names}) for one in form_order() if isinstance(one, Fields)]


def in_readers_order(
    drawn_fieldsets: Iterable[Any], formsets: Iterable[Any]
) -> Iterator[dict[str, Any]]:
    """What Django draws as all fieldsets and then all inlines, each at its place."""
    fields = iter(drawn_fieldsets)
    by_model = {formset.opts.model: formset for formset in formsets}
    for one in form_order():
        if isinstance(one, Fields):
            yield {"fieldset": next(fields)}
        elif one in by_model:
            yield {"formset": by_model[one]}


def rows_of(formsets: Iterable[Any]) -> dict[str, list[Any]]:
    """The rows that the form has, by relation, in their order; nothing of them is written."""
    rows: dict[str, list[Any]] = {}
    for formset in formsets:
        formset.save(commit=False)
        kept = [
            one.instance
            for one in formset.forms
            if one not in formset.deleted_forms and (one.instance.pk or one.has_changed())
        ]
        rows[formset.get_default_prefix()] = sorted(kept, key=_place)
    figures = {row.pk: row for row in rows.get("figures", ()) if row.pk}
    for row in (row for some in rows.values() for row in some):
        for name in ("figure", "beside"):
            if row_figure := figures.get(getattr(row, f"{name}_id", None)):
                setattr(row, name, row_figure)
    return rows


def _place(row: Any) -> tuple[int, bool, int]:
    """By position, the stored ones first."""
    at: int = row.position if hasattr(row, "position") else row.level
    return at, row.pk is None, row.pk or 0
