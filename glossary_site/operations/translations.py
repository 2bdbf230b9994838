"""The languages that the interface speaks, and their translations made ready to be read."""

import gettext
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import to_language, to_locale

from glossary_site.text.languages import own_name

WRITTEN_IN = "en"
"""The language of the source texts, which needs no translation."""

_LEFT_TO_RIGHT = "\u2066{}\u2069"
"""Unicode's isolate: whatever runs around it, this runs to the right."""
_CATALOGUE = "*/LC_MESSAGES/django.po"


def languages(folder: Path, spoken: str = WRITTEN_IN) -> list[tuple[str, str]]:
    """Code and own name of each language: the source texts', those translated in `folder`, and the
    one that is `spoken`, be it translated or not."""
    names = [WRITTEN_IN, *sorted(path.parts[-3] for path in folder.glob(_CATALOGUE))]
    codes = dict.fromkeys([*map(to_language, names), spoken])
    return [(code, own_name(code)) for code in codes]


def is_translated(code: str, folder: Path) -> bool:
    """Whether the interface speaks a language, or the one that it is a kind of: its texts are
    written in it, or translated in `folder`."""
    kinds = (to_locale(code), code.split("-")[0])
    files = (folder / kind / "LC_MESSAGES/django.po" for kind in kinds)
    return WRITTEN_IN in kinds or any(file.exists() for file in files)


def make_readable(code: str, folder: Path) -> None:
    """Write an empty translation into `folder` where Django, which refuses to start in a language
    that it has no word of, has none."""
    own = Path(django.__file__).parent / "conf/locale"
    target = folder / to_locale(code) / "LC_MESSAGES/django.mo"
    if not gettext.find("django", own, [to_locale(code)]) and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as binary:
            write_mo(binary, Catalog())


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


def isolate_source_texts(source: Path, target: Path, code: str) -> None:
    """Write into `target` the source texts for a language that runs to the left and that `source`
    has no translation for: their numbers and full stops would go to the wrong end.

    What is letters alone is left to Django, which may have a word for it.
    """
    isolated = Catalog(WRITTEN_IN)
    with next(source.glob(_CATALOGUE)).open("rb") as text:
        for message in read_po(text):
            said = [message.id] if isinstance(message.id, str) else [*message.id]
            if not said[0].replace(" ", "").isalpha() and said[0]:
                forms = tuple(_LEFT_TO_RIGHT.format(one) for one in said)
                string = forms if message.pluralizable else forms[0]
                isolated.add(message.id, string, context=message.context)
    compiled = target / to_locale(code) / "LC_MESSAGES/django.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as binary:
        write_mo(binary, isolated)
