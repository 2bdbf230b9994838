"""A load that is killed in the middle leaves the old content whole, and the next one goes through."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.prepared import copy_folder
from tests.site.commands import manage, start

pytestmark = pytest.mark.slow

ROOT = settings.BASE_DIR
PARTS = ("terms_", "quizzes_", "maturity_", "calculator_", "advisory_", "page_cache_")
NEW = b"updated: 2026-11-21"


def stored(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of content, by its table."""
    with closing(sqlite3.connect(database)) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        tables = [name for (name,) in connection.execute(named) if name.startswith(PARTS)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    return {name: sorted(found, key=repr) for name, found in rows.items()}


LATER_S = 0.2


def kill_while_it_writes(load: subprocess.Popen[str], database: Path) -> None:
    """End it as a crash would, a moment after it began the transaction that writes."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        while load.poll() is None:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                break
            connection.execute("ROLLBACK")
            time.sleep(0.005)
    time.sleep(LATER_S)
    load.send_signal(signal.SIGKILL)
    load.communicate(timeout=20)


def test_a_killed_load_changes_nothing(loaded_folder: Path, tmp_path: Path) -> None:
    copy_folder(loaded_folder, tmp_path)
    database, content = tmp_path / "site.sqlite3", tmp_path / "content"
    before = stored(database)
    shutil.copytree(ROOT / "content", content)
    for file in content.glob("terms/*/term.md"):
        file.write_bytes(re.sub(rb"(?m)^updated: .*$", NEW, file.read_bytes()))
    load = start("load_content", str(content), VAR_DIR=str(tmp_path))
    kill_while_it_writes(load, database)
    assert load.returncode == -signal.SIGKILL
    assert stored(database) == before
    assert manage("load_content", str(content), VAR_DIR=str(tmp_path)).returncode == 0
    after = stored(database)
    assert after.keys() == before.keys()
    assert after["terms_term"] != before["terms_term"]
