"""An entry in one row, as tables, vocabularies and folders have it, and what is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from authoring.importing.composing import Words
from authoring.importing.entries import Note
from exchange.records.record import EntryRecord


@dataclass(frozen=True)
class FlatEntry:
    """A published entry with its prose in one text. The columns of a table are these, in order."""

    key: str
    title: str
    text: str
    aliases: tuple[str, ...]
    hidden_names: tuple[str, ...]
    abbreviation: str
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    related: tuple[str, ...]
    contrasts: tuple[str, ...]
    prerequisites: tuple[str, ...]
    replaced_by: str
    tags: tuple[str, ...]
    deprecated_names: tuple[str, ...]
    homonyms: tuple[str, ...]
    category: str
    origin: str
    licence: str
    updated: str
    page: str


COLUMNS = tuple(one.name for one in fields(FlatEntry))


@dataclass(frozen=True)
class Flattened:
    """The glossary in rows, and what of it they have no place for."""

    entries: list[FlatEntry]
    lost: list[Note]


def flatten(entries: Sequence[EntryRecord], words: Words) -> Flattened:
    """`words` tell what an import once wrote from what an author did."""
    lost = [note for entry in entries for note in _lost(entry, words)]
    return Flattened([_flat(entry, words) for entry in entries], lost)


def _flat(entry: EntryRecord, words: Words) -> FlatEntry:
    origin, licence = _origin(next(iter(entry.notes_on_sources.values()), ""), words)
    contrasts = entry.related_by("contrast")
    shared = [one for one in entry.names if one.kind == "shared"]
    return FlatEntry(
        key=entry.slug,
        title=entry.title,
        text=_text(entry),
        aliases=tuple(entry.names_of("alias")),
        hidden_names=tuple(entry.names_of("search only")),
        abbreviation=next(iter(entry.names_of("abbreviation")), ""),
        broader=tuple(one.slug for one in entry.related_by("broader")),
        narrower=tuple(one.slug for one in entry.related_by("narrower")),
        related=tuple(one.slug for one in entry.related_by("related")),
        contrasts=tuple(f"{one.slug}: {_one_line(one.words)}" for one in contrasts),
        prerequisites=tuple(one.slug for one in entry.related_by("prerequisite")),
        replaced_by=next((one.slug for one in entry.related_by("replaced by")), ""),
        tags=tuple(entry.tags),
        deprecated_names=tuple(entry.names_of("deprecated")),
        homonyms=tuple(
            f"{one.name}: {_one_line(one.meaning)}" if one.meaning else one.name for one in shared
        ),
        category=entry.category.title,
        origin=origin,
        licence=licence,
        updated=entry.updated_on.isoformat(),
        page=entry.url,
    )


def _origin(note: str, words: Words) -> tuple[str, str]:
    """Where an imported entry was from, and its licence, as its citation says."""

    def found(pattern: str) -> str:
        before, after = pattern.split("%(", 1)[0], pattern.rpartition(")s")[2]
        match = re.search(f"{re.escape(before)}[`<]?(.+?)[`>]?{re.escape(after)}(?:\\s|$)", note)
        return re.sub(r"\\(.)", r"\1", match[1]) if match else ""

    return found(words.imported_from), found(words.licence)


def _text(entry: EntryRecord) -> str:
    """The short answer, then every section in words under its heading."""
    said = [entry.definition_markdown]
    for section in entry.sections:
        if section.text:
            heading = "" if section.key == "explanation" else f"### {section.title}\n\n"
            said.append(f"{heading}{section.text}")
    return "\n\n".join(said)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lost(entry: EntryRecord, words: Words) -> Iterator[Note]:
    place = f"terms/{entry.slug}"
    for section in entry.sections:
        for name, rows in section.rows.items():
            yield Note(place, f"'{name}' is left out", f"{len(rows)} of them")
    if entry.figures:
        yield Note(place, "'figures' is left out", f"{len(entry.figures)} of them")
    own = [one for one in entry.sources if not _origin(_note_on(entry, one.key), words)[0]]
    if own:
        yield Note(place, "'sources' is left out", f"{len(own)} of them")
    for related in entry.related_by("related"):
        if related.words != words.related:
            yield Note(place, "why a term is related is left out", related.words[:60])


def _note_on(entry: EntryRecord, source: str) -> str:
    return entry.notes_on_sources.get(source, "")
