"""One render at a time for the same page: whoever comes while it is being made waits for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

LONGEST_WAIT_S = 10.0


class Flights:
    """Which pages are being made at this moment."""

    def __init__(self) -> None:
        self._events: dict[Hashable, Event] = {}
        self._lock = Lock()

    @contextmanager
    def lead(self, key: Hashable) -> Iterator[bool]:
        """True for whoever is to make the page. Others wait until it is made, and get False."""
        with self._lock:
            under_way = self._events.get(key)
            if under_way is None:
                self._events[key] = Event()
        if under_way is not None:
            under_way.wait(LONGEST_WAIT_S)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                self._events.pop(key).set()
