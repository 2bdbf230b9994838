"""What one process publishes, another shows within a second."""

import time
from pathlib import Path

from tests.site.page_cache.process import Process, running

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


def test_a_change_is_visible_everywhere_within_a_second(tmp_path: Path) -> None:
    with running(2, tmp_path) as (first, second):
        first.tell("!make Old name")
        assert all(shows(one, "What is Old name?", within_s=1) for one in (first, second))
        first.tell("!rename New name")
        renamed = time.monotonic()
        for one in (first, second):
            assert shows(one, "What is New name?", within_s=1 - (time.monotonic() - renamed))
        assert "Old name" not in second.body(PAGE)


def test_pages_on_disk_go_with_the_content_that_they_were_made_of(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    settings = {"PAGES_DIR": str(pages), "SITE_URL": "https://localhost"}
    with running(2, tmp_path, **settings) as (first, second):
        first.tell("!make Old name")
        file = pages / "current" / "terms" / "mlops" / "index.html"
        assert appears(file, second, within_s=1)
        assert "What is Old name?" in file.read_text()
        assert {one.name for one in file.parent.iterdir()} == {
            "index.html", "index.html.br", "index.html.gz",
        }  # fmt: skip
        first.tell("!rename New name")
        until = time.monotonic() + 1
        while file.exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert not file.exists()
        assert appears(file, second, within_s=1)
        assert "What is New name?" in file.read_text()
        assert len([one for one in pages.iterdir() if one.name.isdigit()]) == 1
