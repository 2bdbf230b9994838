"""Small is legal: a title and a sentence make an entry, and what only fills a place makes none."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from authoring.files.cross_checks import check_library
from authoring.files.library import read_library
from authoring.files.reading import Document, parse_term, validate
from authoring.specs.term import TermSpec
from terms.models import Term

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


@pytest.mark.django_db
def test_a_title_and_a_sentence_are_enough(tmp_path: Path) -> None:
    folder = site(tmp_path)
    text = "---\ntitle: Drift\ntldr: It is a slow change.\n---\n"
    (folder / "terms" / "drift" / "term.md").write_text(text)
    call_command("load_content", str(folder))
    term = Term.objects.get()
    assert (term.kind, term.category.slug) == ("brief", "basics")
    assert term.updated_on == timezone.now().date()
    call_command("load_content", str(folder))
    call_command("dump_content", str(folder))
    assert (folder / "terms" / "drift" / "term.md").read_text() == text


@pytest.mark.django_db
def test_a_draft_needs_only_what_it_has(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "terms" / "drift" / "term.md").write_text("---\ntitle: Drift\nstatus: draft\n---\n")
    call_command("load_content", str(folder))
    assert Term.objects.get().status == "draft"


def test_what_says_more_than_its_short_answer_is_a_full_entry(tmp_path: Path) -> None:
    folder = site(tmp_path)
    text = "---\ntitle: Drift\ntldr: It is a slow change.\n---\n\n## Explanation\n\nIt moves.\n"
    (folder / "terms" / "drift" / "term.md").write_text(text)
    assert [one.kind for one in read_library(folder).folders] == ["full"]


@pytest.mark.parametrize(
    ("tldr", "said"),
    [
        ("'**Drift.**'", "says only the title again, 'Drift': write what it means"),
        ("'TODO: write this'", "only fills a place"),
        ("aaaaaa", "only fills a place"),
        ("It is.\nfaq:\n  - {question: A?, answer: So.}\n  - {question: B?, answer: So.}", "reads like faq.0.answer"),
    ],
)  # fmt: skip
def test_words_that_say_nothing_are_refused(tmp_path: Path, tldr: str, said: str) -> None:
    library = read_library(site(tmp_path, tldr=tldr))
    check_library(library)
    (problem,) = library.problems
    assert said in problem.message


@pytest.mark.parametrize("title", ["C", "C++", "5G", "π", "To do list", "注文"])
def test_short_and_odd_titles_are_no_filler(title: str) -> None:
    front, _ = parse_term(Document("term.md", text=ENTRY.format(title=title, tldr="It is.")))
    assert validate(TermSpec, front) is not None, front.problems
