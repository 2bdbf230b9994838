"""Pages in memory, bounded in bytes; what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from glossary_site.page_cache.keys import PageKey
from glossary_site.page_cache.pages import Page


class PageStore:
    """At most `capacity` bytes of pages. Safe to use from several threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._pages: OrderedDict[PageKey, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: PageKey) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: PageKey, page: Page) -> None:
        """Keep `page`, unless it alone is larger than an eighth of everything."""
        with self._lock:
            self._forget(key)
            if page.size * 8 > self.capacity:
                return
            self._pages[key] = page
            self.size += page.size
            while self.size > self.capacity:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: PageKey) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
