"""Puts a copy of the SQLite database back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from glossary_site.operations.backups import BackupError, copy_in
from glossary_site.page_cache.models import content_changed


class Command(BaseCommand):
    help = (
        "Let the SQLite database hold what a file of `backup` holds, and migrate it, while the "
        "site goes on. What was written since the backup is gone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("this database is PostgreSQL: use pg_restore")
        connection.close()
        try:
            copy_in(options["file"], Path(connection.settings_dict["NAME"]))
        except (BackupError, OSError) as error:
            raise CommandError(f"{error}; nothing was changed") from error
        call_command("migrate", verbosity=0, interactive=False)
        content_changed()
        self.stdout.write(f"{options['file']}: restored")
