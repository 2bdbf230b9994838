"""What the admin pages of all apps share: who may do what, locking, and exact numbers."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import DecimalField, Model
from django.forms import NumberInput
from django.http import HttpRequest

from glossary_site.page_cache.models import content_changed


class PlainDecimalInput(NumberInput):
    """A number's field that says `0.00000015` where Python says `1.5E-7`."""

    def format_value(self, value: Any) -> str | None:
        is_number = isinstance(value, Decimal) and value.is_finite()
        text: str | None = super().format_value(f"{value.normalize():f}" if is_number else value)
        return text


PLAIN_DECIMALS: Any = {DecimalField: {"widget": PlainDecimalInput}}
"""For the `formfield_overrides` of every form in the admin with such a field."""


class NotAdded:
    """A mixin before a `ModelAdmin` or an inline: nobody makes a row here, the site does."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NotEdited(NotAdded):
    """The same for rows that are there to be looked at; they may be deleted."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def is_changed(form: Any, formsets: Any) -> bool:
    """Whether somebody changed a field of an admin page, or of a row below it."""
    return form.has_changed() or any(one.has_changed() for one in formsets)


class EditsContent:
    """A mixin for a `ModelAdmin` whose rows are on pages for everyone.

    The version rises with the change, in its transaction: not with a post that was refused, that
    changed nothing, or that only asked who one is.
    """

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if not change or is_changed(form, formsets):
            content_changed()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)  # type: ignore[misc]
        content_changed()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)  # type: ignore[misc]
            content_changed()


def lock_row(row: Model) -> None:
    """Until the transaction ends nobody else changes or deletes the row, or refers to it anew."""
    list(type(row)._base_manager.select_for_update().filter(pk=row.pk))


class LockedOnPost:
    """A mixin before a `ModelAdmin`: what a post is about is locked first, and read after that.

    Where the database locks no rows, as SQLite, its transaction has locked everything already.
    """

    def lock(self, obj: Any) -> None:
        """Lock whatever a decision about `obj` depends on."""
        lock_row(obj)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The row; for a post as it is once nobody else changes it, None where it is gone."""
        read = super().get_object  # type: ignore[misc]
        obj = read(request, object_id, from_field)
        is_change = request.method == "POST" and transaction.get_connection().in_atomic_block
        if obj is None or not is_change:
            return obj
        self.lock(obj)
        return read(request, object_id, from_field)


class FileIsMaster(NotEdited, LockedOnPost):
    """Nothing is added or changed here; what has a file, or was answered, is not deleted either.

    A mixin before a `ModelAdmin` or an inline, for which `obj` is the row that it belongs to.
    """

    def version_of(self, obj: Model | None) -> Any:
        """The version that `obj` is or belongs to; None of None."""
        raise NotImplementedError

    def has_file(self, version: Any) -> bool:
        """Whether the next load would miss the version."""
        return bool(version.content_digest != "")

    def is_answered(self, version: Any) -> bool:
        """Whether somebody has answered the version."""
        raise NotImplementedError

    def is_fixed(self, obj: Model | None) -> bool:
        """Whether the version of `obj` has a file, or was answered."""
        version = self.version_of(obj)
        return version is not None and (self.has_file(version) or self.is_answered(version))

    def lock(self, obj: Model) -> None:
        """While a version is deleted nobody begins to answer it."""
        if version := self.version_of(obj):
            lock_row(version)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)
