"""Sends what learners did to the Learning Record Store of `XAPI_URL`."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from exchange.models import XapiStatement
from exchange.xapi.sending import send_due
from glossary_site.operations.outbox_command import OutboxCommand


class Command(OutboxCommand):
    help = "Send the xAPI statements that wait; what the store does not take is tried again later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--again", action="store_true", help="send those that were given up once more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.XAPI_URL:
            raise CommandError("XAPI_URL is not set, so there is nowhere to send statements to")
        if options["again"]:
            XapiStatement.objects.filter(state=XapiStatement.State.DEAD).send_again()
        super().handle(*args, **options)

    def send(self) -> Counter[str]:
        outcomes = send_due()
        given_up = XapiStatement.objects.filter(state=XapiStatement.State.DEAD)
        if number := given_up.count():
            why = given_up.order_by("-due_at").values_list("last_fault", flat=True)[0]
            self.stderr.write(f"{number} statements were given up, the last because {why}")
        return outcomes
