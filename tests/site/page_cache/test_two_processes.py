"""What one process publishes, another shows within a second, from memory and from disk."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.page_cache.process import Process, running

pytestmark = pytest.mark.slow

PAGE = "/terms/mlops/"


def shows(process: Process, words: str, *, within_s: float) -> bool:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if words in process.body(PAGE):
            return True
        time.sleep(0.02)
    return False


def appears(file: Path, process: Process, *, within_s: float) -> bool:
    """Whether the page is written while it is asked for."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and not file.exists():
        process.body(PAGE)
        time.sleep(0.02)
    return file.exists()


def disappears(file: Path, *, within_s: float) -> bool:
    """Whether the file goes while nobody asks for anything."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and file.exists():
        time.sleep(0.02)
    return not file.exists()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site") / "pages"


@pytest.fixture(scope="module")
def pair(pages: Path) -> Iterator[list[Process]]:
    settings = {"PAGES_DIR": str(pages), "SITE_URL": "https://localhost"}
    with running(2, pages.parent, **settings) as processes:
        processes[0].tell("!make First name")
        yield processes


def test_a_change_is_visible_everywhere_within_a_second(pair: list[Process]) -> None:
    pair[0].tell("!rename Old name")
    assert all(shows(one, "What is Old name?", within_s=1) for one in pair)
    pair[0].tell("!rename New name")
    renamed = time.monotonic()
    for one in pair:
        assert shows(one, "What is New name?", within_s=1 - (time.monotonic() - renamed))
        assert "Old name" not in one.body(PAGE)


def test_pages_on_disk_go_with_the_content_that_they_were_made_of(
    pair: list[Process], pages: Path
) -> None:
    first, second = pair
    file = pages / "current" / "terms" / "mlops" / "index.html"
    first.tell("!rename Old name")
    assert disappears(file, within_s=1)
    assert appears(file, second, within_s=1)
    assert "What is Old name?" in file.read_text()
    written = {one.name for one in file.parent.iterdir()}
    assert written == {"index.html", "index.html.br", "index.html.gz"}
    first.tell("!rename New name")
    assert disappears(file, within_s=1)
    assert appears(file, second, within_s=1)
    assert "What is New name?" in file.read_text()
    assert len([one for one in pages.iterdir() if one.name.isdigit()]) == 1
