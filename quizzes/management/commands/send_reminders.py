"""Reminds by mail whoever asked for it."""

from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.reminders.mailing import is_offered, send_due


class Command(BaseCommand):
    help = (
        "Write to those who asked to be reminded, whose hour has come, and who have questions to "
        "review; delete addresses that nobody confirmed. Needs EMAIL_URL and SITE_URL."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_offered():
            raise CommandError("reminders are mailed only where EMAIL_URL and SITE_URL are set")
        try:
            outcomes = send_due()
        except (OSError, SMTPException) as error:
            raise CommandError(f"the mail server of EMAIL_URL does not answer: {error}") from error
        for what, number in sorted(outcomes.items()):
            if number:
                self.stdout.write(f"{what}: {number}")
