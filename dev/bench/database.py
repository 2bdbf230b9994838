"""A database for one measurement, gone when it is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def throw_away_database(folder: Path) -> Iterator[None]:
    """An empty database with every table: a file in `folder`, or one beside the site's own."""
    name = str(folder / "bench.sqlite3") if connection.vendor == "sqlite" else "glossary_bench"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
