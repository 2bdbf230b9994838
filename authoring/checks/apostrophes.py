"""Apostrophes as a typewriter has them, where a page is set in type. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authoring.checks.passages import library_passages, plain
from authoring.files.library import Library
from authoring.files.reading import Problem

CODE = "straight-apostrophe"
_STRAIGHT = re.compile(r"\w*[^\W\d_]'[^\W\d_]\w*")


def check_apostrophes(library: Library) -> Iterator[Problem]:
    """A word with a straight apostrophe, such as `don't`, the first of each passage."""
    for passage in library_passages(library):
        if found := _STRAIGHT.search(plain(passage.text)):
            curly = found[0].replace("'", "’")
            yield passage.warn(CODE, f"write {curly!r}, not {found[0]!r}", found[0])
