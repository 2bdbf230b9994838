"""DataHub's business glossary in YAML: nodes that hold terms and other nodes."""

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

NAME = "DataHub YAML"
_DEEPEST = 20
_READ = {
    "name",
    "description",
    "terms",
    "nodes",
    "id",
    "inherits",
    "contains",
    "related_terms",
    "source_url",
}


def recognises(path: Path) -> bool:
    return path.suffix in (".yml", ".yaml") and bool(
        re.search(r"^(?:nodes|terms):", head(path), re.MULTILINE)
    )


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    data, _ = read_yaml(read_text(path), path.name)
    if not isinstance(data, dict):
        raise ImportRefusedError(f"{path.name} has no 'nodes' and no 'terms'")
    collection = Collection(
        title=path.stem, authors=str(data.get("source") or ""), url=str(data.get("url") or "")
    )
    yield from at_most(_below(data, path.name, (), options.language, collection))


def _below(
    node: dict[str, Any], place: str, above: tuple[str, ...], language: str, collection: Collection
) -> Iterator[ImportedEntry]:
    if len(above) > _DEEPEST:
        raise ImportRefusedError(f"{place} has nodes in nodes more than {_DEEPEST} deep")
    for kind in ("nodes", "terms"):
        for number, row in enumerate(node.get(kind) or (), 1):
            if not isinstance(row, dict):
                raise ImportRefusedError(
                    f"{place}: {kind[:-1]} {number} of {'.'.join(above) or 'all'} has no fields"
                )
            name = str(row.get("name") or "").strip()
            here = (*above, name)
            yield _entry(row, f"{place}: {'.'.join(here)}", here, language, collection)
            yield from _below(row, place, here, language, collection)


def _entry(
    row: dict[str, Any], place: str, path: tuple[str, ...], language: str, collection: Collection
) -> ImportedEntry:
    above = ".".join(path[:-1])
    lost = [
        Note(place, f"'{name}' is left out", str(value)[:60])
        for name, value in row.items()
        if name not in _READ and value not in (None, "", [], {})
    ]
    return ImportedEntry(
        key=".".join(path),
        place=place,
        title=path[-1],
        text=str(row.get("description") or ""),
        broader=tuple(dict.fromkeys((*filter(None, [above]), *texts(row.get("inherits"))))),
        narrower=texts(row.get("contains")),
        related=texts(row.get("related_terms")),
        category=path[0] if path[1:] else "",
        language=language,
        origin=str(row.get("source_url") or ""),
        addresses=(str(row.get("id") or ""), path[-1]),
        lost=tuple(lost),
        collection=collection,
    )
