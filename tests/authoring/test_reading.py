"""A file's text before its values: byte order marks, line ends, front matter, characters."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from terms.models import Source, Term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARK = "\N{BYTE ORDER MARK}"


def load(content: Path) -> None:
    call_command("load_content", str(content), stdout=StringIO())


def complaints(content: Path) -> list[str]:
    """What a load says; a check says just the same."""
    err, checked = StringIO(), StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    with pytest.raises(CommandError):
        call_command("check_content", str(content), stdout=StringIO(), stderr=checked)
    told = err.getvalue().splitlines()
    assert [line.split(": ", 2)[2] for line in checked.getvalue().splitlines()] == [
        line.split(": ", 1)[1] for line in told
    ]
    return told


@pytest.mark.parametrize(
    "change",
    [
        lambda text: MARK + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: MARK + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.removesuffix("\n"),
        lambda text: text.replace("---\n", "---  \n"),
    ],
    ids=["mark", "CRLF", "mark and CRLF", "CR", "no last line end", "spaces behind the fence"],
)
def test_a_file_of_any_editor_is_read_and_given_back(
    content: Path, tmp_path: Path, change: Callable[[str], str]
) -> None:
    names = ("terms/first/term.md", "sources.yaml", "terms/first/quiz.yaml")
    written = {name: change((content / name).read_text()).encode() for name in names}
    for name, text in written.items():
        (content / name).write_bytes(text)
    load(content)
    term = Term.objects.get(slug="first")
    assert (term.title, term.where_used) == ("The first", "Everywhere.")
    assert Source.objects.get().title == "A publication"
    call_command("dump_content", str(tmp_path / "dumped"), stdout=StringIO())
    assert {name: (tmp_path / "dumped" / name).read_bytes() for name in names} == written


def test_a_line_is_counted_as_editors_count_it(content: Path, spoil: Spoil) -> None:
    line = spoil("terms/first/term.md", "kind: estimate", "kind: guess")
    path = content / "terms/first/term.md"
    path.write_bytes((MARK + path.read_text().replace("\n", "\r\n")).encode())
    (complaint,) = complaints(content)
    assert complaint.startswith(f"content/terms/first/term.md:{line}: figures.0.kind: ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.split("---\n")[1], "1: must start with '---', front matter"),
        (lambda text: "# Drift\n" + text, "1: must start with '---', front matter"),
        (lambda text: "---\n" + text.split("---\n")[1], "1: has no second '---'"),
        (lambda _: "", "1: must start with '---', front matter"),
        (
            lambda text: text[: text.index("## Exp")].removesuffix("\n"),
            "55: explanation: is missing",
        ),
        (lambda text: text[: text.index("## Exp")] + "\n \n", "55: explanation: is missing"),
        (lambda text: text.replace("## Explanation", "Words."), "56: text before the first '## '"),
    ],
    ids=["no front", "words above", "open", "empty", "fence at the end", "blank", "no heading"],
)
def test_front_matter_that_is_wrong_is_one_error(
    content: Path, change: Callable[[str], str], message: str
) -> None:
    path = content / "terms/first/term.md"
    path.write_text(change(path.read_text()))
    (complaint,) = [one for one in complaints(content) if "first/term.md" in one]
    assert complaint.startswith(f"content/terms/first/term.md:{message}")


def test_a_missing_file_is_one_error(content: Path) -> None:
    (content / "terms/first/term.md").unlink()
    told = [one for one in complaints(content) if "first/term.md" in one]
    assert told == ["content/terms/first/term.md:1: is missing"]


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\0", "a control character (U+0000)"),
        ("\x07", "a control character (U+0007)"),
        ("\x0b", "a control character (U+000B)"),
        ("\x1b", "a control character (U+001B)"),
        ("\x7f", "a control character (U+007F)"),
        ("\x85", "a control character (U+0085)"),
        ("\u2028", "a line separator (U+2028)"),
        ("\uffff", "a control character (U+FFFF)"),
    ],
)
def test_a_control_character_is_refused_by_check_and_load(
    content: Path, spoil: Spoil, character: str, named: str
) -> None:
    expected = set()
    for name, before in (
        ("terms/first/term.md", "Everywhere."),
        ("terms/second/term.md", "The second"),
        ("terms/first/quiz.yaml", "It is wrong."),
        ("terms/first/maturity.yaml", "Level 3."),
        ("maturity/model.yaml", "It ships."),
        ("site.yaml", "Reads bills."),
    ):
        line = spoil(name, before, f"{before[:3]}{character}{before[3:]}")
        expected.add(f"content/{name}:{line}: holds {named}, which cannot stand in a text")
    assert expected <= {*complaints(content)}


@pytest.mark.parametrize("escape", [r"\0", r"\x07", r"\e", r"\N", r"\L", r"\uFFFE", r"\x1f"])
def test_a_control_character_that_is_written_as_an_escape_is_refused(
    content: Path, spoil: Spoil, escape: str
) -> None:
    places = []
    for name, before, field in (
        ("terms/first/term.md", "title: The first", "title"),
        ("terms/first/term.md", "answer: Because.", "faq.0.answer"),
        ("terms/first/term.md", "alias]", "aliases.1.name"),
        ("terms/first/cost.yaml", "note: Illustrative.", "note"),
        ("maturity/model.yaml", "evidence: A log.", "dimensions.0.statements.0.evidence"),
        ("sources.yaml", "authors: A. Uthor", "sources.0.authors"),
    ):
        key = before.partition(": ")[0]
        after = f'alias, "a{escape}b"]' if key == "alias]" else f'{key}: "a{escape}b"'
        places.append(f"content/{name}:{spoil(name, before, after)}: {field}: holds ")
    told = complaints(content)
    assert [place for place in places if not any(one.startswith(place) for one in told)] == []


@pytest.mark.parametrize("written", [r'"a\nb"', r'"a\tb"', "|\n  a\n  b"])
def test_a_line_has_no_line_break_in_it(content: Path, spoil: Spoil, written: str) -> None:
    line = spoil("terms/first/term.md", "title: The first", f"title: {written}")
    assert complaints(content)[0].startswith(
        f"content/terms/first/term.md:{line}: title: holds a line break or tab"
    )


def test_tabs_line_breaks_and_writing_of_any_kind_stand_in_a_text(
    content: Path, spoil: Spoil
) -> None:
    spoil("terms/first/term.md", "Everywhere.", "Über\tall, 注文\N{ZERO WIDTH JOINER}, Đường, 🙂.")
    spoil("terms/first/term.md", "answer: Because.", 'answer: "One\\n\\ntwo."')
    load(content)
    assert "注文" in Term.objects.get(slug="first").where_used


def test_a_field_with_an_odd_name_does_no_harm_to_a_terminal(content: Path, spoil: Spoil) -> None:
    spoil("sources.yaml", "sources:", '"a\\e[31m": 1\nsources:')
    assert any(r"'a\x1b[31m': Extra inputs" in one for one in complaints(content))
