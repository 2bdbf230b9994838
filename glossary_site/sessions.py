"""Django's sessions in the database, read by one plain statement with every request."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """The ORM would take longer to write the statement than the database takes to answer it."""

    def _validate_session_key(self, key: str | None) -> bool:
        """A key that this site cannot have given is none: a cookie may hold NUL."""
        return bool(key) and str(key).isascii() and str(key).isalnum()

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it is unknown or over."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
