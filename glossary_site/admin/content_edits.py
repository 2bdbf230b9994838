"""Admin pages of what readers see: who saves there makes a new content version."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from glossary_site.page_cache.models import content_changed


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
