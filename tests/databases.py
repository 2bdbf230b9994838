"""How the database of a test is filled with the shipped content, and emptied after one that commits.

Django's `flush` empties a hundred tables and makes all content types and permissions anew, which takes
longer than most of these tests: 0.2 s. To load the shipped content takes eight.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection

from tests.site.commands import manage

KEPT = {"django_migrations", "django_content_type", "auth_permission"}
"""What `migrate` wrote, and no test changes."""


TEMPLATE = "migrated"
"""The database with all tables of a PostgreSQL, of which each process gets a copy."""


def migrate_template(done: Path) -> None:
    """Make it in the server of `DATABASE_URL`; `done` says that it is there."""
    given = os.environ["DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {TEMPLATE}")
    url = f"{given.rpartition('/')[0]}/{TEMPLATE}"
    migrated = manage("migrate", "--verbosity", "0", DATABASE_URL=url)
    assert migrated.returncode == 0, migrated.stderr
    done.touch()


@contextmanager
def emptying_quickly(empty: sqlite3.Connection | None) -> Iterator[None]:
    """Meanwhile `flush` leaves an SQLite as `empty`, and a PostgreSQL as `migrate` left it."""

    class Command(flush.Command):
        def handle(self, **options: Any) -> None:
            if empty is None:
                _truncate_what_has_rows()
            else:
                _copy(empty)

    with mock.patch.object(flush, "Command", Command):
        yield


def fill(loaded: sqlite3.Connection | None) -> None:
    """Have the shipped content there: that of `loaded`, or loaded anew where there is none."""
    if loaded is None:
        call_command("load_content", verbosity=0)
    else:
        _copy(loaded)


def _copy(source: sqlite3.Connection) -> None:
    connection.ensure_connection()
    source.backup(connection.connection)


def _truncate_what_has_rows() -> None:
    tables = [name for name in connection.introspection.table_names() if name not in KEPT]
    quoted = [connection.ops.quote_name(name) for name in tables]
    asked = ", ".join(f"EXISTS (SELECT FROM {name})" for name in quoted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        found = [name for name, is_there in zip(quoted, cursor.fetchone(), strict=True) if is_there]
        if found:
            cursor.execute(f"TRUNCATE {', '.join(found)} CASCADE")
