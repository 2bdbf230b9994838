"""Small is legal: a title and a sentence make an entry, and what only fills a place makes none."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from authoring.files.cross_checks import check_library
from authoring.files.library import read_library
from authoring.files.reading import Document, parse_term, validate
from authoring.specs.term import TermSpec

SITE = {
    "site.yaml": "glossary: {title: Words, tagline: A few words, description: What it is for.}\n",
    "sources.yaml": "sources: []\n",
    "categories.yaml": "categories: [{slug: basics, title: Basics, description: The first words.}]\n",
}
ENTRY = """\
---
title: {title}
category: basics
kind: brief
updated: 2026-11-29
tldr: {tldr}
---
"""


def site(folder: Path, title: str = "Drift", tldr: str = "It is a slow change.") -> Path:
    for name, text in SITE.items():
        (folder / name).write_text(text)
    (folder / "terms" / "drift").mkdir(parents=True)
    (folder / "terms" / "drift" / "term.md").write_text(ENTRY.format(title=title, tldr=tldr))
    return folder


@pytest.mark.django_db
def test_the_first_term_of_a_glossary_loads(tmp_path: Path) -> None:
    call_command("load_content", str(site(tmp_path)))
    page = Client().get("/terms/drift/")
    assert page.status_code == 200
    assert "It is a slow change." in page.content.decode()


@pytest.mark.parametrize(
    "filler", ["'---'", "...", "TBD", "'?'", "n/a", "Lorem ipsum dolor", "–", "todo."]
)
def test_filler_is_refused_with_what_to_do(tmp_path: Path, filler: str) -> None:
    for spoilt in ({"title": filler}, {"tldr": filler}):
        folder = tmp_path / next(iter(spoilt))
        folder.mkdir()
        library = read_library(site(folder, **spoilt))
        check_library(library)
        assert [problem.field for problem in library.problems] == [*spoilt]
        assert "write what is so, or leave it out" in library.problems[0].message


@pytest.mark.parametrize("title", ["C", "C++", "5G", "π", "To do list", "注文"])
def test_short_and_odd_titles_are_no_filler(title: str) -> None:
    front, _ = parse_term(Document("term.md", text=ENTRY.format(title=title, tldr="It is.")))
    assert validate(TermSpec, front) is not None, front.problems
