"""Admin pages of what learners may have answered: then it is there to be looked at."""

from django.db.models import Model
from django.http import HttpRequest


class KeepsAnswered:
    """An answered version stays as it was, so that old results stay true; edit a new version.

    A mixin before a `ModelAdmin` or an inline, for which `obj` is the row that it belongs to.
    """

    def is_answered(self, obj: Model | None) -> bool:
        """Whether somebody has answered `obj`; None, a row yet to be made, nobody has."""
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_answered(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_answered(obj)
