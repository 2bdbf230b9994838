"""What has changed since the last load is seen; a later load says what a first one would say."""

from __future__ import annotations

import shutil
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from markdown_it import MarkdownIt

from authoring.files.cross_checks import check_library
from authoring.files.library import read_library
from authoring.history.unchanged import is_as_loaded
from quizzes.models import Question
from terms.models import Category, Glossary, Role, Source, Term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REPLACED = "status: retired\nreplaced_by: {by}\ntldr:"


def load(content: Path) -> str:
    out = StringIO()
    call_command("load_content", str(content), stdout=out)
    return out.getvalue()


def assert_told_as_by_a_whole_load(content: Path) -> list[str]:
    """The complaints of a load of what changed are those of a load of everything."""
    library = read_library(content)
    check_library(library)
    expected = [str(problem) for problem in sorted(set(library.problems))]
    assert expected
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    assert err.getvalue().splitlines() == expected
    return expected


def test_a_change_is_seen(content: Path, spoil: Spoil) -> None:
    load(content)
    assert is_as_loaded(content)
    spoil("terms/first/quiz.yaml", "It is right.", "It is so.")
    assert not is_as_loaded(content)
    assert "terms: 1 updated, 1 unchanged" in load(content)
    assert is_as_loaded(content)


def test_a_new_term_leaves_the_others(content: Path, spoil: Spoil) -> None:
    load(content)
    shutil.copytree(content / "terms" / "first", content / "terms" / "third")
    spoil("terms/third/term.md", "title: The first", "title: The third")
    spoil("terms/third/term.md", "first alias", "third alias")
    assert "terms: 1 created, 2 unchanged" in load(content)
    assert Term.objects.get(slug="third").related_terms.get().target.slug == "second"


@pytest.mark.parametrize("name", ["term.md", "quiz.yaml", "maturity.yaml", "cost.yaml"])
def test_a_file_that_is_gone_is_a_change(content: Path, name: str) -> None:
    load(content)
    (content / "terms" / "first" / name).unlink()
    assert not is_as_loaded(content)


def test_a_folder_that_became_a_link_is_looked_at(content: Path, tmp_path: Path) -> None:
    load(content)
    shutil.move(content / "terms" / "first", tmp_path / "elsewhere")
    (content / "terms" / "first").symlink_to(tmp_path / "elsewhere")
    assert not is_as_loaded(content)
    assert_told_as_by_a_whole_load(content)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("terms/first/term.md", "first alias", "The SECOND"),
        ("terms/first/term.md", "title: The first", "title: Second Alias"),
        ("terms/first/term.md", "(term:second)", "(term:third)"),
        ("terms/first/term.md", "tldr:", "status: scheduled\ntldr:"),
        ("terms/second/quiz.yaml", "key: question-2", "key: question-1"),
        ("sources.yaml", "key: a-source", "key: another-source"),
        ("categories.yaml", "slug: foundations", "slug: other"),
        ("site.yaml", "tagline: All the words", ""),
    ],
)
def test_a_mistake_is_told_as_by_a_whole_load(
    content: Path, spoil: Spoil, name: str, before: str, after: str
) -> None:
    load(content)
    spoil(name, before, after)
    assert_told_as_by_a_whole_load(content)
    assert Source.objects.get().key == "a-source"
    assert Category.objects.get().slug == "foundations"
    assert Glossary.objects.get().tagline == "All the words"


def test_a_folder_that_others_link_to_cannot_go(content: Path) -> None:
    load(content)
    shutil.rmtree(content / "terms" / "second")
    complaints = assert_told_as_by_a_whole_load(content)
    assert any("links to the term 'second'" in complaint for complaint in complaints)


def test_what_replaces_a_term_that_was_left_cannot_retire(content: Path, spoil: Spoil) -> None:
    spoil("terms/first/term.md", "tldr:", REPLACED.format(by="second"))
    load(content)
    spoil("terms/second/term.md", "tldr:", "status: retired\ntldr:")
    (complaint,) = assert_told_as_by_a_whole_load(content)
    assert complaint.startswith("content/terms/first/term.md:")


def test_a_term_is_not_replaced_by_a_retired_one_that_was_left(content: Path, spoil: Spoil) -> None:
    spoil("terms/first/term.md", "tldr:", "status: retired\ntldr:")
    load(content)
    spoil("terms/second/term.md", "tldr:", REPLACED.format(by="first"))
    (complaint,) = assert_told_as_by_a_whole_load(content)
    assert "'first' is retired too" in complaint


def test_terms_edited_in_the_admin_are_read(content: Path) -> None:
    load(content)
    Term.objects.filter(slug="first").update(edited_at="2026-11-25T10:00Z")
    assert not is_as_loaded(content)


def test_after_a_term_was_withdrawn_the_others_are_left(content: Path, spoil: Spoil) -> None:
    spoil("terms/first/term.md", "(term:second)", "(figure:F1)")
    spoil("terms/first/term.md", "term: second", "term: third")
    shutil.copytree(content / "terms" / "second", content / "terms" / "third")
    spoil("terms/third/term.md", "title: The second", "title: The third")
    spoil("terms/third/term.md", "second alias", "third alias")
    spoil("maturity/model.yaml", "term: second", "term: third")
    load(content)
    shutil.rmtree(content / "terms" / "second")
    assert "1 withdrawn" in load(content)
    assert "terms: 2 unchanged" in load(content)


def test_a_text_that_is_checked_and_stored_is_parsed_once(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[str] = Counter()
    render = MarkdownIt.render

    def counted(parser: MarkdownIt, text: str, env: dict[str, object]) -> str:
        parsed[text] += 1
        return render(parser, text, env)

    monkeypatch.setattr(MarkdownIt, "render", counted)
    file = content / "terms" / "first" / "term.md"
    new = "See [the other](term:second), which nobody has read yet."
    file.write_text(file.read_text().replace("See [the other](term:second).", new))
    load(content)
    assert parsed[new] == 1
    assert set(parsed.values()) == {1}


def test_prose_of_an_older_release_is_rendered_anew(content: Path) -> None:
    load(content)
    expected = Term.objects.get(slug="first").explanation_html
    role = Role.objects.get(term__slug="first").use_html
    question = Question.objects.values_list("pk", "stem_html").first()
    Term.objects.update(explanation_html="old", content_digest="2old")
    Role.objects.update(use_html="old")
    Question.objects.update(stem_html="old")
    load(content)
    assert Term.objects.get(slug="first").explanation_html == expected
    assert Role.objects.get(term__slug="first").use_html == role
    assert Question.objects.values_list("pk", "stem_html").first() == question
