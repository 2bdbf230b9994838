"""The glossary as a table: CSV and XLSX, in our own columns and in OpenMetadata's."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from authoring.importing.readers.spreadsheets import FORMULA
from exchange.glossary.flat import COLUMNS, FlatEntry
from exchange.records.record import EntryRecord, GlossaryRecord

_PARTED_BY = {"contrasts": "\n", "homonyms": "\n"}
"""What stands between the parts of a cell that holds sentences."""

OPEN_METADATA = (
    *("parent", "name*", "displayName", "description", "synonyms", "relatedTerms", "references"),
    *("tags", "reviewers", "owner", "glossaryStatus", "color", "iconURL", "extension"),
)
"""The columns of a glossary that OpenMetadata imports (*Bulk import*, 1.5 and later)."""


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
    """A term stands below its first broader one; a name there holds no full stop and no quote."""
    by_slug = {one.slug: one for one in glossary.entries}
    rows = [list(OPEN_METADATA)]
    for entry in glossary.entries:
        parent = next((by_slug.get(one.slug) for one in entry.related_by("broader")), None)
        said = {
            "parent": _qualified(glossary, parent, by_slug) if parent else "",
            "name*": entry.slug,
            "displayName": entry.title,
            "description": entry.definition_markdown,
            "synonyms": ";".join(entry.names_of("alias", "abbreviation", "search only")),
            "relatedTerms": ";".join(
                _qualified(glossary, by_slug[one.slug], by_slug)
                for one in entry.related_by("related", "contrast")
                if one.slug in by_slug
            ),
            "references": f"{entry.title.replace(';', ',')};{entry.url}",
            "glossaryStatus": "Approved",
        }
        rows.append([_cell(said.get(name, "")) for name in OPEN_METADATA])
    return rows


def _qualified(
    glossary: GlossaryRecord, entry: EntryRecord, by_slug: dict[str, EntryRecord]
) -> str:
    """The names from the glossary down to the entry, by the first broader term of each."""
    names: list[str] = []
    here: EntryRecord | None = entry
    while here and here.slug not in names:
        names.insert(0, here.slug)
        here = next((by_slug.get(one.slug) for one in here.related_by("broader")), None)
    return ".".join([glossary.title.replace(".", ""), *names])


def _cell(text: str) -> str:
    """Never the beginning of a formula; whoever reads it here takes the apostrophe away again."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, as spreadsheets want it."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
