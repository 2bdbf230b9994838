"""Writes the published entries in a format of other programs."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from authoring.importing.exporting import DROPS, WRITERS, Site, read_entries
from authoring.importing.messages import entry_words
from authoring.management.tables import require_tables
from terms.models import Glossary


class Command(BaseCommand):
    help = (
        "Write every published entry as CSV, XLSX, SKOS (Turtle) or a folder of Markdown, each of "
        "which import_glossary reads again. What a format has no place for is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=[*WRITERS], required=True)
        parser.add_argument("--base", default="https://example.org", metavar="URL",
                            help="the site's address, for SKOS")  # fmt: skip
        parser.add_argument("out", type=Path, help="a file; of Markdown a new or empty folder")

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        out, kind = options["out"], options["format"]
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise CommandError(f"{out} is there already; nothing was written")
        glossary = Glossary.objects.first()
        site = Site(
            title=glossary.title if glossary else "Glossary",
            base=options["base"].rstrip("/"),
            language=settings.LANGUAGE_CODE,
        )
        with override(settings.LANGUAGE_CODE):
            entries, lost = read_entries(entry_words())
        try:
            WRITERS[kind](entries, out, site)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"entries: {len(entries)} written to {out}")
        for what, number in sorted(Counter(note.what for note in lost).items()):
            self.stdout.write(f"  {number} × {what}")
            if options["verbosity"] > 1:
                for note in lost:
                    if note.what == what:
                        self.stdout.write(f"    {note}")
        for what in DROPS.get(kind, ()):
            self.stdout.write(f"  this format has no place for: {what}")
