"""The history of a term: who changed what and when, shown as differences, and restored."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext

from authoring.editing.impact import DifferenceLine, difference
from authoring.editing.roles import may_publish
from authoring.files.discovery import TERM_FILES
from authoring.files.library import ContentError
from authoring.history.saving import save_texts
from authoring.history.versions import term_path
from authoring.models import FileVersion
from glossary_site.web.addresses import posts_from
from glossary_site.web.http import signed_in
from terms.models import Term

PER_PAGE = 20


@dataclass(frozen=True)
class Past:
    """One version and the lines that set it apart from the one before."""

    version: FileVersion
    file: str
    lines: list[DifferenceLine]

    @property
    def can_be_restored(self) -> bool:
        return self.file in TERM_FILES and not self.version.is_latest and self.version.text != ""


class HistoryViews:
    """A mixin before a `ModelAdmin` of terms."""

    admin_site: Any
    get_object: Any

    def history_urls(self, guard: Callable[[Any], Any]) -> list[Any]:
        return [
            path(
                "<int:object_id>/history/<int:version_id>/restore/",
                guard(posts_from("admin:terms_term_history", among=("object_id",))(self.restore)),
                name="terms_term_restore",
            )
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Every version of the term's files, the newest first."""
        term = self.get_object(request, object_id)
        if term is None:
            raise Http404
        if not request.user.has_perm("terms.view_term"):
            raise PermissionDenied
        versions = FileVersion.objects.filter(path__startswith=term_path(term.slug, ""))
        versions = versions.select_related("made_by").order_by("-made_at", "path", "-number")
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get("p"))
        context = self.admin_site.each_context(request) | {
            "title": gettext("History of %(term)s") % {"term": term},
            "term": term,
            "page": page,
            "past": [_past(version) for version in page],
            "may_restore": may_publish(signed_in(request)),
        }
        return TemplateResponse(request, "admin/editing/history.html", context)

    def restore(self, request: HttpRequest, object_id: int, version_id: int) -> HttpResponse:
        """Make a file say what it said once; the term keeps its state, and nothing is lost."""
        term, user = get_object_or_404(Term, pk=object_id), signed_in(request)
        if not may_publish(user):
            raise PermissionDenied
        own = FileVersion.objects.filter(path__startswith=term_path(term.slug, ""))
        version = get_object_or_404(own, pk=version_id)
        name = version.path.rpartition("/")[2]
        if name not in TERM_FILES or not version.text:
            raise PermissionDenied
        note = gettext("version %(number)s") % {"number": version.number}
        try:
            how = FileVersion.How.RESTORED
            save_texts(term, {name: version.text}, user, how, note, keeps_state=True)
        except ContentError as error:
            for problem in error.problems:
                messages.error(request, str(problem))
        else:
            messages.success(request, gettext("Restored: %(what)s.") % {"what": version})
        return redirect("admin:terms_term_history", term.pk)


def _past(version: FileVersion) -> Past:
    before = FileVersion.objects.filter(path=version.path, number=version.number - 1).first()
    lines = difference(before.text, version.text) if before else []
    return Past(version, version.path.rpartition("/")[2], lines)
