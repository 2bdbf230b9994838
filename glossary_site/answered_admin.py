"""Admin pages of what a file rules or learners have answered: it is there to be looked at."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from glossary_site.locked_admin import LockedOnPost, lock_row


class KeepsAnswered(LockedOnPost):
    """An answered version stays as it was, so that old results stay true; edit a new version.

    So does one that was loaded from a file: the file is where it is edited.

    A mixin before a `ModelAdmin` or an inline, for which `obj` is the row that it belongs to.
    """

    def version_of(self, obj: Model | None) -> Any:
        """The version that `obj` is or belongs to; None of one yet to be made."""
        raise NotImplementedError

    def is_answered(self, version: Any) -> bool:
        """Whether somebody has answered the version."""
        raise NotImplementedError

    def is_fixed(self, obj: Model | None) -> bool:
        """Whether the version of `obj` has a file, or was answered."""
        version = self.version_of(obj)
        return version is not None and (version.content_digest != "" or self.is_answered(version))

    def lock(self, obj: Model) -> None:
        """While a version is changed nobody begins to answer it."""
        if version := self.version_of(obj):
            lock_row(version)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)
