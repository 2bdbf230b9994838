"""Two loads at the same time, in processes of their own: the second waits for the first."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.databases import TEMPLATE
from tests.prepared import migrate_folder
from tests.site.commands import start_python

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
NAME = "loads_at_once"
LOAD = """
from django.conf import settings
from django.core.management import execute_from_command_line
if "timeout" in settings.DATABASES["default"]["OPTIONS"]:
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = {wait_s}
import django
django.setup()
from authoring.load import load_lock
load_lock.WAIT_S = {wait_s}
print("ready", flush=True)
execute_from_command_line(["manage.py", "load_content", {folder!r}])
"""
"""A load that says when it begins, and how long it waits for others."""


@pytest.fixture
def environment(tmp_path: Path, django_db_setup: None) -> Iterator[dict[str, str]]:
    """An empty site, on PostgreSQL where the tests run on it."""
    found = {"VAR_DIR": str(tmp_path)}
    if ON_POSTGRES:
        url = os.environ["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {NAME} TEMPLATE {TEMPLATE}")
        found["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
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
            writing.execute(
                "INSERT INTO page_cache_contentversion AS kept (id, number) VALUES (1, 0) "
                "ON CONFLICT (id) DO UPDATE SET number = kept.number"
            )
            yield
        return
    database = Path(environment["VAR_DIR"]) / "site.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        yield
        writing.execute("ROLLBACK")


def start_load(folder: Path, environment: dict[str, str], wait_s: int = 20) -> Popen[str]:
    """A load that begins now."""
    load = start_python(LOAD.format(folder=str(folder), wait_s=wait_s), **environment)
    assert load.stdout
    assert load.stdout.readline() == "ready\n"
    return load


def test_two_that_wait_load_one_after_the_other_and_one_that_waits_in_vain_nothing(
    content: Path, environment: dict[str, str]
) -> None:
    with somebody_writing(environment):
        load = start_load(content, environment, wait_s=1)
        _, warned = load.communicate()
    assert load.returncode == 1
    first, second = warned.splitlines()
    assert "has been under way for 1 s; try again when it has ended" in first
    assert second == "CommandError: 1 problem; nothing was loaded"
    loads_at_once(content, environment)


def loads_at_once(content: Path, environment: dict[str, str]) -> None:
    """The second of two that wait for a third finds what the first has loaded."""
    with somebody_writing(environment):
        loads = [start_load(content, environment) for _ in range(2)]
        time.sleep(0.5)
    said = sorted((load.communicate()[0] for load in loads), key=len)
    assert [load.returncode for load in loads] == [0, 0]
    assert "terms: 2 unchanged" in said[0]
    assert "terms: 2 created" in said[1]
