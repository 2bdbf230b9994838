"""Files that an author may take for content, and that no load reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from authoring.files.discovery import unread_files
from authoring.files.reading import Problem, Severity


def check_unread(root: Path) -> Iterator[Problem]:
    """A warning for each file or folder under `root` that nobody reads."""
    for path, name in unread_files(root):
        message = "nobody reads it; move it out of the content folder"
        if name:
            message = f"nobody reads it: only {name!r} would be read here"
        shown = str(path.relative_to(root.parent))
        shown = shown if shown.isprintable() else ascii(shown)
        yield Problem(shown, 1, "", message, "unread-file", Severity.WARNING)
