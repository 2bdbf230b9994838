"""The fields and rows of a term's form, as Django's admin takes them, and what their rows say."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import DateField, Field, ForeignKey, Model
from django.http import HttpRequest

from authoring.editing.forms.form_sections import form_sections
from authoring.editing.forms.named_rows import RowByNameField
from glossary_site.admin import PLAIN_DECIMALS
from terms import models
from terms.fields.prose import ProseField
from terms.markdown.prose import Form
from terms.sections.page_prose import model_of
from terms.sections.registry import parts, row_parts

_ROWS = {Form.LINE: 2, Form.BLOCKS: 4, Form.ARTICLE: 8}
"""How many lines of a text its field shows."""


class TermFields:
    """A mixin before an admin of terms or their rows: fields that need no script, and no popups."""

    formfield_overrides: Any = {
        **PLAIN_DECIMALS,
        DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
    }

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Markdown says which of its forms it is in; another row is named, not looked up."""
        if isinstance(db_field, ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(db_field, ProseField):
            field.widget.attrs |= {"data-markdown": db_field.form.value}
            field.widget.attrs["rows"] = _ROWS[db_field.form]
        return field

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.related_model in RowByNameField.KEYS:
            return db_field.formfield(form_class=RowByNameField)
        if db_field.related_model is models.Figure:
            match = request.resolver_match
            pk = match.kwargs.get("object_id") if match else None
            own = models.Figure.objects.filter(term=pk) if pk else models.Figure.objects.none()
            field: Any = db_field.formfield(queryset=own)
            field.choices = [*field.choices]  # read once for all rows
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class RowForm(forms.ModelForm[Any]):
    """A row; a new one in which nothing but its place was written is none."""

    def has_changed(self) -> bool:
        place = set() if self.instance.pk else {"position", "level"}
        return not place.issuperset(self.changed_data)


class RowFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """The rows of a section, with what saving them has been refused for."""

    refusals: Collection[tuple[int, str, str]] = ()
    """Place, field and reason; no field where the reason is about the whole row."""

    def full_clean(self) -> None:
        super().full_clean()
        for at, name, reason in self.refusals:
            if at < len(self.forms):
                row = self.forms[at]
                row.add_error(name if name in row.fields else None, reason)
                self._errors[at] = row.errors  # type: ignore[attr-defined]


class SectionInline(TermFields, admin.StackedInline[Any, models.Term]):
    """The rows of one section; they stand by their `position`, the lowest first.

    They are a part of the term: whoever may change it may change them.
    """

    extra = 0
    fk_name = "term"
    form = RowForm
    formset = RowFormSet

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_view = request.user.has_perm("terms.view_term")
        return may_view or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("terms.change_term" if obj else "terms.add_term")

    has_add_permission = has_delete_permission = has_change_permission

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        refusals = getattr(request, "refusals", {}).get(self.model, ())
        return type(formset.__name__, (formset,), {"refusals": refusals})


def inlines(is_open: Collection[str]) -> list[type[InlineModelAdmin[Any, Any]]]:
    """An inline for the rows of each open section."""
    most = {
        model_of(part): 1 if part.is_single else part.most_rows
        for _section, part in parts()
        if part.has_form_rows
    }
    return [
        type(
            f"{model.__name__}Inline",
            (SectionInline,),
            {"model": model, "max_num": most.get(model)},
        )
        for section in form_sections()
        if section.key in is_open
        for model in section.models
    ]


def rows_of(term: models.Term, formsets: Iterable[Any]) -> dict[str, list[Any]]:
    """The rows that the form has, by relation, in their order; nothing of them is written.

    Where figures are among them, so is every row that may name one, as a figure may have a new key.
    """
    rows: dict[str, list[Any]] = {}
    for formset in formsets:
        formset.save(commit=False)
        kept = [one.instance for one in kept_forms(formset)]
        rows[formset.get_default_prefix()] = sorted(kept, key=_place)
    if "figures" in rows and term.pk:
        for part in row_parts():
            if part.relation not in rows and _names_figures(model_of(part)):
                stored = getattr(term, part.relation).order_by("position", "pk")
                rows[part.relation] = list(stored)
    figures = {row.pk: row for row in rows.get("figures", ()) if row.pk}
    for row in (row for some in rows.values() for row in some):
        for name in ("figure", "beside"):
            if row_figure := figures.get(getattr(row, f"{name}_id", None)):
                setattr(row, name, row_figure)
    return rows


def kept_forms(formset: Any) -> list[Any]:
    """The forms of a formset whose rows stay, or are new."""
    return [
        one
        for one in formset.forms
        if one not in formset.deleted_forms and (one.instance.pk or one.has_changed())
    ]


def _names_figures(model: type[Model]) -> bool:
    return any(field.related_model is models.Figure for field in model._meta.concrete_fields)


def _place(row: Any) -> tuple[int, bool, int]:
    """By position, the stored ones first."""
    at: int = row.position if hasattr(row, "position") else row.level
    return at, row.pk is None, row.pk or 0
