"""A site in a language that the interface has no translation for, and in one that runs to the left."""

import gettext
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from glossary_site.operations.translations import (
    is_translated,
    isolate_source_texts,
    languages,
    make_readable,
)
from glossary_site.text.languages import direction_of, is_language
from terms.names.reading_time import SIGNS_PER_MINUTE, minutes_for, words_to_read
from tests.html import one_line
from tests.world import make_term


@pytest.mark.parametrize(
    ("code", "direction"),
    [("en", "ltr"), ("ja", "ltr"), ("ur", "rtl"), ("ps", "rtl"), ("zh-hant", "ltr")],
)
def test_every_language_of_the_cldr_has_a_direction(code: str, direction: str) -> None:
    assert is_language(code)
    assert direction_of(code) == direction


def test_the_language_that_is_spoken_is_offered_without_a_translation(tmp_path: Path) -> None:
    (tmp_path / "de/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "de/LC_MESSAGES/django.po").touch()

    assert languages(tmp_path, "ja") == [("en", "English"), ("de", "Deutsch"), ("ja", "日本語")]
    assert is_translated("de-at", tmp_path)
    assert is_translated("en-gb", tmp_path)
    assert not is_translated("ja", tmp_path)


def test_an_empty_translation_is_made_only_where_django_has_none(tmp_path: Path) -> None:
    make_readable("ja", tmp_path)
    make_readable("ps", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["ps"]


def test_source_texts_keep_their_order_among_words_that_run_to_the_left(tmp_path: Path) -> None:
    isolate_source_texts(settings.TRANSLATIONS_DIR, tmp_path, "ar")
    said = gettext.translation("django", tmp_path, ["ar"])

    assert said.gettext("Something wrong?") == "\u2066Something wrong?\u2069"
    one = said.ngettext("%(shown)s term", "%(shown)s terms", 1)
    many = said.ngettext("%(shown)s term", "%(shown)s terms", 11)
    assert (one, many) == ("\u2066%(shown)s term\u2069", "\u2066%(shown)s terms\u2069")
    assert said.gettext("Search") == "Search"
    assert "charset" in said.gettext("")


@pytest.mark.django_db
def test_a_page_says_its_language_and_asks_nothing_in_english(
    client: Client, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = settings.CONTENT_LANGUAGE = "ur"
    settings.LANGUAGES, settings.LANGUAGES_BIDI = [("ur", "اردو")], ["ur"]
    settings.INTERFACE_IS_TRANSLATED = False
    make_term(title="کنٹینر", abbreviation="")

    with translation.override("ur"):
        html = one_line(client.get("/terms/mlops/").text)

    assert '<html lang="ur" dir="rtl">' in html
    assert "What is" not in html


def test_signs_take_their_own_time() -> None:
    assert minutes_for(words_to_read("雲" * SIGNS_PER_MINUTE * 3)) == 3
    assert words_to_read("It runs well.") == 3
    assert words_to_read("API を使う") == 1 + round(3 * 238 / 500)
