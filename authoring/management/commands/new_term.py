"""Makes the files of a new term, with hints where something has to be written."""

import datetime
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from string import Template
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from authoring.history.emitting import inline
from terms.names.slugs import is_slug

SCAFFOLD = Path(__file__).resolve().parents[2] / "scaffold" / "term"


class Command(BaseCommand):
    help = (
        "Make terms/<slug>/ in the content folder, with every section that a term has and a hint "
        "for each. It loads as a draft at once; check_content says what is still missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the term in its address, such as model-drift")
        parser.add_argument(
            "--category", help="its category in categories.yaml; by default the first"
        )
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        slug, folder = options["slug"], options["folder"]
        if not is_slug(slug):
            raise CommandError(
                f"{slug!r} is no slug: lower-case letters, digits and single hyphens"
            )
        categories = _categories(folder)
        category = options["category"] or categories[0]
        if category not in categories:
            raise CommandError(f"there is no category {category!r}; use {', '.join(categories)}")
        words = {
            "title": inline(slug.replace("-", " ").capitalize()),
            "category": inline(category),
            "categories": ", ".join(categories),
            "today": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}",
        }
        for path in write_scaffold(folder / "terms" / slug, words):
            self.stdout.write(str(path))


def write_scaffold(target: Path, words: dict[str, str]) -> list[Path]:
    """Write all files into `target` or none; CommandError where it is there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parents[1]))
    try:
        for file in sorted(SCAFFOLD.iterdir()):
            text = Template(file.read_text(encoding="utf-8")).substitute(words)
            (made / file.name).write_text(text, encoding="utf-8")
        made.chmod(0o755)
        if target.exists() or target.is_symlink():
            raise CommandError(f"{target} is there already; nothing was changed")
        made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return sorted(target.iterdir())


def _categories(folder: Path) -> list[str]:
    """The slugs in `categories.yaml`."""
    try:
        content = yaml.safe_load((folder / "categories.yaml").read_text(encoding="utf-8"))
        return [str(category["slug"]) for category in content["categories"]]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise CommandError(f"{folder / 'categories.yaml'} cannot be read: {error}") from error
