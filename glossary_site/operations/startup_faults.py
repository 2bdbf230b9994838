"""What keeps the site from starting and is the operator's to mend, in one line each."""

import errno
import os
import socket

from django.conf import settings
from django.db import DatabaseError, connection

from glossary_site.env import refuse, without_secrets


def address_to_serve(host: str, port: int) -> str:
    """The address, in numbers, of a `host` at which a server can listen; IPv4 where there is one.

    Raises ImproperlyConfigured where none can.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        refuse("HOST", host, "a name or an address of this machine, such as 127.0.0.1 or 0.0.0.0")
    family, kind, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            _refuse_bound(error, host, port)
    return str(address[0])


def _refuse_bound(error: OSError, host: str, port: int) -> None:
    if error.errno == errno.EADDRINUSE:
        refuse("PORT", str(port), f"a free one: another program listens at {host}:{port}")
    if error.errno == errno.EACCES:
        refuse("PORT", str(port), "one from 1,024 to 65,535: lower ones need rights")
    refuse("HOST", host, f"an address of this machine: {error.strerror}")


def database_fault(error: DatabaseError) -> str:
    """What to say where no database could be reached; nothing where it was: then this is a bug."""
    if connection.connection is not None:
        return ""
    url = os.environ.get("DATABASE_URL", "")
    place = f"DATABASE_URL is {without_secrets(url)!r}" if url else "DATABASE_URL is not set"
    why = " ".join(str(error).split())
    if password := str(connection.settings_dict.get("PASSWORD") or ""):
        why = why.replace(password, "***")
    if connection.vendor == "sqlite":
        why = f"{connection.settings_dict['NAME']}: {why}"
    return f"{place}; it must lead to a database that answers: {why}"


def refuse_content_folder() -> None:
    """Raise ImproperlyConfigured where there is no folder to load content from."""
    if not settings.CONTENT_DIR.is_dir():
        refuse("CONTENT_DIR", str(settings.CONTENT_DIR), "a folder that is there")
