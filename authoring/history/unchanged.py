"""Whether there is anything to load at all: asked of the files' digests, before one is parsed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from authoring.history.versions import How, last_loaded
from authoring.library import RENDERING, SITE_FILES, TERM_FILES
from authoring.models import FileVersion
from terms.models import Glossary, Term


def is_as_loaded(root: Path) -> bool:
    """Whether every file under `root` is what the last load read, and every term is there.

    Where a term was edited in the admin, or a file cannot be read, the load itself has to look.
    """
    terms = Term.objects.exclude(content_digest="")
    if not Glossary.objects.exists() or terms.exclude(edited_at=None).exists():
        return False
    if terms.exclude(content_digest__startswith=RENDERING).exists():
        return False
    try:
        found = {str(path.relative_to(root)): _digest(path) for path in _files(root)}
    except OSError:
        return False
    current = FileVersion.objects.current().exclude(how=How.REMOVED)
    loaded = dict(current.filter(how=How.LOADED).values_list("path", "digest"))
    edited = current.exclude(how=How.LOADED).values_list("path", flat=True)
    folders = {path.split("/")[1] for path in found if path.startswith("terms/")}
    known = loaded | {path: last for path, last in last_loaded(edited).items() if path in found}
    return found == known and len(folders) == terms.count()


def _files(root: Path) -> Iterator[Path]:
    """Every file that a load reads, links among them left to it."""
    yield from (root / name for name in SITE_FILES)
    yield from (root / "maturity").glob("*.yaml")
    for folder in (root / "terms").glob("*"):
        if folder.is_dir():
            yield from (path for name in TERM_FILES if (path := folder / name).exists())


def _digest(path: Path) -> str:
    """As a `Document` counts it, whose text is UTF-8."""
    if path.is_symlink():
        raise OSError(f"{path} is a link")
    return hashlib.sha256(path.read_bytes()).hexdigest()
