"""Reads the content folder into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from authoring.files.discovery import check_unread
from authoring.files.library import ContentError
from authoring.history.conflicts import ConflictError, Winner
from authoring.load.loading import load_content
from authoring.management.tables import require_tables

_WINNERS = {
    Winner.THEIRS: "where a file was edited in the admin and has changed too: load the file",
    Winner.OURS: "where this is so: keep the edit, until the file changes once more",
}


class Command(BaseCommand):
    help = (
        "Check every content file and load them in one transaction. Whatever is wrong is "
        "reported with file, line and field, all at once, and nothing is loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        settling = parser.add_mutually_exclusive_group()
        for winner, what in _WINNERS.items():
            settling.add_argument(
                f"--{winner}", dest="winner", action="store_const", const=winner, help=what
            )

        parser.add_argument(
            "--withdraw",
            action="store_true",
            help="also where more than a fifth of the published terms have no folder any more: "
            "withdraw them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        for problem in check_unread(options["folder"]):
            self.stderr.write(f"{problem} (warning)")
        try:
            report = load_content(
                options["folder"], options["winner"], may_withdraw=options["withdraw"]
            )
        except ContentError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            if isinstance(error, ConflictError):
                for conflict in error.conflicts:
                    self.stderr.write(f"\n{conflict.difference}", lambda text: text)
            number = len(error.problems)
            raise CommandError(
                f"{number} problem{'' if number == 1 else 's'}; nothing was loaded"
            ) from error
        self.stdout.write(str(report))
