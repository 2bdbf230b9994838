"""Which pages become files, and where."""

from pathlib import Path
from typing import Any

import pytest

from glossary_site.page_cache.pages import make_page
from glossary_site.page_cache.stores import PageFiles
from tests.site.page_cache.caching import HTML, PUBLIC, TEXT, make_key, make_stored

POLICY = ("Content-Security-Policy", "default-src 'none'")


@pytest.fixture
def disk(tmp_path: Path) -> PageFiles:
    return PageFiles(tmp_path / "pages", dict([POLICY]), "glossary.example", "https")


def files(disk: PageFiles) -> set[str]:
    current = disk.root / "current"
    return {str(one.relative_to(current)) for one in current.rglob("*") if one.is_file()}


def make_file(body: str = TEXT, version: int = 1, headers: Any = (HTML, PUBLIC, POLICY)) -> Any:
    return make_page("200 OK", headers, body.encode(), version=version, made_at=0)


def test_a_page_lies_beside_its_packed_copies(disk: PageFiles) -> None:
    disk.activate(1)
    disk.write(make_key(), make_file())
    disk.write(make_key("/"), make_file("short"))
    folder = "terms/mlops/index.html"
    assert files(disk) == {folder, f"{folder}.br", f"{folder}.gz", "index.html"}
    assert (disk.root / "current" / folder).read_text() == TEXT


@pytest.mark.parametrize(
    "changes",
    [
        {"QUERY_STRING": "page=2"},
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "http"},
        {"path": "/robots.txt"},
        {"path": "/../../etc/"},
        {"path": "/a/../b/"},
        {"path": "/a\x00b/"},
        {"path": "/.hidden/"},
        {"path": "/%2e%2e/"},
        {"path": f"/{'a' * 201}/"},
        {"path": "/caf\xc3\xa9/"},
    ],
)
def test_what_cannot_be_one_file_is_not_written(disk: PageFiles, changes: dict[str, Any]) -> None:
    disk.activate(1)
    disk.write(make_key(**changes), make_file())
    assert files(disk) == set()


def test_a_page_with_headers_of_its_own_is_not_written(disk: PageFiles) -> None:
    disk.activate(1)
    disk.write(make_key(), make_stored())
    disk.write(make_key(), make_file(headers=[("Content-Type", "text/plain"), PUBLIC, POLICY]))
    assert files(disk) == set()


def test_a_new_version_removes_what_was(disk: PageFiles) -> None:
    disk.activate(1)
    disk.write(make_key(), make_file())
    disk.activate(2)
    assert files(disk) == set()
    assert {one.name for one in disk.root.iterdir()} == {"current", "2"}


def test_a_page_that_was_made_too_late_is_not_seen(disk: PageFiles) -> None:
    disk.activate(2)
    disk.write(make_key(), make_file(version=1))
    disk.activate(1)
    assert files(disk) == set()
    assert (disk.root / "current").readlink().name == "2"
