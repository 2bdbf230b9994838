"""A content folder of a new site, and what an import into it says."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

Import = Callable[..., str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    text = "glossary: {title: Words, tagline: Our words, description: What it is for.}\n"
    (folder / "site.yaml").write_text(text)
    return folder


@pytest.fixture
def take(site: Path, tmp_path: Path) -> Import:
    """Write a file, import it, and answer what the command says, or its refusal."""

    def run(name: str, data: str | bytes = "", *options: str, yes: bool = True) -> str:
        path = tmp_path / name
        if data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        out = StringIO()
        try:
            call_command(
                "import_glossary",
                str(path),
                *options,
                *(["--yes"] if yes else []),
                into=site,
                stdout=out,
            )
        except CommandError as error:
            return f"{out.getvalue()}{error}"
        return out.getvalue()

    return run


def entry(site: Path, slug: str) -> str:
    """The file of one entry."""
    return (site / "terms" / slug / "term.md").read_text()
