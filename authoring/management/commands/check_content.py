"""Checks the content folder without loading it, and says what linking makes of it."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from authoring.checks.reviewing import review
from authoring.files.cross_checks import check_library
from authoring.files.discovery import check_unread
from authoring.files.library import ContentError, Library, read_library
from authoring.files.reading import Problem, Severity
from authoring.load.loading import load_library
from authoring.management.tables import require_tables
from terms.autolink.relinking import Found, find_mentions


class Command(BaseCommand):
    help = (
        "Check every content file as load_content does, then look for what can be loaded and is "
        "still wrong or doubtful, and load nothing. Errors end it with 1, warnings do not. With "
        "--links, list every link that would be made, every near miss and every ambiguous name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--links", action="store_true", help="list what linking finds")
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument(
            "--today",
            type=_day,
            metavar="DATE",
            help="the day by which the age of figures is judged; by default today, in UTC",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["links"]:
            require_tables()
        problems, library = _check(options["folder"], options["today"])
        found = _try_linking(library) if library and options["links"] else []
        if options["json"]:
            answer = {
                "problems": [problem_as_json(problem) for problem in problems],
                "links": [_as_json(one) for one in found],
            }
            self.stdout.write(json.dumps(answer, indent=2))
        else:
            self._write(problems, found, links=options["links"])
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if errors:
            number = len(errors)
            raise CommandError(f"{number} error{'' if number == 1 else 's'}")

    def _write(self, problems: Sequence[Problem], found: Sequence[Found], *, links: bool) -> None:
        for problem in problems:
            self.stderr.write(problem_as_text(problem))
        for one in found:
            self.stdout.write(_as_text(one))
        if links and not any(problem.severity is Severity.ERROR for problem in problems):
            kinds = [one.finding.kind.value for one in found]
            counts = {kind: kinds.count(kind) for kind in ("link", "near-miss", "ambiguous")}
            self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in counts.items()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-11-23") from None


def problem_as_text(problem: Problem) -> str:
    """One line, in the form that editors and terminals make a link of."""
    field = f"{problem.field}: " if problem.field else ""
    place = f"{problem.path}:{problem.line}"
    return f"{place}: {problem.severity} {problem.code}: {field}{problem.message}"


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """The same by name."""
    return {"file" if name == "path" else name: value for name, value in asdict(problem).items()}


def _check(folder: Path, today: date | None) -> tuple[list[Problem], Library | None]:
    """What is wrong with a folder, and its library where that can be loaded."""
    try:
        library = read_library(folder)
    except ContentError as error:
        return error.problems, None
    check_library(library)
    unread = list(check_unread(folder))
    if library.problems:
        return sorted({*library.problems, *unread}), None
    return [*unread, *review(library, today or datetime.now(UTC).date())], library


def _try_linking(library: Library) -> list[Found]:
    """What linking finds after a load of `library` that is taken back."""
    with transaction.atomic():
        load_library(library, may_withdraw=True)
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
