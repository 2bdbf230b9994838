"""Sends the scores that wait for a learning platform."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from exchange.lti.scores import deliver_due

PAUSE_S = 5


class Command(BaseCommand):
    help = "Send scores that a learning platform has not taken yet; what it refuses comes later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--watch", action="store_true", help=f"go on, and look every {PAUSE_S} seconds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            for state, number in sorted(deliver_due().items()):
                self.stdout.write(f"{state}: {number}")
            if not options["watch"]:
                return
            time.sleep(PAUSE_S)
