"""The walks of docs/authoring.md, typed as they stand there, in an empty folder."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from pytest_django import Settings

from authoring.command_line import main

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
GUIDE = settings.BASE_DIR / "docs" / "authoring.md"
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
WALKED = {
    *("error-budget", "glossary", "canary-release", "runbook", "postmortem", "toil", "latency"),
    *("slo", "orders", "rollback", "throttling"),
}


def type_in(line: str) -> None:
    """Run one line of the guide; where it would serve, it loads, and where it would ask, one agrees."""
    program, *arguments = line.split()
    assert program == "drift-and-margin"
    arguments = ["load" if word == "serve" else word for word in arguments]
    if arguments[0] == "import":
        arguments.append("--yes")
    main(arguments)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which one is; the command reads as settings what it sets as CONTENT_DIR."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", "")
    settings.CONTENT_DIR = tmp_path / "words"
    return tmp_path


def test_the_walks_end_in_published_entries(folder: Path) -> None:
    typed = []
    for block in BLOCK.finditer(GUIDE.read_text()):
        if block["path"]:
            file = folder / block["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block["text"])
        elif block["kind"] == "sh":
            for line in block["text"].splitlines():
                type_in(line)
                typed.append(line)
    assert {line.split()[1] for line in typed} == {
        "new-site",
        "check",
        "serve",
        "load",
        "import",
    }
    entries = {path.parent.name: path.read_text() for path in folder.glob("words/terms/*/term.md")}
    assert entries.keys() == WALKED
    drafts = [
        slug for slug, text in entries.items() if yaml.safe_load(text.split("---")[1]).get("status")
    ]
    assert drafts == []
