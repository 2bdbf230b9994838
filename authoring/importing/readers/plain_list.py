"""Plain lists: a line for each entry, 'term: definition', or a heading with its text below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    ImportRefusedError,
    Options,
    at_most,
    read_text,
)

NAME = "a plain list of 'term: definition'"
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>.+?)[ \t]*#*$", re.MULTILINE)
_PARTED_BY = (
    r"\t+",
    r":[ \t]+",
    r"[ \t]+[–—][ \t]+",
    r"[ \t]+-[ \t]+",
    r"[ \t]+=[ \t]+",
    "\N{FULLWIDTH COLON}",
)
_MARK = re.compile(r"^[ ]{0,3}(?:[-*+•]|\d+[.)])[ \t]+")
_LONGEST_TERM = 120


def recognises(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in (".txt", ".md", ".markdown", ".text", "")


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    text = read_text(path)
    collection = Collection(title=path.stem)
    found = _headings(text) if path.suffix.lower() in (".md", ".markdown") else []
    rows = found or list(_lines(text))
    if not any(definition for _, _, definition in rows):
        raise ImportRefusedError(f"{path.name} has no line such as 'term: definition'")
    for line, title, definition in at_most(rows):
        yield ImportedEntry(
            key=title,
            place=f"{path.name}:{line}",
            title=title,
            text=definition,
            language=options.language,
            origin=f"{path.name}, {title}",
            fault="" if definition else "has no definition: write 'term: definition' in a line",
            collection=collection,
        )


def _headings(text: str) -> list[tuple[int, str, str]]:
    """Entries under the headings of the level that most have."""
    headings = list(_HEADING.finditer(text))
    levels = [len(one["marks"]) for one in headings]
    level = max(set(levels), key=levels.count, default=0)
    if levels.count(level) < 2:
        return []
    starts = [one for one in headings if len(one["marks"]) <= level]
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return [
        (text.count("\n", 0, one.start()) + 1, _plain(one["title"]), text[one.end() : end].strip())
        for one, end in zip(starts, ends, strict=True)
        if len(one["marks"]) == level
    ]


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, term and definition; what is indented goes on, as does ': …' below a term."""
    numbered = list(enumerate(text.split("\n"), 1))
    lines = [(number, line) for number, line in numbered if line.strip()]
    blank = {number for number, line in numbered if not line.strip()}
    separator = _separator([line for _, line in lines])
    row: tuple[int, str, list[str]] | None = None
    for number, line in lines:
        is_more = row is not None and re.match(r"[ \t]{2,}|:[ \t]", line) is not None
        if is_more and row:
            if number - 1 in blank and row[2]:
                row[2].append("")
            row[2].append(re.sub(r"^[ \t]*:?[ \t]*", "", line))
            continue
        if row:
            yield row[0], row[1], "\n".join(row[2])
        parts = re.split(separator, _MARK.sub("", line), maxsplit=1)
        row = number, _plain(parts[0])[:200], [part.strip() for part in parts[1:] if part.strip()]
    if row:
        yield row[0], row[1], "\n".join(row[2])


def _separator(lines: list[str]) -> str:
    """What parts term and definition in most lines, near their beginning."""

    def fits(pattern: str) -> int:
        starts = (re.search(pattern, line) for line in lines[:500])
        return sum(1 for one in starts if one and 0 < one.start() <= _LONGEST_TERM)

    return max(_PARTED_BY, key=fits)


def _plain(title: str) -> str:
    title = re.sub(r"\[([^\[\]]+)\]\([^()]*\)", r"\1", title)
    return re.sub(r"\*\*|__|`", "", title).strip().rstrip(":").strip()
