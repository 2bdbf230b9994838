"""Glosario's YAML: a list of entries, each with a term and its definition by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    ImportRefusedError,
    Note,
    Options,
    at_most,
    head,
    read_text,
    texts,
)
from authoring.importing.readers.yaml_files import read_yaml

NAME = "Glosario YAML"
_KNOWN = {"term", "def", "acronym"}


def recognises(path: Path) -> bool:
    return path.suffix in (".yml", ".yaml") and bool(
        re.search(r"^- slug:", head(path), re.MULTILINE)
    )


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    rows, lines = read_yaml(read_text(path), path.name)
    if not isinstance(rows, list):
        raise ImportRefusedError(f"{path.name} is no list of entries")
    for at, row in enumerate(at_most(rows)):
        place = f"{path.name}:{lines[at]}"
        if not isinstance(row, dict):
            raise ImportRefusedError(f"{place} is no entry: write 'slug:' and a language")
        yield _entry(row, place, options.language, path.stem)


def _entry(row: dict[str, Any], place: str, language: str, name: str) -> ImportedEntry:
    slug = str(row.get("slug") or "")
    languages = {key: value for key, value in row.items() if isinstance(value, dict)}
    said = languages.get(language) or {}
    others = sorted(languages.keys() - {language})
    notes = [Note(place, f"its text in '{other}' is left out") for other in others]
    for field in [*(row.keys() - languages.keys() - {"slug", "ref"}), *(said.keys() - _KNOWN)]:
        notes.append(
            Note(place, f"'{field}' is left out", str(said.get(field, row.get(field)))[:60])
        )
    return ImportedEntry(
        key=slug,
        place=place,
        title=str(said.get("term") or "").strip(),
        text=str(said.get("def") or ""),
        slug=slug,
        abbreviation=str(said.get("acronym") or "").strip(),
        related=texts(row.get("ref")),
        language=language,
        lost=tuple(notes),
        fault="" if said else f"has no text in '{language}'",
        collection=Collection(title=name),
    )
