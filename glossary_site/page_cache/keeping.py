"""What a process keeps of the content in memory, until the content changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

from glossary_site.page_cache.door import Versions

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")

_watched: list[Versions] = []


def follow(versions: Versions) -> None:
    """Keep content as long as the version that `versions` knows is in force."""
    _watched[:] = [versions]


def is_kept() -> bool:
    """Whether this process keeps content: not in a command, nor before it knows the version."""
    return _version() is not None


def _version() -> int | None:
    return _watched[0].version if _watched else None


def kept_content(make: Callable[[KeyT], ValueT], *, most: int = 256) -> Callable[[KeyT], ValueT]:
    """`make`, whose values are kept for the `most` keys asked for last, until the content changes.

    A value is shared by all requests of the process, so nobody may change it. Where no content
    version is watched, as in a command, nothing is kept. Another process sees a change within a
    quarter of a second, so what is written by a value must be checked by the database.
    """
    made = lru_cache(maxsize=most)(lambda version, key: make(key))
    newest: int | None = None

    def get(key: KeyT) -> ValueT:
        nonlocal newest
        version = _version()
        if version is None:
            return make(key)
        if version != newest:
            newest = version
            made.cache_clear()  # What was made of older content is of no use to anybody.
        return made(version, key)

    return get
