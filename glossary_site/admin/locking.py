"""Admin pages on which nobody decides about what somebody else is changing at that moment."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest


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
