"""Writes the published entries in a format of other programs."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from authoring.importing.messages import entry_words
from authoring.management.tables import require_tables
from exchange.glossary.datahub import write_datahub
from exchange.glossary.flat import Flattened, flatten
from exchange.glossary.folder import write_files
from exchange.glossary.tables import open_metadata_rows, own_rows, write_csv, write_xlsx
from exchange.glossary.vocabulary import write_vocabulary
from exchange.records.reading import read_glossary
from exchange.records.record import GlossaryRecord

Write = Callable[[GlossaryRecord, Flattened], bytes]
WRITERS: dict[str, Write] = {
    "csv": lambda _glossary, flat: write_csv(own_rows(flat.entries)),
    "xlsx": lambda _glossary, flat: write_xlsx(own_rows(flat.entries)),
    "skos": lambda glossary, flat: write_vocabulary(
        glossary, zip(glossary.entries, flat.entries, strict=True), "ttl"
    ),
    "openmetadata": lambda glossary, _flat: write_csv(open_metadata_rows(glossary), "utf-8"),
    "datahub": lambda glossary, _flat: write_datahub(glossary),
    "json": lambda glossary, _flat: glossary.model_dump_json(indent=1).encode(),
}
"""What writes each format that is one file."""

DROPS = {
    "skos": ("category", "which of the other names is an abbreviation"),
    "openmetadata": (
        *("all text but the short answer", "category", "broader terms but the first", "tags"),
        *("deprecated names", "names that other terms share", "which other name is what"),
        *("how a term differs from what it is confused with", "prerequisites", "replacements"),
    ),
    "datahub": (
        *("all text but the short answer", "other names", "tags"),
        *("what a term is confused with", "prerequisites", "replacements"),
    ),
}
"""What a single format has no place for."""


class Command(BaseCommand):
    help = (
        "Write every published entry as CSV, XLSX, SKOS (Turtle) or a folder of Markdown, each of "
        "which import_glossary reads again, for OpenMetadata, for DataHub, or whole as JSON. "
        "What a format has no place for is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=[*WRITERS, "markdown"], required=True)
        parser.add_argument("--base", default=settings.SITE_URL or "https://example.org",
                            metavar="URL", help="the site's address, for links")  # fmt: skip
        parser.add_argument("out", type=Path, help="a file; of Markdown a new or empty folder")

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        out, kind = options["out"], options["format"]
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise CommandError(f"{out} is there already; nothing was written")
        with override(settings.LANGUAGE_CODE):
            glossary = read_glossary(options["base"].rstrip("/"))
            flat = flatten(glossary.entries, entry_words())
        try:
            if kind == "markdown":
                _write_folder(out, flat, options["base"].rstrip("/"))
            else:
                out.write_bytes(WRITERS[kind](glossary, flat))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"entries: {len(flat.entries)} written to {out}")
        if kind != "json":
            self._tell_lost(flat, options["verbosity"])
        for what in DROPS.get(kind, ()):
            self.stdout.write(f"  this format has no place for: {what}")

    def _tell_lost(self, flat: Flattened, verbosity: int) -> None:
        for what, number in sorted(Counter(note.what for note in flat.lost).items()):
            self.stdout.write(f"  {number} × {what}")
            if verbosity > 1:
                for note in flat.lost:
                    if note.what == what:
                        self.stdout.write(f"    {note}")


def _write_folder(out: Path, flat: Flattened, base: str) -> None:
    """A file for each entry, and its images beside it, where an import finds them again."""
    for name, data in write_files(flat.entries, base):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
