"""Tables (CSV, XLSX, Markdown): a row for each entry, under headers that are guessed or told."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from authoring.importing.archives import refuse_lies, refuse_size
from authoring.importing.entries import (
    MAX_ENTRIES,
    MAX_FILE_BYTES,
    Collection,
    ImportedEntry,
    ImportRefusedError,
    Note,
    Options,
    day,
    head,
    read_file,
    read_text,
    texts,
)

NAME = "a table (CSV, XLSX or Markdown)"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
_WORKBOOK = (".xlsx", ".xlsm")
_MARKDOWN = (".md", ".markdown")
_MARKDOWN_ROW = re.compile(r"^ {0,3}\|(?P<cells>.+)\|[ \t]*$")
_TITLE_ROWS = 10
"""Among so many rows the names of the columns are looked for."""
_CELL_CHARACTERS = 200_000
_MOST_COLUMNS = 500
_MOST_TAGS = 4_000_000
"""20,000 rows of 50 cells, with the tags that a spreadsheet program writes for each."""
_SAID_BY = {
    "title": "title displayname term name label preflabel begriff terme término word concept "
    "headword businessterm termname",
    "text": "definition description text meaning tldr erklärung beschreibung bedeutung définition "
    "definición explanation shortdescription def",
    "explanation": "explanation longdescription details notes note example examples comment "
    "scopenote usage",
    "key": "key id urn uri identifier",
    "slug": "slug",
    "aliases": "aliases alias synonyms synonym altlabel alsoknownas aka synonyme variants "
    "alternativenames othernames",
    "hidden_names": "hiddennames hiddenlabel",
    "abbreviation": "abbreviation acronym abbr abkürzung shortname",
    "broader": "broader parent parents broaderterm relatedinherits inherits oberbegriff parentterm",
    "narrower": "narrower narrowerterm children unterbegriff relatedcontains",
    "related": "related relatedterms seealso see relatedto verwandt",
    "prerequisites": "prerequisites requires",
    "tags": "tags tag keywords schlagworte",
    "deprecated_names": "deprecatednames formernames formerly",
    "homonyms": "homonyms",
    "contrasts": "contrasts",
    "replaced_by": "replacedby",
    "category": "category categories domain subject kategorie group topic bereich domainname "
    "parentnodes",
    "licence": "licence license lizenz rights",
    "origin": "origin source sourceurl url link quelle reference references",
    "updated": "updated lastmodified modified date changed lastupdated stand",
    "page": "page",
    "draft": "draft",
}
"""By what an entry says the headers that say it, in small letters alone, the best first."""
_HEADERS = {
    header: what for what, headers in reversed(_SAID_BY.items()) for header in headers.split()
}
LISTS = (
    *("aliases", "hidden_names", "broader", "narrower", "related", "prerequisites", "tags"),
    "deprecated_names",
)
FIELDS = tuple(_SAID_BY)


@dataclass(frozen=True)
class Columns:
    """Which column says what, by place."""

    names: Sequence[str]
    fields: Mapping[str, int]
    """By what an entry says the place of its column."""

    @property
    def left_out(self) -> list[str]:
        used = {*self.fields.values()}
        return [name for at, name in enumerate(self.names) if at not in used and name]

    def __str__(self) -> str:
        parts = [f"'{self.names[at]}' as {what}" for what, at in self.fields.items()]
        parts += [f"'{name}' is left out" for name in self.left_out]
        return "; ".join(parts)


def recognises(path: Path) -> bool:
    """A Markdown file is a table if a column of its first one is known as a title, and it has more
    rows than headings."""
    suffix = path.suffix.lower()
    if suffix in _MARKDOWN:
        lines = head(path, 50_000).split("\n")
        rows = [found["cells"] for line in lines if (found := _MARKDOWN_ROW.match(line))]
        names = {_plain(cell) for cell in rows[0].split("|")} if rows else set()
        is_known = not names.isdisjoint(_SAID_BY["title"].split())
        return is_known and len(rows) > 2 + sum(1 for line in lines if line.startswith("#"))
    return suffix in (".csv", ".tsv", *_WORKBOOK)


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    names, rows = _begun(path)
    if not names:
        raise ImportRefusedError(f"{path.name} is empty: its first row names the columns")
    columns = find_columns(names, options.columns)
    lost = tuple(Note(path.name, "a further sheet is left out", name) for name in _sheets(path)[1:])
    for number, row in rows:
        if any(row):
            entry = _entry(path, number, row, columns, options.language)
            yield replace(entry, lost=(*entry.lost, *lost))
            lost = ()


def columns_of(path: Path, options: Options) -> Columns:
    """Which column is read as what, to be shown before anything is done."""
    return find_columns(header_of(path), options.columns)


def header_of(path: Path) -> list[str]:
    """The names of the columns, in their order."""
    return _begun(path)[0]


def _begun(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of the columns and the rows below them; above may stand a title in a cell."""
    rows = _rows(path)
    first = list(islice(rows, _TITLE_ROWS))
    wide = (at for at, (_, cells) in enumerate(first) if sum(map(bool, cells)) > 1)
    at = next(wide, 0)
    return (first[at][1] if first else []), chain(first[at + 1 :], rows)


def find_columns(names: Sequence[str], told: Mapping[str, str]) -> Columns:
    """The columns by what was told, then by their headers; what was told to have none has none.

    Raises ImportRefusedError where none is a title.
    """
    fields = {what: _told_place(what, name, names) for what, name in told.items()}
    fields = {what: at for what, at in fields.items() if at >= 0}
    plain = [_plain(name) for name in names]
    for what, headers in _SAID_BY.items():
        if what in told:
            continue
        places = [plain.index(header) for header in headers.split() if header in plain]
        free = [at for at in places if at not in fields.values()]
        if free:
            fields[what] = free[0]
    if "title" not in fields:
        shown = ", ".join(name for name in names if name)[:300]
        raise ImportRefusedError(
            f"no column looks like a title; the columns are {shown}. "
            "Say which is which: --columns title=NAME text=NAME"
        )
    if plain[fields["title"]] == "displayname" and "name" in plain and "key" not in told:
        fields["key"] = plain.index("name")  # in OpenMetadata
    return Columns(names, fields)


def _told_place(what: str, name: str, names: Sequence[str]) -> int:
    """The place of the column that was named for it; -1 where it is to have none."""
    if what not in _SAID_BY:
        raise ImportRefusedError(f"{what!r} is nothing that a column can be: {', '.join(FIELDS)}")
    if name and name not in names:
        raise ImportRefusedError(f"there is no column {name!r}: the columns are {', '.join(names)}")
    return list(names).index(name) if name else -1


def _plain(header: str) -> str:
    return re.sub(r"[^\w]|_", "", header.split("(")[0].casefold())


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number from 1, its cells as texts."""
    suffix = path.suffix.lower()
    rows: Iterator[tuple[int, list[Any]]]
    if suffix in _MARKDOWN:
        rows = _markdown_rows(path)
    else:
        rows = _sheet(path) if suffix in _WORKBOOK else _lines(path)
    for number, row in rows:
        if number > MAX_ENTRIES:
            raise ImportRefusedError(
                f"{path.name} has more than {MAX_ENTRIES:,} rows: import it in parts"
            )
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > _MOST_COLUMNS:
            raise ImportRefusedError(
                f"{path.name}: row {number} has more than {_MOST_COLUMNS} columns: "
                "keep those that say something of a term"
            )
        if any(len(cell) > _CELL_CHARACTERS for cell in cells):
            raise ImportRefusedError(
                f"{path.name}: row {number} has a cell of more than {_CELL_CHARACTERS:,} characters"
            )
        yield number, cells


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = read_text(path)
    sample = text[:20_000]
    parted_by = "\t" if path.suffix.lower() == ".tsv" else _delimiter(sample)
    csv.field_size_limit(_CELL_CHARACTERS)
    reader = csv.reader(StringIO(text, newline=""), delimiter=parted_by)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise ImportRefusedError(f"{path.name}:{reader.line_num} cannot be read: {error}") from None


def _markdown_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of its tables; that of dashes, and a head that was there before, are none."""
    header: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if (found := _MARKDOWN_ROW.match(line)) and not re.fullmatch(r"[\s|:-]+", line):
            parts = re.split(r"(?<!\\)\|", found["cells"])
            cells = [re.sub(r"^(\*\*|`)(.+)\1$", r"\2", part.strip()) for part in parts]
            if cells != header:
                yield number, [cell.replace("\\|", "|") for cell in cells]
            header = header or cells


def _delimiter(sample: str) -> str:
    first = sample.partition("\n")[0]
    return max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))


def _refuse_long_sheets(name: str, packed: zipfile.ZipFile) -> None:
    """Raises ImportRefusedError for a sheet of too many rows or tags, which openpyxl would parse
    whole before it hands out a row."""
    sheets = [one for one in packed.namelist() if one.startswith("xl/worksheets/sheet")]
    for sheet in sheets:
        rows = tags = 0
        with packed.open(sheet) as text:
            while chunk := text.read(1_000_000):
                rows, tags = rows + chunk.count(b"<row"), tags + chunk.count(b"<")
                if rows > MAX_ENTRIES or tags > _MOST_TAGS:
                    raise ImportRefusedError(
                        f"{name} has a sheet of more than {MAX_ENTRIES:,} rows, or of more cells "
                        "than are read: import it in parts"
                    )


def _sheets(path: Path) -> list[str]:
    """The names of a workbook's sheets."""
    if path.suffix.lower() not in _WORKBOOK:
        return []
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/workbook.xml").decode("utf-8", "replace")
    return [unescape(name) for name in re.findall(r"<(?:\w+:)?sheet\s[^>]*?name=\"([^\"]*)", text)]


def _sheet(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the first sheet. Nothing is unpacked before its size is known."""
    # Only here, as it brings NumPy: every process would begin 0.2 s later, with 15 MB more.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    read_size = path.stat().st_size
    if read_size > MAX_FILE_BYTES:
        read_file(path)
    try:
        with zipfile.ZipFile(path) as packed:
            refuse_size(path.name, packed.infolist())
            refuse_lies(packed)
            _refuse_long_sheets(path.name, packed)
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                yield number, list(row)
        finally:
            book.close()
    except ImportRefusedError:
        raise
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        OSError,
    ) as error:
        raise ImportRefusedError(f"{path.name} is no XLSX that can be read: {error}") from None
    except Exception as error:  # noqa: BLE001 - what a library for XML makes of a hostile sheet
        raise ImportRefusedError(
            f"{path.name} is no XLSX that can be read: {type(error).__name__}"
        ) from None


@dataclass
class _Row:
    """The cells of a row by what they say, with word of the formulas that are left out."""

    place: str
    cells: Sequence[str]
    columns: Columns
    notes: list[Note] = field(default_factory=list)

    def cell(self, what: str) -> str:
        at = self.columns.fields.get(what, len(self.cells))
        text = self.cells[at] if at < len(self.cells) else ""
        if text.startswith("'") and text[1:2] in FORMULA and text[1:]:
            return text[1:]
        if _is_formula(text):
            left_out = f"a formula in '{self.columns.names[at]}' is left out: write its result"
            self.notes.append(Note(self.place, left_out, text[:60]))
            return ""
        return text


def _entry(
    path: Path, number: int, row: Sequence[str], columns: Columns, language: str
) -> ImportedEntry:
    place = f"{path.name}: row {number}"
    told = _Row(place, row, columns)
    cell = told.cell
    title = cell("title") or _name_in(row, columns)
    told.notes.extend(_left_out(row, columns, place))
    text = "\n\n".join(filter(None, (cell("text"), cell("explanation"))))
    names = {what: texts(cell(what), r"[;|\n]|,\s?") for what in LISTS}
    origin = next((part for part in re.split(r"[;|\s]", cell("origin")) if "://" in part), "")
    key = cell("key") or cell("slug") or title
    return ImportedEntry(
        key=key,
        place=place,
        title=" ".join(title.split()),
        text=text,
        slug=cell("slug") or cell("key"),
        aliases=names["aliases"],
        hidden_names=names["hidden_names"],
        abbreviation=cell("abbreviation"),
        broader=names["broader"],
        narrower=names["narrower"],
        related=names["related"],
        prerequisites=names["prerequisites"],
        tags=names["tags"],
        deprecated_names=names["deprecated_names"],
        homonyms=texts(cell("homonyms"), "\n"),
        contrasts=texts(cell("contrasts"), "\n"),
        replaced_by=cell("replaced_by"),
        category=next(iter(texts(cell("category"), r"[;|\n]")), ""),
        language=language,
        licence=cell("licence"),
        origin=origin or f"{path.name}, {title}",
        updated=day(cell("updated")),
        addresses=(title, cell("page"), *_qualified(row, columns, title)),
        is_draft=cell("draft").casefold() in ("true", "yes", "1", "draft"),
        lost=tuple(told.notes),
        collection=Collection(title=path.stem),
    )


def _is_formula(text: str) -> bool:
    called = re.match(r"[=@][\w(]|[+-][A-Z]{1,3}\d+\b|[+-]?\w+\(", text)
    return called is not None and text[0] in FORMULA


def _left_out(row: Sequence[str], columns: Columns, place: str) -> Iterator[Note]:
    """A note for each cell of a column that an entry has no place for."""
    names = list(columns.names)
    for name in columns.left_out:
        at = names.index(name)
        if at < len(row) and row[at]:
            yield Note(place, f"the column '{name}' is left out", row[at][:60])


def _name_in(row: Sequence[str], columns: Columns) -> str:
    """What OpenMetadata tells terms by; what is displayed may be empty there."""
    plain = [_plain(name) for name in columns.names]
    at = plain.index("name") if "name" in plain else len(row)
    return row[at] if at < len(row) else ""


def _qualified(row: Sequence[str], columns: Columns, title: str) -> Iterator[str]:
    """What OpenMetadata calls a term: its name below its parent's, parted by full stops."""
    at = columns.fields.get("broader", len(row))
    parent = row[at] if at < len(row) else ""
    name = _name_in(row, columns) or title
    yield name
    if parent:
        yield f"{parent}.{name}"
