"""Django's sessions in the database, safe from keys that PostgreSQL refuses."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A key that this site cannot have given is none: a cookie may hold NUL."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and str(key).isascii() and str(key).isalnum()
