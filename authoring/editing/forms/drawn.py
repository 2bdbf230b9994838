"""What the template of a form draws: sections, and lists of rows below one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext


@dataclass(frozen=True)
class FormSection:
    """A section of the form: fields of the row itself, and models of its rows."""

    key: str
    title: str | Promise = ""
    fields: tuple[str, ...] = ()
    models: tuple[Any, ...] = ()
    is_always_open: bool = False

    @property
    def html_id(self) -> str:
        return f"section-{self.key}"


@dataclass(frozen=True)
class DrawnRow:
    """One row of a list, which can be opened; with lists of its own, where it has some."""

    prefix: str
    title: str
    is_open: bool
    errors: Any
    fieldsets: Iterable[Any]
    hidden: Sequence[BoundField] = ()
    deletion: BoundField | None = None
    lists: Sequence["DrawnRows"] = ()


@dataclass(frozen=True)
class DrawnRows:
    """The rows of one list; `name` is what one is called, `title` all of them, if that is said."""

    prefix: str
    name: str
    title: str
    rows: Sequence[DrawnRow]
    may_change: bool = True
    takes_more: bool = False
    head: Any = ""
    """What else the list sends."""
    errors: Any = ""


@dataclass(frozen=True)
class DrawnSection:
    """A section as it is drawn: open, with its fields and rows, or a line that says what it has.

    One that `can_move` is itself a row among others, with what that sends.
    """

    section: FormSection
    is_open: bool
    fieldset: Any = None
    lists: Sequence[DrawnRows] = ()
    holds: str = ""
    images: Iterable[Any] = ()
    page_url: str = ""
    """Where the section is edited on a page of its own."""
    can_move: bool = False
    hidden: Sequence[Any] = ()
    deletion: BoundField | None = None
    errors: Any = ""


def rows_of_formset(formset: Any, section_title: str | Promise, *, is_alone: bool) -> DrawnRows:
    """The rows of one of Django's inline formsets, without the empty one that its own script would
    copy."""
    opts, may_add = formset.opts, formset.has_add_permission
    may_change, inner = formset.has_change_permission, formset.formset
    rows = list(formset)[: -1 if may_add else None]
    plural = str(opts.verbose_name_plural)
    return DrawnRows(
        prefix=inner.prefix,
        name=str(opts.verbose_name),
        title="" if is_alone and section_title == plural else capfirst(plural),
        rows=[_row(row, opts, can_delete=inner.can_delete) for row in rows],
        may_change=may_change,
        takes_more=bool(may_add and len(rows) < inner.max_num),
        head=inner.management_form,
        errors=inner.non_form_errors(),
    )


def _row(row: Any, opts: Any, *, can_delete: bool) -> DrawnRow:
    new = gettext("New: %(name)s") % {"name": opts.verbose_name}
    keys = [row.pk_field() if row.needs_explicit_pk_field() else None, row.fk_field()]
    return DrawnRow(
        prefix=row.form.prefix,
        title=Truncator(str(row.original)).chars(80) if row.original else new,
        is_open=not row.original or bool(row.form.errors),
        errors=row.form.non_field_errors(),
        fieldsets=row,
        hidden=[key.field for key in keys if key],
        deletion=row.deletion_field().field if row.original and can_delete else None,
    )
