"""The small content folder, reviewed after one place of it was spoilt."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from authoring.checks.reviewing import review
from authoring.files.cross_checks import check_library
from authoring.files.library import read_library
from authoring.files.reading import Problem

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def reviewed(content: Path) -> Callable[..., list[Problem]]:
    """What a review finds in the folder as it is now; the folder can be loaded."""

    def run(today: datetime.date = TODAY) -> list[Problem]:
        library = read_library(content)
        check_library(library)
        assert library.problems == []
        return review(library, today)

    return run


@pytest.fixture
def third(content: Path) -> Path:
    """The folder of a third term, which names the first and which no term names."""
    folder = content / "terms" / "third"
    folder.mkdir()
    for name in ("quiz.yaml", "maturity.yaml", "term.md"):
        text = (content / "terms" / "second" / name).read_text()
        text = text.replace("The second", "The third").replace("second alias", "third alias")
        (folder / name).write_text(text)
    return folder
