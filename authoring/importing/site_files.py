"""Rows for the source and the categories of an import, added to what the files of a site say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from authoring.history.emitting import emit_item
from authoring.importing.plan import Settings
from terms.fields import ranges


def source_row(settings: Settings) -> dict[str, Any]:
    """An entry of `sources.yaml`."""
    collection, today, words = settings.collection, settings.today, settings.words
    title = collection.title[: ranges.LINE_CHARACTERS]
    row: dict[str, Any] = {
        "key": settings.source,
        "title": title,
        "authors": collection.authors[: ranges.LINE_CHARACTERS] or words.authors,
        "published": collection.published or str(today.year),
    }
    if collection.url.startswith(("http://", "https://")):
        row["url"] = collection.url[: ranges.URL_CHARACTERS]
    row |= {"checked_on": today, "read_as": "primary"}
    if collection.licence:
        row["note"] = words.licence % {"licence": collection.licence}
    return row


def with_rows(text: str, name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The text of a YAML file that holds the list `name`, with more items at its end."""
    found = re.search(r"^( *)- ", text, re.MULTILINE)
    indent = len(found[1]) if found else 2
    items = "".join(line for row in rows for line in emit_item(row, indent + 2))
    if found:
        return f"{text.rstrip()}\n{items}"
    head = re.sub(rf"^{name}:.*$", f"{name}:", text, flags=re.MULTILINE)
    if f"{name}:" not in head:
        head = f"{name}:\n{text}"
    return head.replace(f"{name}:\n", f"{name}:\n{items}", 1)
