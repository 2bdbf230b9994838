"""Admin pages of what is written in a content file alone: it is there to be looked at."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from glossary_site.admin.locking import LockedOnPost, lock_row


class FileIsMaster(LockedOnPost):
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

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and not self.is_fixed(obj)
