"""Makes the site ready to serve: database, content, translations, static files, where needed."""

import hashlib
import shutil
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from authoring.load.starting import load_at_start
from glossary_site.operations.startup_faults import address_to_serve, refuse_content_folder
from glossary_site.operations.translations import compile_translations, isolate_source_texts
from glossary_site.page_cache.models import content_changed
from glossary_site.text.languages import direction_of
from terms.models import Glossary


class Command(BaseCommand):
    help = (
        "Migrate, load the content, compile the translations and collect the static files; "
        "what is done is not done twice. Content that cannot be loaded is named, and what was "
        "loaded before stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--strict", action="store_true", help="fail where the content cannot be loaded"
        )
        parser.add_argument(
            "--to-serve",
            action="store_true",
            help="fail, before anything is done, where no server can listen at HOST and PORT",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_content_folder()
        if options["to_serve"]:
            address_to_serve(settings.HOST, settings.PORT)
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stdout)
        self._load(strict=options["strict"])
        call_command("publish_due", stdout=self.stdout)
        wording = settings.VAR_DIR / "wording"
        shutil.rmtree(wording, ignore_errors=True)
        for source, target in (
            (settings.TRANSLATIONS_DIR, settings.VAR_DIR / "locale"),
            (settings.CONTENT_DIR / "locale", wording),
        ):
            for language in compile_translations(source, target):
                self.stdout.write(f"translation: compiled {language}")
        isolated = settings.VAR_DIR / "isolated"
        shutil.rmtree(isolated, ignore_errors=True)
        code = settings.LANGUAGE_CODE
        if direction_of(code) == "rtl" and not settings.INTERFACE_IS_TRANSLATED:
            isolate_source_texts(settings.TRANSLATIONS_DIR, isolated, code)
        digest = _static_digest()
        stamp = settings.VAR_DIR / "static.digest"
        if not stamp.exists() or stamp.read_text() != digest:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(digest)
            self.stdout.write("static files: collected")
        for counts in (settings.VAR_DIR / "metrics").glob("*.db"):
            counts.unlink()  # of workers that are gone
        content_changed()  # pages that other code or templates made

    def _load(self, *, strict: bool) -> None:
        start = load_at_start(settings.CONTENT_DIR)
        if start.report:
            self.stdout.write(str(start.report))
            return
        number = len(start.reasons)
        problems = f"{number} problem{'' if number == 1 else 's'} in {settings.CONTENT_DIR}"
        if strict:
            raise CommandError(f"{problems}; nothing was loaded")
        if not Glossary.objects.exists():
            raise CommandError(f"{problems}, and nothing was ever loaded that could be served")
        self.stdout.write(f"{problems}: what was loaded before is served, and /readyz says so")


def _static_digest() -> str:
    """Changes whenever a static file of the project or of a package does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed = storage.get_modified_time(path)
            digest.update(f"{path} {storage.size(path)} {changed}\n".encode())
    return digest.hexdigest()
