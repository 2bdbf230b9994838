"""Readers of the environment that fail loudly and keep what must outlive a restart in `var/`."""

import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()


def booking_url(name: str) -> str:
    """An absolute https address, or an empty string where none is set."""
    url: str = env.str(name, default="")
    if url and not re.fullmatch(r"https://[\w.-]+(:\d{1,5})?([/?#][^\s\\]*)?", url):
        raise ImproperlyConfigured(f"{name} is {url!r}; it must be an absolute https:// address")
    return url


def site_url(name: str) -> str:
    """The address that absolute links start with, without its last slash; empty where unset."""
    url: str = env.str(name, default="").rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name} is {url!r}; it must start with https:// or http://")
    return url


def folder(name: str) -> Path | None:
    """A folder by its absolute path; None where unset."""
    given: str = env.str(name, default="")
    if given and not Path(given).is_absolute():
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be an absolute path")
    return Path(given) if given else None


def one_of(name: str, allowed: Sequence[str], *, default: str) -> str:
    """One of the `allowed` words."""
    word: str = env.str(name, default=default)
    if word not in allowed:
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be one of {', '.join(allowed)}")
    return word


def switch(name: str, *, default: bool) -> bool:
    """`on` or `off`."""
    return one_of(name, ("on", "off"), default="on" if default else "off") == "on"


def secret_key(var: Path) -> str:
    """`SECRET_KEY`, or one made on the first start and kept in `var/secret_key`."""
    if given := env.str("SECRET_KEY", default=""):
        return str(given)
    kept = var / "secret_key"
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if key := kept.read_text().strip():
            return key
        raise ImproperlyConfigured(f"{kept} is empty; delete it to have a new one made") from None
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
