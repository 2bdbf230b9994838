"""Watches the content version in each process, and caches in memory until it changes."""

import logging
import threading
import time
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

from glossary_site.page_cache.middleware import Versions

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")

POLL_S = 0.25
log = logging.getLogger(__name__)
_watched: list[Versions] = []


class VersionWatch:
    """Asks `read` four times a second in a thread of its own, so that no visitor waits for it.

    While the database does not answer, the last number stays in force: what nobody can change
    cannot be out of date.
    """

    def __init__(self, read: Callable[[], int], seen: Callable[[int], None]) -> None:
        self.version: int | None = None
        self._read, self._seen = read, seen

    def start(self) -> None:
        """Ask once, then go on asking until the process ends."""
        self.look()
        threading.Thread(target=self._watch, name="content-version", daemon=True).start()

    def look(self) -> None:
        """Ask now. `seen` is told of every number that was not known before."""
        try:
            version = self._read()
            if version != self.version:
                self._seen(version)
                self.version = version
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the next look may find it mended
            log.warning("the content version cannot be read: %s", error)

    def _watch(self) -> None:
        while True:
            time.sleep(POLL_S)
            self.look()


def follow(versions: Versions) -> None:
    """Keep content as long as the version that `versions` knows is in force."""
    _watched[:] = [versions]


def cache_until_content_change(
    make: Callable[[KeyT], ValueT], *, maxsize: int = 256
) -> Callable[[KeyT], ValueT]:
    """`make`, whose `maxsize` values used last are kept in memory until the content changes.

    A value is shared by all requests of the process, so nobody may change it. Where no content
    version is watched, as in a command, nothing is kept. Another process sees a change within a
    quarter of a second, so what is written by a value must be checked by the database.
    """
    made = lru_cache(maxsize)(lambda version, key: make(key))
    newest: int | None = None

    def get(key: KeyT) -> ValueT:
        nonlocal newest
        version = _watched[0].version if _watched else None
        if version is None:
            return make(key)
        if version != newest:
            newest = version
            made.cache_clear()  # What was made of older content is of no use to anybody.
        return made(version, key)

    return get
