"""The walks of docs/authoring.md, typed as they stand there, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

pytestmark = pytest.mark.slow
GUIDE = settings.BASE_DIR / "docs" / "authoring.md"
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
COMMAND = [sys.executable, "-c", "from authoring.command_line import main; main()"]
WALKED = {
    *("error-budget", "glossary", "canary-release", "runbook", "postmortem", "toil", "latency"),
    *("slo", "orders", "rollback", "throttling"),
}


def type_in(line: str, folder: Path) -> str:
    """Run one line of the guide; where it would serve, it loads, and where it would ask, one agrees."""
    program, *arguments = line.split()
    assert program == "drift-and-margin"
    arguments = ["load" if word == "serve" else word for word in arguments]
    if arguments[0] == "import":
        arguments.append("--yes")
    dropped = {"CONTENT_DIR", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    environment = kept | {"PYTHONPATH": str(settings.BASE_DIR), "VAR_DIR": str(folder / "var")}
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment, text=True, capture_output=True
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_walks_end_in_published_entries(tmp_path: Path) -> None:
    typed = []
    for block in BLOCK.finditer(GUIDE.read_text()):
        if block["path"]:
            file = tmp_path / block["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block["text"])
        elif block["kind"] == "sh":
            typed += [(line, type_in(line, tmp_path)) for line in block["text"].splitlines()]
    assert {line.split()[1] for line, _ in typed} == {
        "new-site",
        "check",
        "serve",
        "load",
        "import",
    }
    entries = {
        path.parent.name: path.read_text() for path in tmp_path.glob("words/terms/*/term.md")
    }
    assert entries.keys() == WALKED
    drafts = [
        slug for slug, text in entries.items() if yaml.safe_load(text.split("---")[1]).get("status")
    ]
    assert drafts == []
