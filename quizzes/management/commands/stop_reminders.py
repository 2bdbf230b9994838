"""Stops mail to addresses that it does not reach."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quizzes.models import MailReminder


class Command(BaseCommand):
    help = (
        "Stop the reminders to these addresses, such as those from which mail comes back, and "
        "delete the addresses. Whoever they belong to can ask again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="+", help="an e-mail address, in any case")

    def handle(self, *args: Any, **options: Any) -> None:
        for address in options["address"]:
            _rows, kinds = MailReminder.objects.filter(email__iexact=address).delete()
            self.stdout.write(f"{address}: {kinds.get('quizzes.MailReminder', 0)} stopped")
