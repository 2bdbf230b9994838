"""The glossary as a table: CSV and XLSX, in our own columns and in OpenMetadata's."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO

from authoring.importing.readers.spreadsheets import FORMULA
from exchange.glossary.flat import COLUMNS, FlatEntry
from exchange.records.record import EntryRecord, GlossaryRecord

_PARTED_BY = {"contrasts": "\n", "homonyms": "\n"}
"""What stands between the parts of a cell that holds sentences."""

OPEN_METADATA = (
    *("parent", "name*", "displayName", "description", "synonyms", "relatedTerms", "references"),
    *("tags", "reviewers", "owner", "glossaryStatus", "color", "iconURL", "domains", "extension"),
)
"""To the letter as *Bulk import* wants them: its glossaryCsvDocumentation.json after 1.13.0."""


def own_rows(entries: Iterable[FlatEntry]) -> list[list[str]]:
    rows = [list(COLUMNS)]
    for entry in entries:
        values = ((name, getattr(entry, name)) for name in COLUMNS)
        rows.append(
            [
                _cell(_PARTED_BY.get(name, "; ").join(one) if isinstance(one, tuple) else one)
                for name, one in values
            ]
        )
    return rows


def open_metadata_rows(glossary: GlossaryRecord) -> list[list[str]]:
    """A term stands below its first broader one.

    A row there may name only rows above it. So the upper levels come first, and the later of two
    related terms says so for both: the relation holds both ways there.
    """
    by_slug = {one.slug: one for one in glossary.entries}
    lines = {one.slug: _line(one, by_slug) for one in glossary.entries}
    root = re.sub(r"[.:;\"]", "", glossary.title)
    names = {slug: ".".join([root, *line]) for slug, line in lines.items()}
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for entry in glossary.entries:
        for one in entry.related_by("related", "contrast"):
            beside[entry.slug].add(one.slug)
            beside[one.slug].add(entry.slug)
    rows, above = [list(OPEN_METADATA)], set[str]()
    for slug, line in sorted(lines.items(), key=lambda one: len(one[1])):
        entry = by_slug[slug]
        said = {
            "parent": names[line[-2]] if len(line) > 1 else "",
            "name*": slug,
            "displayName": entry.title,
            "description": entry.definition_markdown,
            "synonyms": _list(*entry.names_of("alias", "abbreviation", "search only")),
            "relatedTerms": ";".join(names[one] for one in sorted(beside[slug] & above)),
            "references": _list(entry.title, entry.url),
            "glossaryStatus": "Approved",
        }
        rows.append([_cell(said.get(name, "")) for name in OPEN_METADATA])
        above.add(slug)
    return rows


def _line(entry: EntryRecord, by_slug: Mapping[str, EntryRecord]) -> list[str]:
    """The slugs from the top down to the entry, by the first broader term of each."""
    line: list[str] = []
    here: EntryRecord | None = entry
    while here and here.slug not in line:
        line.insert(0, here.slug)
        here = next((by_slug.get(one.slug) for one in here.related_by("broader")), None)
    return line


def _list(*parts: str) -> str:
    """One cell of several parts, none of which may hold what parts them or quotes them there."""
    return ";".join(one.replace(";", ",").replace('"', "'") for one in parts)


def _cell(text: str) -> str:
    """Never the beginning of a formula; whoever reads it here takes the apostrophe away again."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def write_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    """UTF-8 with its mark, as spreadsheets want it; a program would read that as part of a name."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def write_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook  # with numpy, which no other page needs
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
