"""A database that commands can write to: one with tables."""

from django.core.management.base import CommandError
from django.db import connection

from terms.models import Term


def require_tables() -> None:
    """Raises CommandError where nobody has run `manage.py migrate` yet."""
    if Term._meta.db_table not in connection.introspection.table_names():
        raise CommandError("the database has no tables yet; run 'manage.py migrate' first")
