"""Takes questions in GIFT or Moodle XML over into a term's folder, after a dry run."""

import datetime
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from authoring.checks.reviewing import review
from authoring.files.cross_checks import check_library
from authoring.files.library import ContentError, read_library
from authoring.files.reading import Problem, Severity
from authoring.importing.entries import MAX_FILE_BYTES, ImportRefusedError
from authoring.management.commands.check_content import problem_as_text
from exchange.questions.incoming.drafts import Draft, compose
from exchange.questions.incoming.found import Found
from exchange.questions.incoming.gift import read_gift
from exchange.questions.incoming.moodle import read_moodle


class Command(BaseCommand):
    help = (
        "Read questions in GIFT or Moodle XML and make the quiz.yaml of a term of them. First "
        "comes a dry run: what would be taken, what would be dropped, and what the checks of "
        "content say to it. A quiz.yaml that is there already is never written over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="GIFT or Moodle XML, in UTF-8")
        parser.add_argument("--into", type=Path, default=settings.CONTENT_DIR, metavar="FOLDER",
                            help="the content folder; by default CONTENT_DIR")  # fmt: skip
        parser.add_argument("--term", required=True, metavar="SLUG")
        parser.add_argument("--yes", action="store_true", help="write")
        parser.add_argument("--incomplete", action="store_true",
                            help="write also what the checks find errors in, such as options "
                            "without a reason: nothing loads until you have mended it")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        path, folder = options["file"], options["into"] / "terms" / options["term"]
        if not (folder / "term.md").is_file():
            raise CommandError(f"{folder} has no term.md: make the term with new_term first")
        target = folder / "quiz.yaml"
        if target.exists():
            raise CommandError(f"{target} is there already; nothing was written")
        draft = compose(_read(path))
        self._tell(path, draft)
        if not draft.taken:
            self.stdout.write("There is nothing to write.")
            return
        problems = _check(options["into"], options["term"], draft.text)
        for problem in problems:
            self.stdout.write(problem_as_text(problem))
        has_errors = any(one.severity is Severity.ERROR for one in problems)
        if has_errors and not options["incomplete"]:
            self.stdout.write(
                "Nothing was written, as the checks find errors; --incomplete writes it."
            )
        elif options["yes"]:
            target.write_text(draft.text, encoding="utf-8")
            self.stdout.write(f"Written into {target}.")
        else:
            self.stdout.write("Nothing was written; with --yes it is.")

    def _tell(self, path: Path, draft: Draft) -> None:
        self.stdout.write(f"taken: {len(draft.taken)}, left out: {len(draft.left)}")
        for word, ones in (("taken", draft.taken), ("left out", draft.left)):
            for one in ones:
                self.stdout.write(f"  {path.name}:{one.line}: {word}: {one.name or one.stem}")
                for what in one.dropped:
                    self.stdout.write(f"    {'dropped' if word == 'taken' else 'why'}: {what}")


def _read(path: Path) -> list[Found]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CommandError(f"{path} has more than {MAX_FILE_BYTES:,} bytes: split it")
        text = path.read_text(encoding="utf-8-sig")
        is_xml = text.lstrip().startswith("<")
        return list(read_moodle(text) if is_xml else read_gift(text))
    except UnicodeDecodeError:
        raise CommandError(f"{path} is no text in UTF-8; nothing was written") from None
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    except ImportRefusedError as fault:
        raise CommandError(f"{path}: {fault}; nothing was written") from None


def _check(into: Path, slug: str, text: str) -> list[Problem]:
    """What the checks of content say to the file, in a copy of the folder."""
    wanted = f"{into.resolve().name}/terms/{slug}/quiz.yaml"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / into.resolve().name
        shutil.copytree(into, copy)
        (copy / "terms" / slug / "quiz.yaml").write_text(text, encoding="utf-8")
        try:
            library = read_library(copy)
        except ContentError as error:
            problems = list(error.problems)
        else:
            check_library(library)
            today = datetime.datetime.now(datetime.UTC).date()
            problems = library.problems or review(library, today)
    return sorted(one for one in problems if one.path == wanted)
