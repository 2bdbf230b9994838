"""Folders of Markdown with front matter: CNCF, Docusaurus, Hugo, MkDocs, Kubernetes, Obsidian."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    ImportRefusedError,
    Note,
    Options,
    at_most,
    day,
    head,
    read_text,
    shortened,
    texts,
    with_lines,
)
from authoring.importing.markup.dialects import from_dialects
from authoring.importing.markup.html import losses
from authoring.importing.readers.yaml_files import read_yaml

NAME = "a folder of Markdown files"
_SUFFIXES = (".md", ".mdx", ".markdown")
_FOR_PEOPLE = {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"}
_FRONT = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<front>.*?)^(?P=fence)[ \t]*(?:\n|\Z)", re.M | re.S
)
_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_SAID_BY = {
    "title": ("title", "term", "name", "sidebar_label", "linktitle"),
    "slug": ("slug", "id"),
    "aliases": ("aka", "synonyms", "alternative_names", "alt", "aliases"),
    "hidden_names": ("hidden_names",),
    "abbreviation": ("abbreviation", "acronym", "abbr"),
    "broader": ("broader", "parent"),
    "narrower": ("narrower",),
    "related": ("related", "see_also", "seealso", "related_terms"),
    "prerequisites": ("prerequisites",),
    "tags": ("tags", "keywords"),
    "deprecated_names": ("deprecated_names", "former_names"),
    "homonyms": ("homonyms",),
    "contrasts": ("contrasts",),
    "replaced_by": ("replaced_by",),
    "category": ("category", "categories"),
    "licence": ("licence", "license"),
    "origin": ("origin", "source_url", "canonical", "canonical_url", "full_link"),
    "updated": ("updated", "lastmod", "last_modified_at", "last_update", "date"),
    "draft": ("draft",),
    "page": ("page",),
    "lead": ("short_description", "definition", "summary", "hover_text", "description"),
}
"""What an entry says, and the fields that say it, the first one first; `seeAlso` is `see_also`."""
_LANGUAGE_CODE_CHARACTERS = 3
"""A folder with so short a name is one of a language."""
_NOTHING: tuple[Any, ...] = (None, "", [], False, {})


@dataclass
class _File:
    """A file's front matter, and what of it has been read."""

    place: str
    front: Mapping[str, Any]
    lines: Mapping[str, int]
    used: set[str] = field(default_factory=set)

    def first(self, what: str) -> Any:
        names = self._saying(what)[:1]
        self.used.update(names)
        return next((self.front[name] for name in names), None)

    def every(self, what: str, parted_by: str = r"[;|\n]|,\s") -> tuple[str, ...]:
        """What all fields that say it name."""
        names = self._saying(what)
        self.used.update(names)
        found = (text for name in names for text in texts(self.front[name], parted_by))
        return tuple(dict.fromkeys(found))

    def _saying(self, what: str) -> list[str]:
        written = {_form(name): name for name, value in self.front.items() if value not in _NOTHING}
        return [written[form] for name in _SAID_BY[what] if (form := _form(name)) in written]

    def text(self, what: str) -> str:
        said = self.first(what)
        if isinstance(said, list):
            said = said[0] if said else ""
        if isinstance(said, dict):
            said = said.get("date") or said.get("name") or ""
        return " ".join(str(said if said is not None else "").split())

    def lost(self) -> Iterator[Note]:
        """Fields that no part of an entry took over."""
        for name, value in self.front.items():
            if name not in self.used and value not in _NOTHING:
                said = ", ".join(texts(value)) or str(value)
                yield Note(
                    f"{self.place}:{self.lines.get(name, 1)}", f"'{name}' is left out", said[:60]
                )


def _form(name: str) -> str:
    """What the spellings of one field share."""
    return re.sub(r"[\W_]", "", name).casefold()


def recognises(path: Path) -> bool:
    if path.is_dir():
        return next(_files(path), None) is not None
    return path.suffix in _SUFFIXES and _FRONT.match(head(path, 50_000)) is not None


def _files(root: Path) -> Iterator[Path]:
    """The texts in the folder; what a link in it leads to outside is none."""
    inside = root.resolve()
    for path in root.rglob("*"):
        folders = path.relative_to(root).parts[:-1]
        is_hidden = any(part[0] in "._" for part in folders)
        is_text = path.suffix in _SUFFIXES and path.stem != "_index" and path.is_file()
        is_text = is_text and path.resolve().is_relative_to(inside)
        if is_text and not is_hidden and _is_of_the_glossary(path):
            yield path


def _is_of_the_glossary(path: Path) -> bool:
    """A term may be called README or license: what a site exported names the page of each."""
    if path.stem.casefold() not in _FOR_PEOPLE:
        return True
    front = _FRONT.match(head(path))
    return front is not None and re.search(r"^page:", front["front"], re.M) is not None


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    root = path if path.is_dir() else path.parent
    paths = sorted(at_most(_files(path), "files")) if path.is_dir() else [path]
    name = (
        root.name
        if len(root.name) > _LANGUAGE_CODE_CHARACTERS
        else f"{root.parent.name} {root.name}"
    )
    collection = Collection(title=name if path.is_dir() else path.stem, licence=_licence(root))
    for one in paths:
        yield _entry(one, root, options, collection)


def _licence(root: Path) -> str:
    """The first line of a file LICENSE beside the texts."""
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"):
        if (root / name).is_file():
            lines = [line.strip(" #") for line in read_text(root / name).split("\n")]
            return next(filter(None, lines), "")[:100]
    return ""


def _entry(path: Path, root: Path, options: Options, collection: Collection) -> ImportedEntry:
    relative = path.relative_to(root).as_posix()
    text = read_text(path)
    file, body, first_line = _parted(text, relative)
    stem = path.parent.name if path.stem == "index" and path.parent != root else path.stem
    notes, say = losses(f"{relative}:{first_line}")
    written, begins = body, first_line
    body = from_dialects(shortened(body, say), say, is_mdx=path.suffix == ".mdx")
    title, heading = _title(body, file, stem)
    body = body.removeprefix(heading)
    first_line += heading.count("\n")
    body, has_lead = _with_lead(body, file)
    names = file.every("aliases")
    key = relative.rpartition(".")[0].removesuffix("/index")
    entry = ImportedEntry(
        key=key,
        place=f"{relative}:1",
        title=title,
        text=body,
        first_line=0 if has_lead else first_line,
        slug=_slug(file, stem),
        aliases=tuple(name for name in names if not name.startswith("/")),
        hidden_names=file.every("hidden_names"),
        abbreviation=file.text("abbreviation"),
        broader=file.every("broader"),
        narrower=file.every("narrower"),
        related=file.every("related"),
        prerequisites=file.every("prerequisites"),
        tags=file.every("tags"),
        deprecated_names=file.every("deprecated_names"),
        homonyms=file.every("homonyms", "\n"),
        contrasts=file.every("contrasts", "\n"),
        replaced_by=file.text("replaced_by"),
        category=file.text("category"),
        language=options.language,
        licence=file.text("licence"),
        origin=file.text("origin") or relative,
        updated=day(file.text("updated")),
        addresses=(stem, file.text("page"), *(name for name in names if name.startswith("/"))),
        folder=path.parent,
        is_draft=file.first("draft") is True,
        collection=collection,
    )
    return replace(entry, lost=(*file.lost(), *with_lines(notes, written, begins)))


def _title(body: str, file: _File, stem: str) -> tuple[str, str]:
    """What the entry is called, and the heading that says it at the beginning of `body`, if any."""
    told, heading = file.text("title"), _FIRST_HEADING.match(body)
    if heading is None:
        return told or stem.replace("-", " ").capitalize(), ""
    title = told or heading["title"]
    return title, heading[0] if heading["title"].casefold() == title.casefold() else ""


def _slug(file: _File, stem: str) -> str:
    """The file's own address; a title in front matter is none."""
    given = file.text("slug").strip("/").rpartition("/")[2]
    return given or stem


def _with_lead(body: str, file: _File) -> tuple[str, bool]:
    """A short definition in front matter stands first, where the text does not begin with it."""
    lead = file.first("lead")
    if not isinstance(lead, str) or " ".join(body.split()).startswith(" ".join(lead.split())):
        return body, False
    return f"{lead.strip()}\n\n{body}", True


def _parted(text: str, place: str) -> tuple[_File, str, int]:
    """Front matter, the text below it, and the line on which that begins."""
    found = _FRONT.match(text)
    if not found:
        return _File(place, {}, {}), text, 1
    body, first = text[found.end() :], text.count("\n", 0, found.end()) + 1
    if found["fence"] == "+++":
        try:
            return (
                _File(place, tomllib.loads(found["front"]), _toml_lines(found["front"])),
                body,
                first,
            )
        except tomllib.TOMLDecodeError as error:
            raise ImportRefusedError(f"{place} is no TOML above its text: {error}") from None
    front, lines = read_yaml(found["front"], place)
    if front is not None and not isinstance(front, dict):
        raise ImportRefusedError(f"{place}:1 has no fields in its front matter")
    named = {str(name): value for name, value in (front or {}).items()}
    return _File(place, named, {str(name): line + 1 for name, line in lines.items()}), body, first


def _toml_lines(front: str) -> dict[str, int]:
    lines = enumerate(front.split("\n"), 2)
    return {line.partition("=")[0].strip(' []"'): number for number, line in lines}
