"""The formats that can be read, each a module here, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from authoring.importing.entries import ImportedEntry, ImportRefusedError, Options
from authoring.importing.readers import (
    datahub,
    glosario,
    markdown_files,
    mediawiki,
    plain_list,
    skos,
    spreadsheets,
    wordpress,
)


class Reader(Protocol):
    """A format. `recognises` looks at the name and the beginning of a file, and raises nothing."""

    NAME: str

    def recognises(self, path: Path, /) -> bool: ...

    def read(self, path: Path, options: Options, /) -> Iterator[ImportedEntry]: ...


READERS: tuple[Reader, ...] = (
    skos,
    wordpress,
    mediawiki,
    glosario,
    datahub,
    spreadsheets,
    markdown_files,
    plain_list,
)


def reader_for(path: Path) -> Reader:
    """The format of a file or folder. Raises ImportRefusedError where none recognises it."""
    if not path.exists():
        raise ImportRefusedError(f"{path} is not there")
    for reader in READERS:
        if reader.recognises(path):
            return reader
    known = ", ".join(reader.NAME for reader in READERS)
    raise ImportRefusedError(f"{path.name} is of no known format: {known}")
