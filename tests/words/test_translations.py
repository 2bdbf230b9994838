"""The translations that the site ships, and how they are made ready."""

import os
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from glossary_site.operations.translations import compile_translations, languages
from glossary_site.web.filters import number, partial_date, percentage
from terms.sections.anchors import anchor_words

CATALOGUES = sorted(settings.TRANSLATIONS_DIR.glob("*/LC_MESSAGES/django.po"))
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?\w+")
FRENCH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Terms"
msgstr "Termes"

#, fuzzy
msgid "Search"
msgstr "Peut-être"
"""


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_with_all_its_placeholders(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    messages = [message for message in catalogue if message.id]
    assert len(messages) > 300
    for message in messages:
        one, *_ = wanted = message.id if message.pluralizable else (message.id,)
        given = message.string if message.pluralizable else (message.string,)
        assert all(given), f"{path}: {one!r} has no translation"
        assert not message.fuzzy, f"{path}: {one!r} is marked as fuzzy"
        assert _kept(given) == _kept(wanted), f"{path}: {one!r}"


def _kept(texts: tuple[str, ...]) -> set[str]:
    return {found for text in texts for found in _PLACEHOLDER.findall(text)}


def write_french(folder: Path) -> Path:
    path = folder / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(FRENCH)
    return path


def test_a_language_is_offered_once_its_folder_is_there(tmp_path: Path) -> None:
    assert languages(tmp_path) == [("en", "English")]
    write_french(tmp_path)
    assert languages(tmp_path) == [("en", "English"), ("fr", "français")]


def test_translations_are_compiled_where_they_are_newer(tmp_path: Path) -> None:
    source, target = tmp_path / "locale", tmp_path / "var" / "locale"
    path = write_french(source)
    assert compile_translations(source, target) == ["fr"]
    assert compile_translations(source, target) == []
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))
    assert compile_translations(source, target) == ["fr"]
    with (target / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        french = GNUTranslations(file)
    assert french.gettext("Terms") == "Termes"
    assert french.gettext("Search") == "Search"


def test_every_section_that_content_may_name_has_words() -> None:
    assert anchor_words("how-to-apply") == "How to apply it"
    assert anchor_words("step-2") == "step 2"
    assert anchor_words("elsewhere") == "elsewhere"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026", "2026"), ("2026-03", "March 2026"), ("2026-03-10", "10 March 2026"), ("n.d.", "n.d."),
     ("2026-13", "2026-13")],
)  # fmt: skip
def test_a_partial_date_is_written_in_words(text: str, expected: str) -> None:
    assert partial_date(text) == expected


def test_numbers_are_written_with_their_thousands_apart() -> None:
    assert [number(7120), number(57), percentage(57)] == ["7,120", "57", "57%"]
