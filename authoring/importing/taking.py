"""A file in any format planned as entries of a content folder: for the command and the admin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path

from django.utils import timezone
from django.utils.translation import override

from authoring.importing.composing import slug_of
from authoring.importing.entries import Collection, ImportedEntry, Options, at_most
from authoring.importing.messages import entry_words
from authoring.importing.plan import Plan, Settings
from authoring.importing.planning import Planner
from authoring.importing.readers import Reader
from authoring.load.progress_bar import watched

ORIGIN = tuple(one.name for one in fields(Collection))
"""What may be said of where entries are from."""


def plan_import(
    path: Path,
    reader: Reader,
    options: Options,
    into: Path,
    *,
    origin: Mapping[str, str],
    category: str = "",
    as_drafts: bool = False,
    most: int | None = None,
) -> Plan:
    """What the entries come to in the folder `into`, with what was said of where they are from.

    `most` is the number of entries that are taken. Raises ImportRefusedError and ContentError.
    """
    reading: Iterator[ImportedEntry] = reader.read(path, options)
    entries = list(watched(at_most(reading, limit=most) if most else reading, "reading", 0))
    said = next((one.collection for one in entries if one.collection.title), Collection())
    given = {name: origin[name] for name in ORIGIN if origin.get(name)}
    collection = replace(Collection(title=path.stem) if not said.title else said, **given)
    with override(options.language):
        words = entry_words()
    planner = Planner(
        into,
        Settings(
            source=f"import-{slug_of(collection.title, 'glossary')}"[:80].strip("-"),
            today=timezone.now().date(),
            collection=collection,
            words=words,
            category=category,
            as_drafts=as_drafts,
        ),
    )
    return planner.take(replace(one, collection=collection) for one in entries)
