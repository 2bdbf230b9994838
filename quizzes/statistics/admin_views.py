"""Item statistics in the admin: a page with plots, and the same as CSV."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from glossary_site.web.spreadsheets import csv_response
from quizzes.models import Quiz
from quizzes.statistics.reports import CSV_COLUMNS, ItemReport, csv_rows, read_item_report


def item_statistics(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """The page of one version's statistics."""
    report = _read(request, quiz_id)
    context = admin.site.each_context(request) | {
        "title": _("Item statistics: %(quiz)s") % {"quiz": report.quiz},
        "report": report,
        "opts": Quiz._meta,
    }
    return TemplateResponse(request, "admin/quizzes/quiz/item_statistics.html", context)


def item_statistics_csv(request: HttpRequest, quiz_id: int) -> HttpResponse:
    """The statistics, a line for each option; only the head of the table below the fewest."""
    report = _read(request, quiz_id)
    name = f"{report.quiz.term.slug}-{report.quiz.version}-items.csv"
    return csv_response(name, [CSV_COLUMNS, *csv_rows(report)])


def _read(request: HttpRequest, quiz_id: int) -> ItemReport:
    if not request.user.has_perm("quizzes.view_quiz"):
        raise PermissionDenied
    return read_item_report(get_object_or_404(Quiz.objects.select_related("term"), pk=quiz_id))
