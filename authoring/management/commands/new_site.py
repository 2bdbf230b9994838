"""Makes the content folder of a new site."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

SCAFFOLD = Path(__file__).resolve().parents[2] / "scaffold" / "site"


class Command(BaseCommand):
    help = (
        "Make a content folder that can be loaded and served at once: the site's name, one "
        "category, one entry, and a README that says how to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="one that is not there yet, or is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise CommandError(f"{folder} is not empty; nothing was changed")
            for file in sorted(SCAFFOLD.rglob("*.*")):
                copy = folder / file.relative_to(SCAFFOLD)
                copy.parent.mkdir(parents=True, exist_ok=True)
                self.stdout.write(str(shutil.copyfile(file, copy)))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
