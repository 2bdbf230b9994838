"""`manage.py rename_term OLD NEW`: a term gets another address, and its old one leads there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from authoring.files.cross_checks import OTHER_PAGES
from authoring.files.discovery import SITE_FILES, assessment_files, path_files, term_folders
from authoring.files.reading import read_text
from authoring.files.renaming import renamed_files
from authoring.history import files
from authoring.importing.plan import read_record, renamed_record
from authoring.importing.writing import write_record
from terms.names.slugs import is_slug


class Command(BaseCommand):
    help = (
        "Rename the folder of a term, say in its term.md what it was, and mend what refers to it "
        "in the other files. After the next load its readers' state is there, and its old address "
        "leads to the new one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", help="the slug that the term has")
        parser.add_argument("new", help="the slug that it is to have, such as model-drift")
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        old, new, root = options["old"], options["new"], options["folder"]
        was, now = root / "terms" / old, root / "terms" / new
        if was not in term_folders(root):
            raise CommandError(f"{was} is no folder of a term")
        if not is_slug(new) or new in OTHER_PAGES:
            raise CommandError(f"{new!r} is no slug: lower-case letters, digits and single hyphens")
        if now.exists():
            raise CommandError(f"{now} is there already; nothing was changed")
        texts = _texts(root)
        changed = renamed_files(texts, old, new)
        path = f"terms/{old}/term.md"
        said = files.says("term.md", changed.get(path, texts[path]))
        if not said:
            raise CommandError(f"{root / path} cannot be read: mend it first (check_content)")
        former = [old, *(slug for slug in said.get("was", ()) if slug != new)]
        changed[path] = files.written(
            "term.md", changed.get(path, texts[path]), said | {"was": former}
        )
        for name, text in changed.items():
            (root / name).write_text(text, encoding="utf-8", newline="")
        was.rename(now)
        if record := read_record(root):
            write_record(root, renamed_record(record, old, new, texts, changed))
        for name in sorted(changed):
            self.stdout.write(str(root / name.replace(f"terms/{old}/", f"terms/{new}/")))


def _texts(root: Path) -> dict[str, str]:
    """The text of every file that may refer to a term, by its path inside the folder."""
    paths = [root / name for name in SITE_FILES]
    paths += [path for folder in term_folders(root) for path in sorted(folder.iterdir())]
    paths += [*assessment_files(root), *path_files(root)]
    wanted = (path for path in paths if path.suffix in (".md", ".yaml") and path.is_file())
    return {str(path.relative_to(root)): read_text(path, root).text for path in wanted}
