"""Writes the content folder back from the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from authoring.history.dumping import UnknownFilesError, dump
from authoring.management.tables import require_tables


class Command(BaseCommand):
    help = (
        "Write every content file as it was loaded, byte for byte, with what was edited in the "
        "admin since. Of an edited file only the lines of what changed are written anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also write over files that say what was never loaded",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        try:
            dumped = dump(options["folder"], overwrite=options["overwrite"])
        except UnknownFilesError as error:
            for path in error.paths:
                self.stderr.write(f"{path}: says what was never loaded")
            raise CommandError(
                f"{error}; nothing was written: load them first, or use --overwrite"
            ) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        words = (f"{number} {outcome}" for outcome, number in sorted(dumped.counts.items()))
        self.stdout.write(f"files: {', '.join(words) or 'none is known yet'}")
        for problem in dumped.problems:
            self.stderr.write(str(problem))
        if number := len(dumped.problems):
            raise CommandError(
                f"{number} problem{'' if number == 1 else 's'}: all was written, and load_content "
                "would not take it"
            )
