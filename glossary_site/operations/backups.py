"""A SQLite database copied whole while the site goes on, and put back the same way."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

WAIT_S = 30


class BackupError(Exception):
    """A backup that cannot be made or put back, and why."""


def copy_out(database: Path, target: Path) -> int:
    """Copy the live `database` to the new file `target`, as it was at one moment; its bytes.

    The copy gets its name only when it is whole and SQLite finds no fault in it.
    """
    if target.exists():
        raise BackupError(f"{target} is there already")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(_open(database)) as live, closing(sqlite3.connect(unfinished)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _check(copy, target)
        unfinished.chmod(0o600)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def copy_in(backup: Path, database: Path) -> None:
    """Let the live `database` hold what `backup` holds, in one transaction.

    Processes that have the database open see the old content, then the new, never a mixture. A
    broken file changes nothing.
    """
    if not backup.is_file():
        raise BackupError(f"{backup} is no file")
    with closing(_open(backup)) as copy:
        _check(copy, backup)
        with closing(sqlite3.connect(database, timeout=WAIT_S)) as live:
            live.execute("PRAGMA journal_mode=WAL")
            copy.backup(live)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_S)


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Raise BackupError where the file is damaged or is no database of this site."""
    try:
        fault = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        database.execute("SELECT 1 FROM django_migrations LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} is no database of this site: {error}") from error
    if fault != "ok":
        raise BackupError(f"{path} is damaged: {fault}")
