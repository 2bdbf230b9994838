"""Room in which SQLite keeps what a load writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ROOM_KB = 64 * 1024
"""Thirty times SQLite's own, with which a large load wrote and read most pages several times."""


@contextmanager
def room_to_write() -> Iterator[None]:
    """Inside, SQLite keeps more pages in memory; for what begins its transaction in it."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA cache_size").fetchone()
        cursor.execute(f"PRAGMA cache_size = -{ROOM_KB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {usual}")
