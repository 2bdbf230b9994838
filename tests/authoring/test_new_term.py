"""A new term's files, and that the examples of the authors' guide are what the checker takes."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from pydantic import TypeAdapter

from authoring.files.cross_checks import check_library
from authoring.files.library import Library, read_library
from authoring.specs.quiz import AnyQuestion
from authoring.specs.term import (
    BenchmarkSpec,
    ChecklistItemSpec,
    ComparisonSpec,
    FigureSpec,
    LevelSpec,
    MistakeSpec,
    PracticeSpec,
    StepSpec,
    TermSpec,
)

GUIDE = settings.BASE_DIR / "docs" / "authoring.md"
SPECS = {
    "figures": FigureSpec,
    "steps": StepSpec,
    "mistakes": MistakeSpec,
    "practices": PracticeSpec,
    "checklist": ChecklistItemSpec,
    "comparisons": ComparisonSpec,
    "benchmarks": BenchmarkSpec,
    "questions": AnyQuestion,
    "levels": LevelSpec,
}


def checked(content: Path) -> Library:
    library = read_library(content)
    check_library(library)
    return library


@pytest.mark.parametrize("slug", ["cost-of-delay", "2024", "null", "1e3"])
def test_it_makes_a_draft_that_loads_and_lacks_what_readers_need(content: Path, slug: str) -> None:
    call_command("new_term", slug, folder=content)
    assert checked(content).problems == []
    front = content / "terms" / slug / "term.md"
    front.write_text(front.read_text().replace("status: draft\n", ""))
    problems = checked(content).problems
    assert {problem.path.split("/")[-2] for problem in problems} == {slug}
    assert {problem.field for problem in problems} == {
        "tldr", "explanation", "questions", "levels"
    }  # fmt: skip


def test_every_field_of_a_term_has_its_place(content: Path) -> None:
    call_command("new_term", "a1", folder=content)
    front = (content / "terms" / "a1" / "term.md").read_text().split("---")[1]
    names = {*yaml.safe_load(front), *re.findall(r"^# (\w+):", front, re.MULTILINE)}
    assert names >= TermSpec.model_fields.keys() - {"linking"}


def test_nothing_is_overwritten(content: Path) -> None:
    call_command("new_term", "a1", folder=content)
    file = content / "terms" / "a1" / "term.md"
    file.write_text("mine")
    with pytest.raises(CommandError, match="there already"):
        call_command("new_term", "a1", folder=content)
    assert file.read_text() == "mine"
    assert [one.name for one in content.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("slug", ["", "../x", "A", "a b", "a--b", "a-", "a/b", "x" * 81, "ä?"])
def test_what_is_no_slug_is_refused(content: Path, slug: str) -> None:
    with pytest.raises(CommandError, match="is no slug"):
        call_command("new_term", slug, folder=content)


def test_unknown_shelves_are_refused(content: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="use foundations"):
        call_command("new_term", "a1", folder=content, category="cellar")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("new_term", "a1", folder=tmp_path / "nowhere")


def test_the_guides_examples_are_right_and_cover_every_kind() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(), re.S)
    shown = set()
    for block in blocks:
        for key, rows in yaml.safe_load(block).items():
            TypeAdapter(list[SPECS[key]]).validate_python(rows)  # type: ignore[misc]
            shown.add(key)
    assert shown == SPECS.keys()
