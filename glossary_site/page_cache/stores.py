"""Pages in memory, bounded in bytes; and the same pages as files, which a web server hands out."""

import os
import shutil
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from wsgiref.headers import Headers

from glossary_site.page_cache.pages import Page
from glossary_site.page_cache.rules import PageKey

ENDLESS_SHARE = 4
"""One byte in so many is for pages whose addresses have no end; they drive out only each other."""

LARGEST_SHARE = 8
"""One page takes at most one byte in so many."""

CURRENT = "current"
SUFFIXES = {"br": ".br", "gzip": ".gz", "identity": ""}
LONGEST_NAME = 200


class PageStore:
    """At most `capacity` bytes of pages, the least recently used go first. Safe to use from several
    threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        endless = capacity // ENDLESS_SHARE
        self._capacities = {True: endless, False: capacity - endless}
        self._parts: dict[bool, OrderedDict[PageKey, Page]] = {
            True: OrderedDict(),
            False: OrderedDict(),
        }
        self._lock = Lock()

    @property
    def size(self) -> int:
        return sum(page.size for page in self.pages())

    def __len__(self) -> int:
        return len(self.pages())

    def pages(self) -> list[Page]:
        """All of them, for who looks after them."""
        with self._lock:
            return [page for part in self._parts.values() for page in part.values()]

    def get(self, key: PageKey) -> Page | None:
        with self._lock:
            part = self._parts[key.is_endless]
            if key in part:
                part.move_to_end(key)
            return part.get(key)

    def put(self, key: PageKey, page: Page) -> None:
        """Keep `page`, unless it alone is larger than an eighth of everything."""
        with self._lock:
            part = self._parts[key.is_endless]
            part.pop(key, None)
            if page.size * LARGEST_SHARE > self.capacity:
                return
            part[key] = page
            too_much = sum(one.size for one in part.values()) - self._capacities[key.is_endless]
            while too_much > 0:
                _key, gone = part.popitem(last=False)
                too_much -= gone.size


@dataclass(frozen=True)
class PageFiles:
    """A folder for each content version under `root`, and `current`, a link to the one in force.

    Only pages whose headers include `headers` are written, since the web server sends those with
    every one of them. A page made of an old version lands in the old folder, where nobody looks.
    """

    root: Path
    headers: Mapping[str, str]
    host: str
    scheme: str

    def activate(self, version: int) -> None:
        """Let `version` be in force and remove what was before it. An older one changes nothing."""
        link = self.root / CURRENT
        if version < self._version_in_force():
            return
        (self.root / str(version)).mkdir(parents=True, exist_ok=True)
        new = self.root / f"{CURRENT}.{os.getpid()}"
        with suppress(FileNotFoundError):
            new.unlink()
        new.symlink_to(str(version))
        new.replace(link)
        for folder in self.root.iterdir():
            if folder.name.isdigit() and int(folder.name) < version:
                shutil.rmtree(folder, ignore_errors=True)

    def write(self, key: PageKey, page: Page) -> None:
        """Write the page, every encoding before the plain file, each whole or not at all."""
        path = self._path(key)
        folder = self.root / str(page.version)
        if path is None or not self._has_headers(page) or not folder.is_dir():
            return
        target = folder / path
        # A new version may remove the folder at this very moment: then the page is not needed.
        with suppress(FileNotFoundError, NotADirectoryError):
            target.parent.mkdir(parents=True, exist_ok=True)
            for name in (*page.bodies.keys() - {"identity"}, "identity"):
                _write(target.with_name(target.name + SUFFIXES[name]), page.body(name))

    def _version_in_force(self) -> int:
        with suppress(OSError, ValueError):
            return int((self.root / CURRENT).readlink().name)
        return -1

    def _path(self, key: PageKey) -> Path | None:
        """Where a page stands; None for queries and other hosts."""
        is_ours = key.host == self.host and key.scheme == self.scheme
        if not is_ours or key.query or not key.path.endswith("/"):
            return None
        segments = [one for one in key.path.split("/") if one]
        if not all(_is_plain(segment) for segment in segments):
            return None
        return Path(*segments, "index.html")

    def _has_headers(self, page: Page) -> bool:
        sent = Headers(page.headers)
        is_html = (sent["Content-Type"] or "").startswith("text/html")
        return is_html and all(sent[name] == value for name, value in self.headers.items())


def _is_plain(segment: str) -> bool:
    """A name that a file system and a web server read in the same way."""
    allowed = segment.replace("-", "").replace("_", "")
    return allowed.isascii() and allowed.isalnum() and len(segment) <= LONGEST_NAME


def _write(path: Path, body: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, delete=False, prefix=".", suffix=".part") as file:
        file.write(body)
    unfinished = Path(file.name)
    unfinished.chmod(0o644)
    unfinished.replace(path)
