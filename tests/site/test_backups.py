"""A database goes out to a file and comes back, while others read and write it."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from glossary_site.operations.backups import BackupError, copy_in, copy_out
from tests.site.commands import manage
from tests.site.page_cache.process import running
from tests.site.page_cache.test_two_processes import shows


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A database in which every row of `ledger` comes with one of `twin`."""
    path = tmp_path / "live.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript(
            "CREATE TABLE django_migrations (id); CREATE TABLE ledger (n); CREATE TABLE twin (n);"
        )
    return path


def write(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        database.execute("INSERT INTO ledger VALUES (?)", [number])
        database.execute("INSERT INTO twin VALUES (?)", [number])


def count(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as database:
        sql = "SELECT (SELECT COUNT(*) FROM ledger), (SELECT COUNT(*) FROM twin)"
        ledger, twin = database.execute(sql).fetchone()
    return ledger, twin


def test_a_copy_is_of_one_moment_while_others_write(live: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            write(live, number)
            number += 1

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            target = tmp_path / f"copy-{number}"
            assert copy_out(live, target) > 0
            ledger, twin = count(target)
            assert ledger == twin
    finally:
        stop.set()
        writer.join(20)
    assert not list(tmp_path.glob(".*"))


def test_it_comes_back_as_it_was_to_those_who_have_it_open(live: Path, tmp_path: Path) -> None:
    write(live, 1)
    copy_out(live, tmp_path / "copy")
    write(live, 2)
    with closing(sqlite3.connect(live)) as reader:
        assert reader.execute("SELECT COUNT(*) FROM ledger").fetchone() == (2,)
        copy_in(tmp_path / "copy", live)
        assert reader.execute("SELECT COUNT(*) FROM ledger").fetchone() == (1,)
    write(live, 3)
    assert count(live) == (2, 2)


@pytest.mark.parametrize("damage", ["missing", "text", "another", "damaged"])
def test_what_is_no_backup_changes_nothing(live: Path, tmp_path: Path, damage: str) -> None:
    with closing(sqlite3.connect(live)) as database, database:
        rows = [("word " * 50,) for _ in range(2000)]
        database.executemany("INSERT INTO ledger VALUES (?)", rows)
    backup = tmp_path / "backup"
    if damage == "text":
        backup.write_text("not a database at all")
    elif damage == "another":
        with closing(sqlite3.connect(backup)) as other:
            other.execute("CREATE TABLE something (id)")
    elif damage == "damaged":
        copy_out(live, backup)
        whole = bytearray(backup.read_bytes())
        middle = len(whole) // 2 // 4096 * 4096
        whole[middle : middle + 4096] = b"\xff" * 4096
        backup.write_bytes(whole)
    before = count(live)
    with pytest.raises(BackupError):
        copy_in(backup, live)
    assert count(live) == before


def test_nothing_is_written_over(live: Path, tmp_path: Path) -> None:
    copy_out(live, tmp_path / "copy")
    with pytest.raises(BackupError, match="is there already"):
        copy_out(live, tmp_path / "copy")


@pytest.mark.slow
def test_the_site_goes_on_through_a_backup_and_its_return(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    with running(1, tmp_path) as (process,):
        process.tell("!make Old name")
        made = manage("backup", str(copy), VAR_DIR=str(tmp_path))
        assert made.returncode == 0, made.stderr
        process.tell("!rename New name")
        assert shows(process, "What is New name?", within_s=1)
        restored = manage("restore", str(copy), VAR_DIR=str(tmp_path))
        assert restored.returncode == 0, restored.stderr
        assert shows(process, "What is Old name?", within_s=1)
    refused = manage("restore", str(tmp_path / "nothing"), VAR_DIR=str(tmp_path))
    assert refused.returncode == 1
    assert "nothing was changed" in refused.stderr
