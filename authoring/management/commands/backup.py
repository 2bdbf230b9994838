"""Copies the SQLite database while the site goes on."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from glossary_site.operations.backups import BackupError, copy_out


class Command(BaseCommand):
    help = (
        "Copy the SQLite database to a file, whole and as it is at one moment, while the site "
        "goes on. PostgreSQL has pg_dump for this."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="by default in var/backups/")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("this database is PostgreSQL: use pg_dump")
        target = options["file"] or _by_time()
        try:
            size = copy_out(Path(connection.settings_dict["NAME"]), target)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: {size:,} bytes")


def _by_time() -> Path:
    folder: Path = settings.VAR_DIR / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.sqlite3"
