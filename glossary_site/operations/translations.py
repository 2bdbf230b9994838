"""The languages that the interface speaks, and their translations made ready to be read."""

from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import to_language

WRITTEN_IN = "en"
"""The language of the source texts, which needs no translation."""

_CATALOGUE = "*/LC_MESSAGES/django.po"


def languages(folder: Path) -> list[tuple[str, str]]:
    """Code and own name of each language: the source texts' and those translated in `folder`."""
    names = [WRITTEN_IN, *sorted(path.parts[-3] for path in folder.glob(_CATALOGUE))]
    return [(to_language(name), str(Locale.parse(name).get_display_name())) for name in names]


def compile_translations(source: Path, target: Path) -> list[str]:
    """Write into `target` what Django reads of each translation in `source` that is newer.

    Returns the languages that were written. Fuzzy and empty translations are left out, so that
    readers see the source text.
    """
    written = []
    for path in sorted(source.glob(_CATALOGUE)):
        compiled = target / path.relative_to(source).with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as text, compiled.open("wb") as binary:
            write_mo(binary, read_po(text, locale=path.parts[-3]))
        written.append(to_language(path.parts[-3]))
    return written
