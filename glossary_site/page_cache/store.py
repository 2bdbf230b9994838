"""Pages in memory, bounded in bytes; the least recently used goes first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from glossary_site.page_cache.keys import PageKey
from glossary_site.page_cache.pages import Page

ENDLESS_SHARE = 4
"""One byte in so many is for pages whose addresses have no end; they drive out only each other."""

LARGEST_SHARE = 8
"""One page takes at most one byte in so many."""


class PageStore:
    """At most `capacity` bytes of pages. Safe to use from several threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        endless = capacity // ENDLESS_SHARE
        self._parts = {
            True: _LeastRecentlyUsed(endless),
            False: _LeastRecentlyUsed(capacity - endless),
        }
        self._lock = Lock()

    @property
    def size(self) -> int:
        return sum(part.size for part in self._parts.values())

    def __len__(self) -> int:
        return sum(len(part.pages) for part in self._parts.values())

    def pages(self) -> list[Page]:
        """All of them, for who looks after them."""
        with self._lock:
            return [page for part in self._parts.values() for page in part.pages.values()]

    def get(self, key: PageKey) -> Page | None:
        with self._lock:
            return self._parts[key.is_endless].get(key)

    def put(self, key: PageKey, page: Page) -> None:
        """Keep `page`, unless it alone is larger than an eighth of everything."""
        with self._lock:
            part = self._parts[key.is_endless]
            part.forget(key)
            if page.size * LARGEST_SHARE <= self.capacity:
                part.put(key, page)


class _LeastRecentlyUsed:
    """A part of the store with a capacity of its own."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self.pages: OrderedDict[PageKey, Page] = OrderedDict()

    def get(self, key: PageKey) -> Page | None:
        page = self.pages.get(key)
        if page is not None:
            self.pages.move_to_end(key)
        return page

    def put(self, key: PageKey, page: Page) -> None:
        self.pages[key] = page
        self.size += page.size
        while self.size > self.capacity:
            self.forget(next(iter(self.pages)))

    def forget(self, key: PageKey) -> None:
        page = self.pages.pop(key, None)
        if page is not None:
            self.size -= page.size
