"""What readers report, in the admin: read, taken, answered, turned down, or made a proposal of."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.editing.decisions import DecisionAdmin
from authoring.models import ReaderReport
from authoring.reports.answering import State, close
from authoring.reports.places import editing_anchor
from glossary_site.web.forms.fields import posted_text
from glossary_site.web.http import signed_in


@admin.register(ReaderReport)
class ReaderReportAdmin(DecisionAdmin[ReaderReport]):
    """Whoever may see terms sees reports; whoever may change terms answers them."""

    template = "admin/reports/report.html"
    list_display = ("term", "place", "excerpt", "state", "taken_by", "reported_at")
    list_filter = ("state", "taken_by", ("term", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("term", "taken_by")
    search_fields = ("term__title", "place", "message")

    @admin.display(description=_("message"))
    def excerpt(self, report: ReaderReport) -> str:
        return truncatechars(report.message, 120)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: ReaderReport | None = None) -> bool:
        return request.user.has_perm("terms.view_term") or self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: ReaderReport | None = None) -> bool:
        return request.user.has_perm("terms.change_term")

    def look_at(self, request: HttpRequest, row: ReaderReport) -> dict[str, Any]:
        """The report, and the ways to answer it."""
        return {
            "report": row,
            "editing_anchor": editing_anchor(row),
            "may_answer": row.is_open and self.has_change_permission(request),
        }

    def decide(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Take it or leave it to others, answer it or turn it down; who comes second is told so."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        report = get_object_or_404(ReaderReport, pk=object_id)
        answer = posted_text(request.POST, "answer", 2000)
        match request.POST.get("decision"):
            case "take" | "leave" as wanted:
                taker = signed_in(request) if wanted == "take" else None
                is_done = ReaderReport.objects.open().filter(pk=object_id).update(taken_by=taker)
            case "answer" if not answer:
                messages.error(request, gettext("Write the answer first."))
                return redirect("admin:authoring_readerreport_change", object_id)
            case "answer":
                is_done = close(report, State.ANSWERED, answer)
            case "turn-down":
                is_done = close(report, State.TURNED_DOWN, answer)
            case _:
                raise PermissionDenied
        if not is_done:
            report.refresh_from_db()
            words = gettext("Nothing was changed: this report is %(state)s already.")
            messages.error(request, words % {"state": report.get_state_display()})
        return redirect("admin:authoring_readerreport_change", object_id)
