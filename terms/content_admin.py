"""Admin pages of what content files hold: an edit that no file could say is refused."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from glossary_site.admin import EditsContent, LockedOnPost
from terms.changes import EditRefusedError, lock_content


class RefusedForm:
    """A mixin before a `ModelForm`, which is wrong for the given reasons."""

    reasons: Sequence[str] = ()

    def clean(self) -> Any:
        values = super().clean()  # type: ignore[misc]
        for reason in self.reasons:
            self.add_error(None, reason)  # type: ignore[attr-defined]
        return values


class ContentAdmin(EditsContent, LockedOnPost, admin.ModelAdmin[Any]):
    """What readers see: it is written by one person at a time.

    Whoever edits or deletes calls `content_edited`, in the transaction of the page. Why it refuses
    an edit is shown above the form, or above the page from which one deletes.
    """

    def lock(self, obj: Any) -> None:
        lock_content()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form; a change that is refused comes back with the reasons, and nothing is saved."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except EditRefusedError as refused:
            request.refused = refused.reasons  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        reasons = getattr(request, "refused", ())
        return type(form.__name__, (RefusedForm, form), {"reasons": reasons}) if reasons else form

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        try:
            return super().delete_view(request, object_id, extra_context)
        except EditRefusedError as refused:
            return self._say_why(request, refused)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        try:
            return super().changelist_view(request, extra_context)
        except EditRefusedError as refused:
            return self._say_why(request, refused)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One by one, as each is told to whoever keeps the files; all of them or none."""
        lock_content()
        for obj in queryset:
            self.delete_model(request, obj)

    def _say_why(self, request: HttpRequest, refused: EditRefusedError) -> HttpResponse:
        for reason in refused.reasons:
            self.message_user(request, reason, messages.ERROR)
        return redirect(request.get_full_path())
