"""What search asks of a database, and which backend searches the site's."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from terms.search.postgres import PostgresBackend
from terms.search.sqlite import SqliteBackend


class SearchBackend(Protocol):
    """One database's full-text search. Every word given to it is only a word: no character of it
    means anything else."""

    language: str
    """The stemmer that the database's index uses, by its name in Snowball."""

    def find(
        self, words: Sequence[str], *, every: bool = True, in_names: bool = False
    ) -> list[int]:
        """The ids of all terms that hold every word (or any, unless `every`), best first.

        The last word also counts as the start of one. With `in_names` only titles and other names
        are searched.
        """
        ...

    def find_phrase(self, words: Sequence[str]) -> list[int]:
        """The ids of all terms in which the words follow one another, best first.

        The last word also counts as the start of one.
        """
        ...

    def rebuild(self) -> None:
        """Make what the database derives from the documents anew."""
        ...


def search_backend() -> SearchBackend:
    """The backend of the site's database: PostgreSQL's own, or that of SQLite."""
    return PostgresBackend() if connection.vendor == "postgresql" else SqliteBackend()
