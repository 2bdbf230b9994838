"""Databases and state folders that are made once and copied: to migrate takes eight seconds, to load
the shipped content as many."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tests.site.commands import ROOT, manage

APPS = (
    *("glossary_site", "learners", "terms", "quizzes", "maturity", "calculator", "advisory"),
    "authoring",
)
_KEPT = ROOT / ".pytest_cache" / "d" / "prepared"
_SCHEMA = ("*/migrations/*.py", "*/fields/*.py", "requirements.txt")
"""What decides how a migrated database looks."""

_CONTENT = ("content/**/*", *(f"{app}/**/*.py" for app in APPS))
"""What decides, besides, how a loaded one looks."""


def make_once(target: Path, make: Callable[[Path], None]) -> Path:
    """`target`, which `make` writes at another place unless it is there; other processes wait."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.with_name(f"{target.name}.lock")):
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
    return _kept("migrated", _SCHEMA, _migrate)


def loaded_database() -> Path:
    """The same with the shipped content, kept until the content or any code of the site changes."""
    migrated = migrated_database()
    return _kept("loaded", (*_SCHEMA, *_CONTENT), partial(_load, migrated))


def _kept(kind: str, patterns: tuple[str, ...], make: Callable[[Path], None]) -> Path:
    """The database that `make` writes, of the files that decide how it looks."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(file.name.encode() + file.read_bytes())
    target = _KEPT / f"{kind}-{digest.hexdigest()[:16]}.sqlite3"
    if not target.exists():
        make_once(target, make)
        for old in _KEPT.glob(f"{kind}-*.sqlite3"):
            if old != target:
                old.unlink(missing_ok=True)
                old.with_name(f"{old.name}.lock").unlink(missing_ok=True)
    return target


def _migrate(target: Path) -> None:
    with tempfile.TemporaryDirectory() as var:
        _write_with("migrate", Path(var), target)


def _load(migrated: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as var:
        shutil.copyfile(migrated, Path(var) / "site.sqlite3")
        _write_with("load_content", Path(var), target)


def _write_with(command: str, var: Path, target: Path) -> None:
    done = manage(command, "--verbosity", "0", VAR_DIR=str(var))
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(var / "site.sqlite3")) as database:
        database.execute("VACUUM INTO ?", [str(target)])


def migrate_folder(var: Path, database: Path | None = None) -> Path:
    """Give the state folder `var` a migrated database, or a copy of `database`, unless it has one."""
    var.mkdir(parents=True, exist_ok=True)
    if not (var / "site.sqlite3").exists():
        shutil.copyfile(database or migrated_database(), var / "site.sqlite3")
        with closing(sqlite3.connect(var / "site.sqlite3")) as database:
            database.execute("PRAGMA journal_mode=WAL")  # as the site leaves it
    return var


def make_loaded_folder(var: Path) -> None:
    """A state folder as the first start leaves it: content, pictures and static files."""
    migrate_folder(var, loaded_database())
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
