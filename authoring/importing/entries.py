"""What every format is read into: an entry, where it came from, and what of it is lost. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

MAX_FILE_BYTES = 50_000_000
MAX_ENTRIES = 20_000
"""As many as a glossary may have; whoever has more has a database, and imports it in parts."""
MAX_LINE_CHARACTERS = 1_000_000
"""Of a file that is read by lines."""
MAX_CHARACTERS = 40_000
"""Of one text: more than an entry can hold, and few enough for every pattern that is looked for."""
T = TypeVar("T")


class ImportRefusedError(Exception):
    """A file of which nothing can be read; says why, and what to do."""


@dataclass(frozen=True, order=True)
class Note:
    """Something about an import that its author has to know: where it stands, and what it is.

    `what` is the same for all places of one kind, so that they can be told together.
    """

    place: str
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}{f': {self.detail}' if self.detail else ''}"


@dataclass(frozen=True)
class Collection:
    """What entries were read from, as a source of theirs names it."""

    title: str = ""
    authors: str = ""
    licence: str = ""
    url: str = ""
    published: str = ""


@dataclass(frozen=True)
class ImportedEntry:
    """An entry as its file has it, with its text in Markdown."""

    key: str
    """By which the next import knows it again: its path, its address, its name in the file."""
    place: str
    """`file:line`, or the row."""
    title: str
    text: str = ""
    first_line: int = 0
    """On which line of its file the text begins, where it stands there as it is."""
    slug: str = ""
    """What its file calls it in an address; it need not be a slug."""
    aliases: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    """Names that are searched for and never linked."""
    abbreviation: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    """Keys, titles or addresses of other entries."""
    tags: tuple[str, ...] = ()
    deprecated_names: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    """Names that other entries have too, each alone or with its meaning: `CD: a disc`."""
    contrasts: tuple[str, ...] = ()
    """What it is confused with, each with how they differ: `concept-drift: That is ...`."""
    replaced_by: str = ""
    category: str = ""
    language: str = ""
    licence: str = ""
    origin: str = ""
    """The address of the entry, or the name of its file."""
    updated: datetime.date | None = None
    addresses: tuple[str, ...] = ()
    """Beside key, slug and title: what links of other entries call it."""
    folder: Path | None = None
    """Where its images lie."""
    is_draft: bool = False
    fault: str = ""
    """Why it can be no entry, where its reader knows."""
    lost: tuple[Note, ...] = ()
    """What its file says and an entry has no place for."""
    collection: Collection = Collection()


@dataclass(frozen=True)
class Options:
    """What whoever imports has said of a file."""

    language: str = "en"
    columns: Mapping[str, str] = field(default_factory=dict)
    """By field the header of the column that holds it."""


def key_form(name: str) -> str:
    """What the spellings of one key in links share: `Service_Mesh/` and `service mesh`."""
    return re.sub(r"[\s_]+", "-", unquote(name).strip().strip("/").casefold())


def with_lines(notes: Iterable[Note], text: str, first_line: int) -> Iterator[Note]:
    """Notes on a text, each with the line on which what it is about stands."""
    for note in notes:
        at = text.find(note.detail[:30]) if note.detail and first_line else -1
        if at >= 0:
            file = note.place.rpartition(":")[0]
            yield replace(note, place=f"{file}:{first_line + text.count(chr(10), 0, at)}")
        else:
            yield note


def shortened(text: str, say: Callable[[str, str], None], most: int = MAX_CHARACTERS) -> str:
    """Its first paragraphs, as many as fit, and never a part of a piece of code."""
    if len(text) <= most:
        return text
    kept = text[:most]
    kept = kept[: max(kept.rfind("\n\n"), 0) or most]
    fences = [one.start() for one in re.finditer(r"^ {0,3}(?:```|~~~)", kept, re.MULTILINE)]
    kept = (kept[: fences[-1]] if len(fences) % 2 else kept).rstrip()
    say(
        f"is longer than {most:,} characters: its text ends before this",
        text[len(kept) :].strip().partition("\n")[0][:60],
    )
    return kept


def at_most(things: Iterable[T], what: str = "entries", limit: int = MAX_ENTRIES) -> Iterator[T]:
    """The things as they come; ImportRefusedError at the first one that is too many."""
    for number, thing in enumerate(things):
        if number >= limit:
            raise ImportRefusedError(f"has more than {limit:,} {what}: import it in parts")
        yield thing


def read_file(path: Path) -> bytes:
    """The file's bytes. Raises ImportRefusedError where it is too large or cannot be read."""
    try:
        if (size := path.stat().st_size) > MAX_FILE_BYTES:
            raise ImportRefusedError(
                f"{path.name} has {size:,} bytes, and {MAX_FILE_BYTES:,} are read: split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise ImportRefusedError(f"{path.name} cannot be read: {error.strerror}") from None


def read_text(path: Path, most_in_a_line: int = MAX_LINE_CHARACTERS) -> str:
    """The file's text: UTF-8 or UTF-16 by its mark, else UTF-8, else what Excel writes in the West.

    Raises ImportRefusedError where it is no text, or has a line that no glossary has.
    """
    data = read_file(path)
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        _refuse_long_lines(path.name, text, most_in_a_line)
        return text
    raise ImportRefusedError(f"{path.name} is no text: save it as UTF-8")


def _refuse_long_lines(name: str, text: str, most: int) -> None:
    """What takes a line apart would be at it for half a minute."""
    begin = 0
    while len(text) - begin > most:
        end = text.rfind("\n", begin, begin + most + 1)
        if end < 0:
            line = text.count("\n", 0, begin) + 1
            raise ImportRefusedError(f"{name}:{line} has more than {most:,} characters in a line")
        begin = end + 1


def head(path: Path, size: int = 4096) -> str:
    """The beginning of a file, to tell its format by; nothing of what is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(size).decode("utf-8", "replace")


def day(value: Any) -> datetime.date | None:
    """The day of a date in any of the forms that files have, if it is one."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        found = datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    return found if 1000 <= found.year <= 2999 else None


def texts(value: Any, parted_by: str = r"[;|\n]|,\s") -> tuple[str, ...]:
    """A list, or a text of several parts, as texts that say something."""
    if value is None or isinstance(value, dict | bool):
        return ()
    parts = value if isinstance(value, list | tuple) else re.split(parted_by, str(value))
    return tuple(dict.fromkeys(text for part in parts if (text := str(part).strip())))
