"""`manage.py dump_content`: what was loaded comes back byte for byte, edits with it."""

import difflib
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from authoring.models import FileVersion
from calculator.models import CostScenario
from terms.changes import content_edited
from terms.models import Category, Faq, Glossary, Source, Term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres]


def load(content: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_content", str(content), *options, stdout=out)
    return out.getvalue()


def dump(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("dump_content", str(folder), *options, stdout=out, stderr=out)
    return out.getvalue()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def changes(before: Path, after: Path, name: str) -> list[str]:
    """The lines that differ between a file of two folders."""
    lines = difflib.unified_diff(
        (before / name).read_text().splitlines(), (after / name).read_text().splitlines(), n=0
    )
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def test_the_sites_own_content_comes_back_byte_for_byte(real_content: None, tmp_path: Path) -> None:
    assert dump(tmp_path / "dumped").startswith("files: ")
    assert bytes_of(tmp_path / "dumped") == bytes_of(settings.CONTENT_DIR)


def test_what_came_back_loads_as_unchanged(content: Path, tmp_path: Path) -> None:
    load(content)
    dump(tmp_path / "again" / "content")
    assert "updated" not in load(tmp_path / "again" / "content")
    assert "written" not in dump(content)


def test_odd_bytes_come_back(content: Path, tmp_path: Path) -> None:
    path = content / "terms/first/term.md"
    text = path.read_text().replace("title: The", "# why: π\r\ntitle:   'The", 1)
    path.write_bytes((text.replace("first\n", "first'\n", 1) + "\n \n").encode())
    load(content)
    dump(tmp_path / "dumped")
    assert bytes_of(tmp_path / "dumped") == bytes_of(content)


def test_an_edit_changes_its_own_lines_alone(
    content: Path, tmp_path: Path, editor: User, spoil: Spoil
) -> None:
    spoil("terms/first/term.md", "faq:", "# asked by everyone\nfaq:")
    load(content)
    term = Term.objects.get(slug="first")
    term.title, term.why_it_matters = "The very first", "It does, by far."
    term.save()
    Faq.objects.create(
        term=term, position=1, question="Is: this quoted?", answer=f"{'Yes, and folded. ' * 9}End."
    )
    content_edited(term, editor)
    dump(tmp_path / "dumped")
    assert changes(content, tmp_path / "dumped", "terms/first/term.md") == [
        "-title: The first",
        "+title: The very first",
        "+  - question: 'Is: this quoted?'",
        "+    answer: >-",
        f"+      {'Yes, and folded. ' * 5}Yes, and",
        "+      folded. Yes, and folded. Yes, and folded. Yes, and folded. End.",
        "-It does.",
        "+It does, by far.",
    ]
    names = [name for name in bytes_of(content) if name != "terms/first/term.md"]
    assert all(changes(content, tmp_path / "dumped", name) == [] for name in names)
    assert "terms: 2 unchanged" in load(content)
    assert "terms: 2 unchanged" in load(tmp_path / "dumped")
    assert Term.objects.get(slug="first").title == "The very first"


def test_fields_come_and_go(content: Path, tmp_path: Path, editor: User) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    term.abbreviation, term.how_it_works, term.benchmarks_note = "TF", "", "Read them with care."
    term.save()
    term.aliases.all().delete()
    content_edited(term, editor)
    dump(tmp_path / "dumped")
    assert changes(content, tmp_path / "dumped", "terms/first/term.md") == [
        "+abbreviation: TF",
        "-aliases: [first alias]",
        "-## How it works",
        "+## Reading the benchmarks",
        "-By tiers.",
        "+Read them with care.",
    ]


def test_ladder_and_cost_are_edited_too(content: Path, tmp_path: Path, editor: User) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    term.level_descriptions.filter(level=3).update(text="Three.")
    scenario = CostScenario.objects.get()
    scenario.tiers.filter(key="small").update(share=Decimal("0.625"))
    scenario.tiers.filter(key="frontier").update(share=Decimal("0.375"))
    content_edited(term, editor)
    dump(tmp_path / "dumped")
    assert changes(content, tmp_path / "dumped", "terms/first/maturity.yaml") == [
        "-    text: Level 3.",
        "+    text: Three.",
    ]
    cost = (tmp_path / "dumped/terms/first/cost.yaml").read_text()
    assert "share: 62.5%" in cost
    assert "share: 37.5%" in cost


def test_what_stands_beside_the_terms_is_edited_too(
    content: Path, tmp_path: Path, editor: User
) -> None:
    load(content)
    source = Source.objects.get()
    source.authors = "B. Uthor"
    source.save()
    content_edited(source, editor)
    source.pk, source.key, source.published = None, "another", "2026-03"
    source.save()
    content_edited(source, editor)
    category = Category.objects.get()
    category.description = "The very first words."
    category.save()
    content_edited(category, editor)
    Glossary.objects.update(
        tagline="Most of the words",
        first_term="first",
        start_with="second first",
        banned_phrases="this page\r\n\r\n one: must ",
    )
    content_edited(Glossary.objects.get(), editor)
    assert "updated" not in load(content)
    assert "sources: 2 unchanged" in load(content, "--ours")
    dump(tmp_path / "dumped")
    assert changes(content, tmp_path / "dumped", "sources.yaml")[:2] == [
        "-    authors: A. Uthor",
        "+    authors: B. Uthor",
    ]
    assert "published: 2026-03" in (tmp_path / "dumped/sources.yaml").read_text()
    assert changes(content, tmp_path / "dumped", "site.yaml") == [
        "-  tagline: All the words",
        "+  tagline: Most of the words",
        "+  first_term: first",
        "+  start_with:",
        "+    - second",
        "+    - first",
        "+  banned_phrases:",
        "+    - this page",
        "+    - 'one: must'",
    ]
    source.delete()
    content_edited(source, editor, gone=True)
    dump(tmp_path / "dumped")
    assert len(changes(content, tmp_path / "dumped", "sources.yaml")) == 2


def test_who_edited_what_and_when_is_kept(content: Path, editor: User) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    for title in ("One", "Two"):
        Term.objects.filter(slug="first").update(title=title)
        content_edited(Term.objects.get(slug="first"), editor)
    history = FileVersion.objects.filter(path="terms/first/term.md")
    assert [(one.number, one.how, one.made_by) for one in history] == [
        (3, "edited", editor), (2, "edited", editor), (1, "loaded", None),
    ]  # fmt: skip
    assert ["title: One" in one.text for one in history] == [False, True, False]
    assert history[0].made_at >= history[2].made_at
    content_edited(term, editor)
    assert history.count() == 3


def test_an_edit_stands_while_another_file_of_the_term_changes(
    content: Path, editor: User, spoil: Spoil
) -> None:
    load(content)
    Term.objects.filter(slug="first").update(title="Edited")
    content_edited(Term.objects.get(slug="first"), editor)
    spoil("terms/first/quiz.yaml", "The right one", "The one that is right")
    spoil("terms/first/maturity.yaml", "Level 4.", "The fourth.")
    report = load(content)
    term = Term.objects.get(slug="first")
    assert "quizzes: 1 updated" in report
    assert term.title == "Edited"
    assert term.edited_at is not None
    assert term.level_descriptions.get(level=4).text == "The fourth."


def test_our_edit_stands_and_the_other_files_are_loaded(
    content: Path, tmp_path: Path, editor: User, spoil: Spoil
) -> None:
    load(content)
    Term.objects.filter(slug="first").update(title="Edited")
    content_edited(Term.objects.get(slug="first"), editor)
    spoil("terms/first/term.md", "It does.", "It really does.")
    spoil("terms/first/maturity.yaml", "Level 4.", "The fourth.")
    load(content, "--ours")
    term = Term.objects.get(slug="first")
    assert (term.title, term.why_it_matters) == ("Edited", "It does.")
    assert term.level_descriptions.get(level=4).text == "The fourth."
    kept = FileVersion.objects.filter(path="terms/first/term.md")
    assert [one.how for one in kept] == ["kept", "loaded", "edited", "loaded"]
    dump(tmp_path / "dumped")
    assert "title: Edited" in (tmp_path / "dumped/terms/first/term.md").read_text()


def test_a_file_that_was_never_loaded_is_not_written_over(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/first/term.md", "It does.", "Hours of work.")
    before = bytes_of(content)
    with pytest.raises(CommandError, match="nothing was written"):
        dump(content)
    assert bytes_of(content) == before
    assert "1 written" in dump(content, "--overwrite")


def test_a_term_made_in_the_admin_has_a_file(content: Path, tmp_path: Path, editor: User) -> None:
    load(content)
    term = Term.objects.create(
        slug="third", title="The third", category=Category.objects.get(), tldr="It is new.",
        explanation="New.", where_used="Here.", why_it_matters="It does.", updated_on="2026-11-24",
    )  # fmt: skip
    content_edited(Term.objects.get(pk=term.pk), editor)
    dump(tmp_path / "dumped")
    text = (tmp_path / "dumped/terms/third/term.md").read_text()
    assert text == (
        "---\ntitle: The third\ncategory: foundations\nstatus: draft\nupdated: 2026-11-24\ntldr: It is new.\n---\n"
        "## Explanation\n\nNew.\n\n## Where it is used\n\nHere.\n\n## Why it matters\n\nIt does.\n"
    )
    assert "terms: 2 unchanged" in load(content)
    assert Term.objects.filter(slug="third").exists()


def test_a_removed_file_is_removed(content: Path, tmp_path: Path) -> None:
    load(content)
    dump(tmp_path / "dumped")
    (content / "terms/first/cost.yaml").unlink()
    quiz = (content / "terms/first/quiz.yaml").read_text()
    assert "cost" not in quiz
    load(content)
    assert "1 deleted" in dump(tmp_path / "dumped")
    assert bytes_of(tmp_path / "dumped") == bytes_of(content)


def test_a_folder_that_cannot_be_written_is_named(content: Path, tmp_path: Path) -> None:
    load(content)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CommandError, match="taken"):
        dump(tmp_path / "taken")
