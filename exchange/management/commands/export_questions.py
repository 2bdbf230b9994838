"""Writes the questions of quizzes, with their keys, in a format of other programs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from authoring.management.tables import require_tables
from exchange.questions.formats import FORMATS
from exchange.questions.papers import Paper, glossary_paper, path_paper, term_paper

_BY_KEY = {one.key: one for one in FORMATS}


class Command(BaseCommand):
    help = (
        "Write the questions of a term, of a path or of every published term, with their keys and "
        "reasons, for learning platforms, Anki or flash cards. What the format drops is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=_BY_KEY, required=True)
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--term", metavar="SLUG")
        what.add_argument("--path", metavar="SLUG")
        parser.add_argument("--base", default=settings.SITE_URL or "https://example.org",
                            metavar="URL", help="the site's address, for links")  # fmt: skip
        parser.add_argument("out", type=Path, help="a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        out, form = options["out"], _BY_KEY[options["format"]]
        if out.exists():
            raise CommandError(f"{out} is there already; nothing was written")
        with override(settings.LANGUAGE_CODE):
            paper = _read(options["term"], options["path"], options["base"].rstrip("/"))
            data = form.write(paper)
        try:
            out.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"questions: {len(paper.once().items)} written to {out}")
        self.stdout.write(f"  {form.drops}")
        for name in paper.skipped:
            self.stdout.write(f"  of a kind that no file holds: {name}")


def _read(term: str | None, path: str | None, base: str) -> Paper:
    if term:
        paper = term_paper(term, base)
    elif path:
        paper = path_paper(path, base)
    else:
        paper = glossary_paper(base)
    if paper is None or not paper.items:
        raise CommandError(f"{term or path or 'the glossary'}: no published questions")
    return paper
