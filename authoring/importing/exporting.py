"""The published entries as the files of other programs: CSV, XLSX, SKOS and Markdown."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, RDF, SKOS, XSD

from authoring.history.emitting import emit_mapping
from authoring.importing.composing import Words
from authoring.importing.entries import Note
from authoring.importing.readers.skos import OWN
from authoring.importing.readers.spreadsheets import FORMULA
from terms.models import Term
from terms.sections.registry import headings, parts

_TAKEN = {
    *("tldr", "explanation", "related", "sources", "broader", "contrasts", "prerequisites", "tags"),
    *("deprecated_names", "homonyms"),
}
_LINK = re.compile(r"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<scheme>term|figure):(?P<name>[\w-]+)\)")
COLUMNS = (
    *("key", "title", "text", "aliases", "hidden_names", "abbreviation", "broader", "narrower"),
    *(
        "related",
        "contrasts",
        "prerequisites",
        "replaced_by",
        "tags",
        "deprecated_names",
        "homonyms",
    ),
    *("category", "origin", "licence", "updated"),
)


_PARTED_BY = {"contrasts": "\n", "homonyms": "\n"}
"""What stands between the parts of a cell that holds sentences."""


@dataclass(frozen=True)
class Entry:
    """A published entry as every format writes it."""

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


@dataclass(frozen=True)
class Site:
    """The glossary that is written: its name, its address, its language."""

    title: str
    base: str
    language: str


def read_entries(words: Words) -> tuple[list[Entry], list[Note]]:
    """Every published entry, and what of it no format takes."""
    relations = {part.relation for _, part in parts() if part.relation}
    terms = Term.objects.published().select_related("category", "replaced_by").order_by("slug")
    terms = terms.prefetch_related(
        "contrasts__target",
        "prerequisites__target",
        "broader_terms__target",
        "narrower_terms__term",
    )
    terms = terms.prefetch_related(
        "aliases", "citations__source", "related_terms__target", *relations
    )
    entries: list[Entry] = []
    lost: list[Note] = []
    for term in terms:
        entries.append(_entry(term, words))
        lost += _lost(term, words)
    return entries, lost


def _entry(term: Term, words: Words) -> Entry:
    aliases = list(term.aliases.all())
    note = next((row.note for row in term.citations.all() if row.note), "")
    origin, licence = _origin(note, words)
    return Entry(
        key=term.slug,
        title=term.title,
        text=_text(term),
        aliases=tuple(one.name for one in aliases if one.linking != "never"),
        hidden_names=tuple(one.name for one in aliases if one.linking == "never"),
        abbreviation=term.abbreviation,
        broader=tuple(row.target.slug for row in term.broader_terms.all()),
        narrower=tuple(
            row.term.slug
            for row in term.narrower_terms.all()
            if row.term.status == Term.Status.PUBLISHED
        ),
        related=tuple(row.target.slug for row in term.related_terms.all()),
        contrasts=tuple(
            f"{row.target.slug}: {_one_line(row.difference)}" for row in term.contrasts.all()
        ),
        prerequisites=tuple(row.target.slug for row in term.prerequisites.all()),
        replaced_by=term.newer.slug if term.newer else "",
        tags=tuple(row.name for row in term.tags.all()),
        deprecated_names=tuple(row.name for row in term.former_names.all()),
        homonyms=tuple(
            f"{row.name}: {_one_line(row.meaning)}" if row.meaning else row.name
            for row in term.homonyms.all()
        ),
        category=term.category.title,
        origin=origin,
        licence=licence,
        updated=term.updated_on.isoformat(),
    )


def _origin(note: str, words: Words) -> tuple[str, str]:
    """Where an imported entry was from, and its licence, as its citation says."""

    def found(pattern: str) -> str:
        before, after = pattern.split("%(", 1)[0], pattern.rpartition(")s")[2]
        match = re.search(f"{re.escape(before)}[`<]?(.+?)[`>]?{re.escape(after)}(?:\\s|$)", note)
        return re.sub(r"\\(.)", r"\1", match[1]) if match else ""

    return found(words.imported_from), found(words.licence)


def _text(term: Term) -> str:
    """The short answer, then every section in words under its heading."""
    said = [term.tldr]
    if term.explanation:
        said.append(term.explanation)
    for title, name in headings().items():
        if name != "explanation" and (text := getattr(term, name)):
            said.append(f"### {title}\n\n{text}")
    return _LINK.sub(_link, "\n\n".join(said))


def _one_line(text: str) -> str:
    return " ".join(_LINK.sub(_link, text).split())


def _link(found: re.Match[str]) -> str:
    return found[0] if found["scheme"] == "term" else found["words"]


def _lost(term: Term, words: Words) -> Iterator[Note]:
    """Parts of an entry that these formats have no place for."""
    for _, part in parts():
        if part.relation and part.name not in _TAKEN and "." not in part.name:
            rows: Any = getattr(term, part.relation, None)
            if number := len(rows.all()) if hasattr(rows, "all") else int(rows is not None):
                yield Note(f"terms/{term.slug}", f"'{part.name}' is left out", f"{number} of them")
    others = [row for row in term.citations.all() if not _origin(row.note, words)[0]]
    if others:
        yield Note(f"terms/{term.slug}", "'sources' is left out", f"{len(others)} of them")
    if term.images.exists():
        yield Note(f"terms/{term.slug}", "its images are left out")
    for row in term.related_terms.all():
        if row.why != words.related:
            yield Note(f"terms/{term.slug}", "why a term is related is left out", row.why[:60])


def _cell(text: str) -> str:
    """Never the beginning of a formula; the reader takes the apostrophe away again."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def _row(entry: Entry) -> list[str]:
    values = ((name, getattr(entry, name)) for name in COLUMNS)
    return [
        _cell(_PARTED_BY.get(name, "; ").join(one) if isinstance(one, tuple) else one)
        for name, one in values
    ]


def write_csv(entries: Sequence[Entry], path: Path, site: Site) -> None:
    """UTF-8 with its mark, as spreadsheets want it."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, entries))
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


def write_xlsx(entries: Sequence[Entry], path: Path, site: Site) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    sheet.append(list(COLUMNS))
    for entry in entries:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in _row(entry)])
    book.save(path)


def write_skos(entries: Sequence[Entry], path: Path, site: Site) -> None:
    """Turtle; each entry has its address on this site."""
    graph = Graph()
    base, language = site.base, site.language
    scheme = URIRef(f"{base}/terms/")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal(site.title, lang=language)))
    graph.bind("skos", SKOS)
    graph.bind("dct", DCTERMS)
    for entry in entries:
        graph_of(graph, entry, base, language)
        graph.add((URIRef(f"{base}/terms/{entry.key}/"), SKOS.inScheme, scheme))
    path.write_text(graph.serialize(format="turtle"), encoding="utf-8")


def graph_of(graph: Graph, entry: Entry, base: str, language: str) -> None:
    """Add what SKOS says of one entry."""
    concept = URIRef(f"{base}/terms/{entry.key}/")
    names = [*entry.aliases, *filter(None, [entry.abbreviation])]
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.prefLabel, Literal(entry.title, lang=language)))
    graph.add((concept, SKOS.definition, Literal(entry.text, lang=language)))
    names += [one.partition(": ")[0] for one in entry.homonyms]
    for property_, texts in (
        (SKOS.altLabel, names),
        (SKOS.hiddenLabel, (*entry.hidden_names, *entry.deprecated_names)),
        (OWN.formerName, entry.deprecated_names),
        (OWN.homonym, entry.homonyms),
        (OWN.contrast, entry.contrasts),
        (DC.subject, entry.tags),
    ):
        for text in texts:
            graph.add((concept, property_, Literal(text, lang=language)))
    for property_, keys in (
        (SKOS.broader, entry.broader),
        (SKOS.narrower, entry.narrower),
        (SKOS.related, entry.related),
        (DCTERMS.requires, entry.prerequisites),
        (DCTERMS.isReplacedBy, filter(None, [entry.replaced_by])),
    ):
        for key in keys:
            graph.add((concept, property_, URIRef(f"{base}/terms/{key}/")))
    graph.add((concept, DCTERMS.modified, Literal(entry.updated, datatype=XSD.date)))
    if entry.licence:
        graph.add((concept, DCTERMS.rights, Literal(entry.licence)))
    if entry.origin:
        graph.add((concept, DCTERMS.source, Literal(entry.origin)))


def write_markdown(entries: Sequence[Entry], path: Path, site: Site) -> None:
    """A folder with a file for each entry, its fields in front matter."""
    path.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        fields = {name: getattr(entry, name) for name in COLUMNS if name not in ("key", "text")}
        front = {
            name: list(one) if isinstance(one, tuple) else one
            for name, one in fields.items()
            if one
        }
        text = re.sub(r"\]\(term:([\w-]+)\)", r"](\1.md)", entry.text)
        file = f"---\n{''.join(emit_mapping(front))}---\n\n{text}\n"
        (path / f"{entry.key}.md").write_text(file, encoding="utf-8")


Writer = Callable[[Sequence[Entry], Path, Site], None]
WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "skos": write_skos,
    "markdown": write_markdown,
}
DROPS = {
    "skos": ("category", "which of the other names is an abbreviation"),
}
"""What a single format has no place for."""
