"""What the commands that empty an outbox have alike."""

import time
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

PAUSE_S = 5


class OutboxCommand(BaseCommand):
    """Sends what is due and says how much is in which state; with `--watch` again and again."""

    def send(self) -> Counter[str]:
        """Send what is due; how many are in which state after that."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--watch", action="store_true", help=f"go on, and look every {PAUSE_S} seconds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            for state, number in sorted(self.send().items()):
                self.stdout.write(f"{state}: {number}")
            if not options["watch"]:
                return
            time.sleep(PAUSE_S)
