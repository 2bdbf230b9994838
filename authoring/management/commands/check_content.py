"""Checks the content folder without loading it, and says what linking makes of it."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from authoring.checking import check_library
from authoring.library import ContentError, read_library
from authoring.loading import load_library
from terms.links.linking import Found, find_mentions


class Command(BaseCommand):
    help = (
        "Check every content file as load_content does, and load nothing. With --links, list "
        "every link that would be made, every near miss and every ambiguous name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--links", action="store_true", help="list what linking finds")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        problems: list[str] = []
        found: list[Found] = []
        try:
            found = _try_loading(options["folder"], links=options["links"])
        except ContentError as error:
            problems = [str(problem) for problem in error.problems]
        if options["json"]:
            links = [_as_json(one) for one in found]
            self.stdout.write(json.dumps({"problems": problems, "links": links}, indent=2))
        else:
            self._write(problems, found, links=options["links"])
        if problems:
            number = len(problems)
            raise CommandError(f"{number} problem{'' if number == 1 else 's'}")

    def _write(self, problems: Sequence[str], found: Sequence[Found], *, links: bool) -> None:
        for problem in problems:
            self.stderr.write(problem)
        for one in found:
            self.stdout.write(_as_text(one))
        if links and not problems:
            kinds = [one.finding.kind.value for one in found]
            counts = {kind: kinds.count(kind) for kind in ("link", "near-miss", "ambiguous")}
            self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in counts.items()))


def _try_loading(folder: Path, *, links: bool) -> list[Found]:
    """What linking finds after a load of `folder` that is taken back. Raises ContentError."""
    library = read_library(folder)
    check_library(library)
    if library.problems:
        raise ContentError(library.problems)
    if not links:
        return []
    with transaction.atomic():
        load_library(library, files_win=True)
        found = list(find_mentions())
        transaction.set_rollback(True)
    return found


def _as_text(one: Found) -> str:
    finding = one.finding
    terms = " or ".join(finding.slugs)
    why = f" ({finding.why})" if finding.why else ""
    place = f"{one.slug}#{one.section} {one.field}"
    return f"{place}: {finding.kind}: {finding.text!r} -> {terms}{why}: {finding.context}"


def _as_json(one: Found) -> dict[str, Any]:
    finding = one.finding
    return {
        "term": one.slug,
        "section": one.section,
        "field": one.field,
        "kind": finding.kind.value,
        "text": finding.text,
        "targets": list(finding.slugs),
        "why": finding.why.value,
        "context": finding.context,
    }
