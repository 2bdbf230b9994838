"""The same pages as files, for a web server that hands them out without asking Python."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from glossary_site.page_cache.keys import PageKey
from glossary_site.page_cache.pages import Page

CURRENT = "current"
SUFFIXES = {"br": ".br", "gzip": ".gz", "identity": ""}
LONGEST_NAME = 200


@dataclass(frozen=True)
class PagesOnDisk:
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

    def keep(self, key: PageKey, page: Page) -> None:
        """Write the page, every encoding before the plain file, each whole or not at all."""
        path = self._path(key)
        folder = self.root / str(page.version)
        if path is None or not self._has_headers(page) or not folder.is_dir():
            return
        target = folder / path
        # A new version may remove the folder at this very moment: then the page is not needed.
        with suppress(FileNotFoundError, NotADirectoryError):
            target.parent.mkdir(parents=True, exist_ok=True)
            for name in SUFFIXES:
                if name in page.variants:
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
        sent = dict(page.variants["identity"].headers)
        return sent.get("Content-Type", "").startswith("text/html") and all(
            sent.get(name) == value for name, value in self.headers.items()
        )


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
