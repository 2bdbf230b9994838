"""Takes somebody's glossary over into the content folder, after a dry run."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed

from authoring.files.library import ContentError
from authoring.importing.archives import unpacked
from authoring.importing.entries import ImportRefusedError, Note, Options
from authoring.importing.plan import Plan, by_kind
from authoring.importing.readers import Reader, reader_for, spreadsheets
from authoring.importing.taking import plan_import
from authoring.importing.writing import write
from glossary_site.operations.translations import compile_translations

_PLACES_SHOWN = 3
_ORIGIN = {
    "title": "what it is called as a source; by default what the file says, or its name",
    "authors": "who wrote it",
    "licence": "its licence, such as 'CC BY 4.0', for entries that name none",
    "url": "its address",
    "published": "its year, month or day",
}


class Command(BaseCommand):
    help = (
        "Read a glossary in another format and make a brief entry of each of its entries. First "
        "comes a dry run: what would be made, changed and left, and all that would be lost. An "
        "entry that was edited since it was imported is never written over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, help="a file, or a folder of Markdown, also as a ZIP"
        )
        parser.add_argument("--into", type=Path, default=settings.CONTENT_DIR, metavar="FOLDER",
                            help="the content folder; by default CONTENT_DIR")  # fmt: skip
        parser.add_argument("--language", default=settings.LANGUAGE_CODE,
                            help="which language of the file to read")  # fmt: skip
        parser.add_argument("--columns", nargs="+", default=[], metavar="FIELD=NAME",
                            help="what the columns of a table are, such as title=Term; the fields "
                            f"are {', '.join(spreadsheets.FIELDS)}")  # fmt: skip
        parser.add_argument("--category", default="", help="for entries that have none")
        parser.add_argument("--yes", action="store_true", help="write without asking")
        for name, what in _ORIGIN.items():
            parser.add_argument(f"--{name}", default="", help=what)

    def handle(self, *args: Any, **options: Any) -> None:
        path, into = options["path"], options["into"]
        if not (into / "site.yaml").is_file():
            raise CommandError(f"{into} has no site.yaml: make a content folder with new_site")
        # A glossary is imported before its site starts for the first time, which compiles them too.
        if compile_translations(settings.TRANSLATIONS_DIR, settings.VAR_DIR / "locale"):
            translation_file_changed(sender=None, file_path=Path("django.mo"))
        try:
            with unpacked(path) as source:
                reader, read = self._reader(source, options)
                plan = plan_import(
                    source, reader, read, into, origin=options, category=options["category"]
                )
                self._finish(plan, into, options)
        except ImportRefusedError as fault:
            raise CommandError(f"{fault}; nothing was written") from None
        except ContentError as error:
            raise CommandError(str(error.problems[0])) from None

    def _finish(self, plan: Plan, into: Path, options: dict[str, Any]) -> None:
        """Tell what would come of it, and write it once somebody has agreed."""
        self._tell(plan, is_long=options["verbosity"] > 1)
        if not (plan.made or plan.changed):
            self.stdout.write("There is nothing to write.")
        elif options["yes"] or self._agreed(f"Write this into {into}?"):
            try:
                write(plan)
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from error
            self.stdout.write(f"Written into {into}; load_content shows it to readers.")
        else:
            self.stdout.write("Nothing was written; with --yes it is.")

    def _reader(self, path: Path, options: dict[str, Any]) -> tuple[Reader, Options]:
        """The format, and of a table the columns as whoever imports has agreed to them."""
        told = dict(_pair(one) for one in options["columns"])
        reader, read = reader_for(path), Options(options["language"], told)
        self.stdout.write(f"{path} is read as {reader.NAME}.")
        if reader.NAME == spreadsheets.NAME:
            self.stdout.write(f"Columns: {spreadsheets.columns_of(path, read)}.")
        return reader, read

    def _agreed(self, question: str) -> bool:
        """What a person at a terminal answers; nobody else is asked."""
        if sys.stdin is None or not sys.stdin.isatty():
            return False
        return input(f"{question} [y/N] ").strip().casefold() in ("y", "yes")

    def _tell(self, plan: Plan, *, is_long: bool) -> None:
        counts = {
            "read": plan.read,
            "to be made": len(plan.made),
            "changed": len(plan.changed),
            "unchanged": plan.unchanged,
            "left": len(plan.left),
            "refused": len(plan.refused),
        }
        self.stdout.write("entries: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
        for heading, notes in (
            ("Left as they are", plan.left),
            ("No entry can be made of", plan.refused),
            ("Drafts, which no reader sees", plan.drafts),
            ("Lost", plan.lost),
            ("Names that several entries share", plan.shared),
            ("Links and relations that lead nowhere", plan.broken),
        ):
            self._list(heading, notes, is_long=is_long)
        for change in plan.changed:
            self.stdout.write(f"\n{change.difference or f'{change.slug}: an image'}")

    def _list(self, heading: str, notes: Sequence[Note], *, is_long: bool) -> None:
        """Notes of one kind together, with the places of the first, or of all."""
        if not notes:
            return
        self.stdout.write(f"\n{heading}:")
        for what, some in by_kind(notes).items():
            shown = some if is_long else list(islice(some, _PLACES_SHOWN))
            places = "; ".join(f"{n.place}{f' {n.detail}' if n.detail else ''}" for n in shown)
            more = len(some) - len(shown)
            rest = f"; and {more} more, which --verbosity 2 lists" if more else ""
            self.stdout.write(f"  {len(some)} × {what}: {places}{rest}")


def _pair(text: str) -> tuple[str, str]:
    what, sign, name = text.partition("=")
    if not sign:
        raise CommandError(f"--columns takes pairs such as title=Term, not {text!r}")
    return what, name
