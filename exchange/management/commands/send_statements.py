"""Sends what learners did to the Learning Record Store of `XAPI_URL`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.models import XapiStatement
from exchange.xapi.sending import send_due


class Command(BaseCommand):
    help = "Send the xAPI statements that wait; what the store does not take is tried again later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="send those that were given up once more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.XAPI_URL:
            raise CommandError("XAPI_URL is not set, so there is nowhere to send statements to")
        parked = XapiStatement.objects.filter(state=XapiStatement.State.DEAD)
        if options["again"]:
            parked.send_again()
        for state, number in sorted(send_due().items()):
            self.stdout.write(f"{state}: {number}")
        if number := parked.count():
            why = parked.order_by("-due_at").values_list("last_fault", flat=True)[0]
            self.stderr.write(f"{number} statements were given up, the last because {why}")
