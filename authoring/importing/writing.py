"""A plan written into its content folder: each file whole or not at all, between two records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from authoring.importing.plan import RECORD, Plan, read_record


def write(plan: Plan) -> None:
    """Write what is made and changed. Raises OSError where the folder cannot be written to.

    The record says first what each entry was before, so that an import that was cut off goes on.
    """
    old = read_record(plan.folder)
    begun = {key: _begun(one, old.get(key, {})) for key, one in plan.record.items()}
    write_record(plan.folder, begun)
    for name, text in plan.site_files.items():
        _replace(plan.folder / name, text.encode())
    for change in (*plan.made, *plan.changed):
        folder = plan.folder / "terms" / change.slug
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in change.images.items():
            _replace(folder / name, path.read_bytes())
        _replace(folder / "term.md", change.text.encode())
    write_record(plan.folder, plan.record)


def _begun(now: Mapping[str, str], old: Mapping[str, str]) -> Mapping[str, str]:
    return now if old == now else {**now, "before": old.get("before", old.get("digest", ""))}


def write_record(folder: Path, entries: Mapping[str, Mapping[str, str]]) -> None:
    """What the next import of the same into the folder has to know."""
    record = {"version": 1, "entries": dict(sorted(entries.items()))}
    text = json.dumps(record, indent=1, ensure_ascii=False)
    _replace(folder / RECORD, f"{text}\n".encode())


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file first, so that nobody reads half of it."""
    if path.is_file() and path.read_bytes() == data:
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
