"""The content folder written back from the database, byte for byte."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction

from authoring.history.edits import record_term
from authoring.history.versions import digest_of
from authoring.models import FileVersion
from terms.models import Term


class UnknownFilesError(Exception):
    """Files that say what no version says; to write over them would lose it."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"{len(paths)} files say what was never loaded")
        self.paths = paths


def dump(folder: Path, *, overwrite: bool = False) -> Counter[str]:
    """Write the latest version of every file to `folder`, and delete what was removed.

    A file that already says the same is not touched. Returns how many were written, unchanged and
    deleted. Raises UnknownFilesError, and writes nothing, where a file of the folder says what no
    version ever said, unless it may be overwritten.
    """
    with transaction.atomic():
        for term in Term.objects.exclude(edited_at=None):
            record_term(term)
    versions = list(FileVersion.objects.current().order_by("path"))
    if not overwrite:
        _refuse_unknown(folder, versions)
    return Counter(_write(folder / version.path, version.text) for version in versions)


def _refuse_unknown(folder: Path, versions: list[FileVersion]) -> None:
    found = {
        version.path: digest_of((folder / version.path).read_bytes().decode(errors="replace"))
        for version in versions
        if (folder / version.path).is_file()
    }
    # Under whatever path: a folder that was renamed since has taken its versions with it.
    known = set(FileVersion.objects.values_list("digest", flat=True).iterator())
    if unknown := [path for path, digest in found.items() if digest not in known]:
        raise UnknownFilesError(unknown)


def _write(path: Path, text: str) -> str:
    """Says `written`, `unchanged`, `deleted` or `absent`; a crash leaves the old file whole."""
    data = text.encode()
    if not data:
        if not path.exists():
            return "absent"
        path.unlink()
        return "deleted"
    if path.is_file() and path.read_bytes() == data:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    Path(new.name).replace(path)
    return "written"
