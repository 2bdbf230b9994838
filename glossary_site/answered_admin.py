"""Admin pages of what a file rules or learners have answered: it is there to be looked at."""

from django.db.models import Model
from django.http import HttpRequest


class KeepsAnswered:
    """An answered version stays as it was, so that old results stay true; edit a new version.

    So does one that was loaded from a file: the file is where it is edited.

    A mixin before a `ModelAdmin` or an inline, for which `obj` is the row that it belongs to.
    """

    def is_fixed(self, obj: Model | None) -> bool:
        """Whether `obj` has a file, or was answered; None, a row yet to be made, is neither."""
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)
