"""What an import comes to, before anything is written, and what it remembers."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from authoring.importing.composing import Words
from authoring.importing.entries import Collection, Note

RECORD = ".imports.json"
"""What was imported into the folder before: by source and key the slug and the file's digest, and
where a change waits or was decided on in the admin, the digest that it `proposed`."""
_STATE_LINE = re.compile(r"^(?:status|publish_on|replaced_by):.*\n", re.MULTILINE)


@dataclass(frozen=True)
class FileChange:
    """A file of an entry that would be written, with its images."""

    slug: str
    place: str
    text: str
    before: str = ""
    images: Mapping[str, Path] = field(default_factory=dict)

    @property
    def difference(self) -> str:
        name = f"terms/{self.slug}/term.md"
        lines = difflib.unified_diff(
            self.before.splitlines(), self.text.splitlines(), name, name, lineterm="", n=1
        )
        return "\n".join(lines)


@dataclass
class Plan:
    """What an import comes to, before anything is written."""

    folder: Path
    source: str
    """The key of the source that every entry cites."""
    read: int = 0
    made: list[FileChange] = field(default_factory=list)
    changed: list[FileChange] = field(default_factory=list)
    unchanged: int = 0
    drafts: list[Note] = field(default_factory=list)
    left: list[Note] = field(default_factory=list)
    """Entries of the folder that the import does not touch, each with the reason."""
    refused: list[Note] = field(default_factory=list)
    """What cannot be an entry, why, and what to do."""
    lost: list[Note] = field(default_factory=list)
    shared: list[Note] = field(default_factory=list)
    """Names that several entries have, and that a page of their own tells apart."""
    broken: list[Note] = field(default_factory=list)
    """Links and relations that lead to no entry."""
    site_files: dict[str, str] = field(default_factory=dict)
    """New texts of `sources.yaml` and `categories.yaml`, by name."""
    record: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """How entries are to be taken over; `today` is the day of the import."""

    source: str
    today: datetime.date
    collection: Collection
    words: Words = field(default_factory=Words)
    category: str = ""
    """For entries that have none; by default the first of the folder."""
    as_drafts: bool = False
    """Whether entries begin as drafts, and those that are there keep the state that they have."""


def read_record(folder: Path) -> dict[str, dict[str, str]]:
    """What earlier imports have left; nothing where there was none."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))["entries"]
        return {str(key): {**value} for key, value in record.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def renamed_record(
    record: Mapping[str, Mapping[str, str]],
    old: str,
    new: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> dict[str, dict[str, str]]:
    """What is remembered once the entry `old` is `new`; the texts of changed files by their paths
    before that.

    What nobody had edited by hand is not taken for edited since its links were mended.
    """
    found = {}
    for key, row in record.items():
        path, now = f"terms/{row['slug']}/term.md", dict(row)
        if path in after:
            was, text = before.get(path, ""), after[path]
            known = {digest(was): text, digest(without_state(was)): without_state(text)}
            if row["digest"] in known:
                now["digest"] = digest(known[row["digest"]])
        found[key] = now | ({"slug": new} if row["slug"] == old else {})
    return found


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_state(text: str) -> str:
    """A `term.md` without what it says of who sees it; its prose is left as it is."""
    front, fence, prose = text.partition("\n---\n")
    return f"{_STATE_LINE.sub('', front + chr(10))}{fence[1:]}{prose}"


def by_kind(notes: Iterable[Note]) -> dict[str, list[Note]]:
    """Notes that say the same of different places together."""
    kinds: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        kinds[note.what].append(note)
    return dict(kinds)
