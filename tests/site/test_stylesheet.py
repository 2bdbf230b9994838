"""The one stylesheet made of the small ones."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import Settings
from rcssmin import cssmin

from glossary_site.stylesheet import bundle

CSS = Path(settings.BASE_DIR) / "static" / "css"


def test_every_small_file_is_in_the_bundle_in_its_layer() -> None:
    text = bundle(CSS / "site.css")
    assert "@import" not in text
    assert text.startswith("@layer reset, tokens, base")
    for path in CSS.rglob("*.css"):
        if path.name != "site.css":
            assert path.read_text() in text, path


def test_a_collected_site_ships_one_hashed_compressed_stylesheet(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "glossary_site.stylesheet.BundledStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    (stylesheet,) = tmp_path.glob("css/site.*.css")
    assert "@import" not in stylesheet.read_text()
    assert Path(f"{stylesheet}.br").exists()
    assert Path(f"{stylesheet}.gz").exists()


_PSEUDO_CLASS_OF_WHAT_IS_INSIDE = re.compile(r"[\w\])\"] :(?!:)[a-z][^;{}]*[,{]")


def test_the_minifier_changes_no_selector() -> None:
    """Inside @layer it drops the space of `.field :disabled`; `.field *:disabled` means the same."""
    assert cssmin("@layer x {.a {b: c} .field *:disabled {d: e}}").endswith(
        ".field *:disabled{d:e}}"
    )
    text = re.sub(r"/\*.*?\*/", "", bundle(CSS / "site.css"), flags=re.DOTALL)
    assert _PSEUDO_CLASS_OF_WHAT_IS_INSIDE.findall(text) == []


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_file_is_short_and_uses_tokens(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300
    assert "!important" not in text
    if path.name != "tokens.css":
        assert "#fff" not in text
        assert "rgb(" not in text


def test_no_measure_depends_on_the_width_of_a_figure() -> None:
    """`ch` is another length in the stand-ins than in the faces, so that lines would move."""
    in_figures = re.compile(r"\d(ch|ex)\b")
    faults = [path.name for path in CSS.rglob("*.css") if in_figures.search(path.read_text())]
    assert faults == []
