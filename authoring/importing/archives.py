"""A folder that came as a ZIP: unpacked where nothing else lies, within limits, or refused."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from authoring.importing.entries import MAX_ENTRIES, MAX_FILE_BYTES, ImportRefusedError

MAX_UNPACKED_BYTES = 200_000_000
_ENCRYPTED = 0x1
_LITTER = "__MACOSX"
_CHUNK_BYTES = 1 << 16


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """`path` itself, or of a ZIP the folder in it, or its only file, for as long as it is read.

    Raises ImportRefusedError for an archive that is too large, leads out of its folder, or holds
    links or passwords.
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    with TemporaryDirectory(prefix="import-") as name:
        root = Path(name) / path.stem
        root.mkdir()
        _unpack(path, root)
        yield _what_matters(root)


def _unpack(path: Path, root: Path) -> None:
    if (size := path.stat().st_size) > MAX_FILE_BYTES:
        raise ImportRefusedError(
            f"{path.name} has {size:,} bytes, and {MAX_FILE_BYTES:,} are read: split it"
        )
    try:
        with zipfile.ZipFile(path) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            members = [one for one in members if not one.filename.startswith(_LITTER)]
            _refuse(path.name, members)
            for one in members:
                target = root / one.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(one) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise ImportRefusedError(f"{path.name} is no ZIP that can be read: {error}") from None


def _refuse(name: str, members: list[zipfile.ZipInfo]) -> None:
    """Everything is looked at before anything is unpacked."""
    if len(members) > MAX_ENTRIES:
        raise ImportRefusedError(f"{name} has more than {MAX_ENTRIES:,} files: import it in parts")
    refuse_size(name, members)
    for one in members:
        inside = PurePosixPath(one.filename)
        if inside.is_absolute() or ".." in inside.parts or "\\" in one.filename:
            raise ImportRefusedError(
                f"{name} holds {one.filename!r}, which leads out of its folder"
            )
        if stat.S_ISLNK(one.external_attr >> 16):
            raise ImportRefusedError(f"{name} holds a link, {one.filename!r}: pack the file itself")
        if one.flag_bits & _ENCRYPTED:
            raise ImportRefusedError(f"{name} is locked by a password: pack it without one")


def refuse_size(name: str, members: Iterable[zipfile.ZipInfo]) -> None:
    """Raises ImportRefusedError where the members say that they unpack to too much."""
    size = sum(one.file_size for one in members)
    if size > MAX_UNPACKED_BYTES:
        raise ImportRefusedError(
            f"{name} unpacks to {size:,} bytes, and {MAX_UNPACKED_BYTES:,} are read: split it, "
            "or save a sheet alone as CSV"
        )


def refuse_lies(packed: zipfile.ZipFile) -> None:
    """Raises BadZipFile where a member holds more than it says, before anybody reads it whole."""
    for one in packed.infolist():
        with packed.open(one) as source:
            while source.read(_CHUNK_BYTES):
                pass


def _what_matters(root: Path) -> Path:
    """Down through folders that hold a single thing; a folder of one text stays a folder."""
    inside = [one for one in root.iterdir() if not one.name.startswith(".")]
    if len(inside) != 1 or inside[0].suffix.lower() in (".md", ".mdx", ".markdown"):
        return root
    return _what_matters(inside[0]) if inside[0].is_dir() else inside[0]
