"""Deletes what readers reported and what they left, once it is no longer needed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from authoring.models import ReaderReport
from authoring.reports.answering import tell_reader


class Command(BaseCommand):
    help = (
        "Delete the addresses of readers 90 days after their report, and reports a year after they "
        "were answered or turned down. Answers that could not be sent are tried once more before."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now, reports = timezone.now(), ReaderReport.objects.all()
        waiting = list(reports.to_be_told().values_list("pk", flat=True))
        sent = sum(tell_reader(pk) for pk in waiting)
        left = reports.exclude(email="").filter(reported_at__lt=now - ReaderReport.ADDRESS_KEPT)
        addresses = left.update(email="")
        ended = reports.filter(closed_at__lt=now - ReaderReport.KEPT_AFTER_THE_END)
        reports_deleted, _ = ended.delete()
        self.stdout.write(
            f"answers sent: {sent}, addresses deleted: {addresses}, "
            f"reports deleted: {reports_deleted}"
        )
