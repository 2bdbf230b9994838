"""Which files are read, which are left alone, and that no database changes the verdict."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from terms.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Stray = Callable[[Path], object]


def load(content: Path) -> str:
    """What a load says, be it that nothing was loaded."""
    out = StringIO()
    try:
        call_command("load_content", str(content), stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def problems(content: Path) -> list[str]:
    """What a load complains of."""
    return sorted(line for line in load(content).splitlines() if line.startswith("content/"))


def check(content: Path) -> list[str]:
    """The lines that a check says of files that nobody reads, or of what cannot be loaded."""
    out = StringIO()
    with suppress(CommandError):
        call_command("check_content", str(content), stdout=out, stderr=out)
    lines = out.getvalue().splitlines()
    return [line for line in lines if " unread-file: " in line or ": error " in line]


def folder(name: str) -> Stray:
    return lambda content: (content / name).mkdir(parents=True)


def file(name: str, text: str | bytes = "x: 1\n") -> Stray:
    def write(content: Path) -> None:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    return write


def link(name: str, target: str) -> Stray:
    return lambda content: (content / name).symlink_to(target)


IGNORED = {
    "hidden folder": folder("terms/.hidden"),
    "hidden folder of a term": file("terms/.drafts/term.md"),
    "git": file("terms/.git/config"),
    "empty folder": folder("terms/empty"),
    "folder of litter": file("terms/empty/.DS_Store"),
    "empty folder in a term": folder("terms/first/images"),
    "empty folder at the top": folder("paths"),
    "Finder": file(".DS_Store"),
    "Finder in a term": file("terms/first/.DS_Store", b"\x00\x01"),
    "AppleDouble": file("maturity/._model.yaml", b"\x00\x05\x16\x07\xff"),
    "AppleDouble beside a term": file("terms/first/._cost.yaml", b"\xff"),
    "AppleDouble beside an image": file("terms/first/._x.png", b"\x00\x05\x16\x07\xff"),
    "Explorer": file("terms/first/Thumbs.db", b"\xff"),
    "Explorer of old": file("maturity/desktop.ini"),
    "zip": file("__MACOSX/x"),
    "Word": file("terms/first/~$term.md"),
    "editor": file("terms/first/.term.md.swp", b"\xff"),
    "keep": file("terms/.gitkeep", ""),
    "for people": file("README.md"),
}


def test_litter_and_empty_folders_are_nothing(content: Path) -> None:
    for stray in IGNORED.values():
        stray(content)
    assert check(content) == []
    assert "terms: 2 created" in load(content)
    assert "terms: 2 unchanged" in load(content)
    assert problems(content) == []


UNREAD = {
    "another ending": (file("terms/first/cost.yml"), "terms/first/cost.yml", "'cost.yaml'"),
    "another case": (file("terms/second/Cost.yaml"), "terms/second/Cost.yaml", "'cost.yaml'"),
    "an assessment": (file("maturity/x.yml"), "maturity/x.yml", "'x.yaml'"),
    "a shouted assessment": (file("maturity/x.YAML"), "maturity/x.YAML", "'x.yaml'"),
    "a backup": (file("terms/first/term.md~"), "terms/first/term.md~", "move it out"),
    "an old file": (file("terms/first/quiz.yaml.orig"), "first/quiz.yaml.orig", "move it out"),
    "notes": (file("terms/first/notes.txt"), "terms/first/notes.txt", "move it out"),
    "a term without a folder": (file("terms/drift.md"), "terms/drift.md", "move it out"),
    "a term by another name": (file("terms/drift/Term.md"), "terms/drift/Term.md", "'term.md'"),
    "a term too deep": (file("terms/a/b/term.md"), "content/terms/a/b", "move it out"),
    "a folder too deep": (file("terms/first/old/x"), "terms/first/old", "move it out"),
    "a file at the top": (file("Sources.yml"), "content/Sources.yml", "'sources.yaml'"),
    "a folder at the top": (file("term/x.md"), "content/term", "move it out"),
    "a link to itself": (link("terms/loop", "loop"), "terms/loop", "move it out"),
    "a link up": (link("terms/up", "."), "terms/up", "move it out"),
    "a link to nothing": (link("terms/gone", "nowhere"), "terms/gone", "move it out"),
}


def test_a_file_that_nobody_reads_is_named_and_stops_nothing(content: Path) -> None:
    for stray, _path, _hint in UNREAD.values():
        stray(content)
    warnings = check(content)
    assert "terms: 2 created" in load(content)
    assert "terms: 2 unchanged" in load(content)
    assert len(warnings) == len(problems(content)) == len(UNREAD)
    for _stray, path, hint in UNREAD.values():
        begins = f"{path}:1: warning unread-file: nobody reads it"
        (warning,) = (one for one in warnings if begins in one)
        assert hint in warning
        assert [f"{path}:1: " in line for line in problems(content)].count(True) == 1


REFUSED = {
    "a term without text": (file("terms/third/quiz.yaml", ""), "third/term.md:1: is missing"),
    "no slug": (file("terms/My Term/term.md", "x"), "'My Term' is not a slug"),
    "a slug too long": (file(f"terms/{'x' * 81}/term.md", "x"), "is not a slug"),
    "an assessment without a slug": (file("maturity/My model.yaml"), "'My model' is not a slug"),
    "a folder for a file": (folder("terms/third/term.md"), "Is a directory"),
    "a pipe": (lambda content: _pipe(content / "terms/first/cost.yaml"), "is not an ordinary file"),
    "a file that leads to itself": (
        lambda content: _relink(content / "terms/first/term.md", "term.md"),
        "content/terms/first/term.md:1: is a link that leads nowhere",
    ),
    "costs that lead to themselves": (
        lambda content: _relink(content / "terms/first/cost.yaml", "cost.yaml"),
        "content/terms/first/cost.yaml:1: is a link that leads nowhere",
    ),
    "costs that lead nowhere": (
        lambda content: _relink(content / "terms/first/cost.yaml", "nowhere"),
        "content/terms/first/cost.yaml:1: is a link that leads nowhere",
    ),
    "a folder that leads out": (
        lambda content: _move_out(content / "terms/second"),
        "second/term.md:1: is a link that leads out",
    ),
    "all terms that lead out": (
        lambda content: _move_out(content / "terms"),
        "first/term.md:1: is a link that leads out",
    ),
    "assessments that lead out": (
        lambda content: _move_out(content / "maturity"),
        "maturity/model.yaml:1: is a link that leads out",
    ),
}


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _relink(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


def _move_out(path: Path) -> None:
    moved = path.rename(path.parents[len(path.parts) - path.parts.index("content") - 1] / "out")
    path.symlink_to(moved)


@pytest.mark.parametrize(("stray", "message"), REFUSED.values(), ids=REFUSED)
def test_a_fresh_and_a_full_database_refuse_the_same(
    content: Path, stray: Stray, message: str
) -> None:
    good = Path(shutil.copytree(content, content.with_name("good")))
    stray(content)
    fresh = problems(content)
    assert any(message in line for line in fresh), fresh
    assert len(check(content)) == len(fresh)
    assert "terms: 2 created" in load(good)
    assert problems(content) == fresh
    assert Term.objects.published().count() == 2
