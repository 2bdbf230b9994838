"""Which backend searches the site's database."""

from django.db import connection

from terms.search.backend import SearchBackend
from terms.search.postgres import PostgresBackend
from terms.search.sqlite import SqliteBackend


def search_backend() -> SearchBackend:
    """The backend of the site's database: PostgreSQL's own, or that of SQLite."""
    return PostgresBackend() if connection.vendor == "postgresql" else SqliteBackend()
