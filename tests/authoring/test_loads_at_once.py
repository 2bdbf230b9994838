"""Two loads at the same time, in processes of their own: the second waits for the first."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

from tests.prepared import migrate_folder
from tests.site.commands import manage, start

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
NAME = "loads_at_once"
TERMS = len(list((settings.BASE_DIR / "content/terms").iterdir()))


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty site, on PostgreSQL where the tests run on it."""
    found = {"VAR_DIR": str(tmp_path)}
    if ON_POSTGRES:
        url = os.environ["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {NAME}")
        found["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
        assert manage("migrate", "--verbosity", "0", **found).returncode == 0
    else:
        migrate_folder(tmp_path)
    yield found
    if ON_POSTGRES:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@contextmanager
def somebody_writing(environment: dict[str, str]) -> Iterator[None]:
    """Terms are being written, and that does not end."""
    if ON_POSTGRES:
        with psycopg.connect(environment["DATABASE_URL"]) as writing:
            writing.execute("INSERT INTO page_cache_contentversion (id, number) VALUES (1, 0)")
            yield
        return
    database = Path(environment["VAR_DIR"]) / "site.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        yield
        writing.execute("ROLLBACK")


def test_the_second_finds_what_the_first_has_loaded(environment: dict[str, str]) -> None:
    loads = [start("load_content", **environment) for _ in range(2)]
    said = sorted((load.communicate()[0] for load in loads), key=len)
    assert [load.returncode for load in loads] == [0, 0]
    assert f"terms: {TERMS} unchanged" in said[0]
    assert f"terms: {TERMS} created" in said[1]
    assert f"terms: {TERMS} unchanged" in manage("load_content", **environment).stdout


def test_one_that_waits_for_long_says_so_and_changes_nothing(environment: dict[str, str]) -> None:
    with somebody_writing(environment):
        load = manage("load_content", **environment)
    assert load.returncode == 1
    first, second = load.stderr.splitlines()
    assert "has been under way for 20 s; try again when it has ended" in first
    assert second == "CommandError: 1 problem; nothing was loaded"
    assert f"terms: {TERMS} created" in manage("load_content", **environment).stdout
