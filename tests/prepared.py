"""Databases and state folders that are made once and copied: to migrate alone takes eight seconds."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.site.commands import ROOT, manage

_KEPT = ROOT / ".pytest_cache" / "d" / "prepared"
_SCHEMA = ("*/migrations/*.py", "*/fields/*.py", "requirements.txt")
"""What decides how a migrated database looks."""


def make_once(target: Path, make: Callable[[Path], None]) -> Path:
    """`target`, which `make` writes at another place unless it is there; other processes wait."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.with_name("prepared.lock")):
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=target.parent) as folder:
                made = Path(folder) / target.name
                make(made)
                made.replace(target)
    return target


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated_database() -> Path:
    """An SQLite database with all tables; kept between runs until a migration changes."""
    digest = hashlib.sha256()
    for pattern in _SCHEMA:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.name.encode() + file.read_bytes())
    return make_once(_KEPT / f"{digest.hexdigest()[:16]}.sqlite3", _migrate)


def _migrate(target: Path) -> None:
    with tempfile.TemporaryDirectory() as var:
        done = manage("migrate", "--verbosity", "0", VAR_DIR=var)
        assert done.returncode == 0, done.stderr
        with closing(sqlite3.connect(Path(var) / "site.sqlite3")) as database:
            database.execute("VACUUM INTO ?", [str(target)])
    for old in target.parent.parent.glob("*.sqlite3"):
        old.unlink()


def migrate_folder(var: Path) -> Path:
    """Give the state folder `var` a migrated database, unless it has one."""
    var.mkdir(parents=True, exist_ok=True)
    if not (var / "site.sqlite3").exists():
        shutil.copyfile(migrated_database(), var / "site.sqlite3")
        with closing(sqlite3.connect(var / "site.sqlite3")) as database:
            database.execute("PRAGMA journal_mode=WAL")  # as the site leaves it
    return var


def make_loaded_folder(var: Path) -> None:
    """A state folder as the first start leaves it: content, pictures and static files."""
    migrate_folder(var)
    done = manage("prepare", "--to-serve", VAR_DIR=str(var))
    assert done.returncode == 0, done.stderr


def copy_folder(loaded: Path, var: Path) -> Path:
    """A state folder of its own for a test; what is never written to is shared."""
    shutil.copytree(loaded, var, copy_function=_copy, dirs_exist_ok=True)
    return var


def _copy(source: str, target: str) -> None:
    if "/static/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)
