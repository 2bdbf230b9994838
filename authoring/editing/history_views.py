"""The history of a term or an assessment: who changed what and when, as differences; restored."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext

from authoring.editing.impact import DifferenceLine, difference
from authoring.editing.roles import may_publish
from authoring.files.discovery import ASSESSMENT, TERM_FILES
from authoring.files.library import ContentError
from authoring.history.versions import file_name
from authoring.models import FileVersion
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import signed_in

PER_PAGE = 20
_RESTORABLE = (*TERM_FILES, ASSESSMENT)


@dataclass(frozen=True)
class Past:
    """One version and the lines that set it apart from the one before."""

    version: FileVersion
    file: str
    lines: list[DifferenceLine]

    @property
    def can_be_restored(self) -> bool:
        return self.file in _RESTORABLE and not self.version.is_latest and self.version.text != ""


class HistoryViews:
    """A mixin before a `ModelAdmin` of terms, or of what else is kept in files."""

    admin_site: Any
    get_object: Any
    opts: Any

    def versions_of(self, obj: Any) -> QuerySet[FileVersion]:
        """Every version of the files of `obj`."""
        raise NotImplementedError

    def restore_version(self, obj: Any, name: str, text: str, by: User, note: str) -> Any:
        """Make a file of `obj` say `text` again; returns the row that says it."""
        raise NotImplementedError

    @property
    def _url_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def history_urls(self, guard: Callable[[Any], Any]) -> list[Any]:
        history = f"admin:{self._url_name}_history"
        return [
            path(
                "<int:object_id>/history/<int:version_id>/restore/",
                guard(posts_from(history, among=("object_id",))(self.restore)),
                name=f"{self._url_name}_restore",
            )
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Every version of the files, the newest first."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not request.user.has_perm("terms.view_term"):
            raise PermissionDenied
        versions = (
            self.versions_of(obj).select_related("made_by").order_by("-made_at", "path", "-number")
        )
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": gettext("History of %(term)s") % {"term": obj},
            "original": obj,
            "opts": self.opts,
            "restore_url": f"admin:{self._url_name}_restore",
            "page": page,
            "past": [_past(version) for version in page],
            "may_restore": may_publish(signed_in(request)),
        }
        return TemplateResponse(request, "admin/editing/history.html", context)

    def restore(self, request: HttpRequest, object_id: int, version_id: int) -> HttpResponse:
        """Make a file say what it said once; the term keeps its state, and nothing is lost."""
        obj, user = get_object_or_404(self.opts.model, pk=object_id), signed_in(request)
        if not may_publish(user):
            raise PermissionDenied
        version = get_object_or_404(self.versions_of(obj), pk=version_id)
        name = file_name(version.path)
        if name not in _RESTORABLE or not version.text:
            raise PermissionDenied
        note = gettext("version %(number)s") % {"number": version.number}
        try:
            obj = self.restore_version(obj, name, version.text, user, note)
        except ContentError as error:
            for problem in error.problems:
                messages.error(request, str(problem))
        else:
            messages.success(request, gettext("Restored: %(what)s.") % {"what": version})
        return redirect(f"admin:{self._url_name}_history", obj.pk)


def _past(version: FileVersion) -> Past:
    before = FileVersion.objects.filter(path=version.path, number=version.number - 1).first()
    lines = difference(before.text, version.text) if before else []
    return Past(version, file_name(version.path), lines)
