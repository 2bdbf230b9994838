"""The graph of a SKOS file, by rdflib, and the entries that its concepts are."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from authoring.importing.entries import (
    Collection,
    ImportedEntry,
    ImportRefusedError,
    Note,
    at_most,
    day,
)

MAX_CHARACTERS = 20_000_000
_TEXTS = (SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.note)
_DEFINING = (DCTERMS.description, RDFS.comment)
OWN = Namespace("urn:glossary:")
"""What SKOS has no word for: names that others have too, and how two concepts differ."""
_READ = {
    *(OWN.homonym, OWN.contrast, OWN.formerName, DCTERMS.isReplacedBy, DCTERMS.requires),
    *(DCTERMS.subject, DC.subject),
    *(SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.broader, SKOS.narrower, SKOS.related),
    *(SKOS.notation, SKOS.inScheme, SKOS.topConceptOf, RDF.type, DCTERMS.modified, OWL.deprecated),
    *(RDFS.seeAlso, DCTERMS.references),
    *(DCTERMS.license, DCTERMS.rights, DCTERMS.source, DC.source, DC.rights),
}


def read_graph(text: str, kind: str, path: Path, language: str) -> Iterator[ImportedEntry]:
    """The concepts of a file with this text, in one language."""
    graph = parse(text, kind, path.name)
    lines = _lines(text)
    concepts = sorted(
        {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(SKOS.prefLabel, None)}
        - {*graph.subjects(RDF.type, SKOS.ConceptScheme)},
        key=str,
    )
    concepts = [one for one in concepts if (one, RDF.type, RDF.Property) not in graph]
    schemes = sorted({*graph.objects(None, SKOS.inScheme)}, key=str)
    for concept in at_most(concepts):
        yield _Concept(graph, concept, language, path, lines).entry(len(schemes) > 1)


def parse(text: str, kind: str, name: str) -> Graph:
    """The file's statements. Nothing is fetched: what a file leads to elsewhere is refused."""
    if len(text) > MAX_CHARACTERS:
        raise ImportRefusedError(f"{name} has more than {MAX_CHARACTERS:,} characters: split it")
    graph = Graph()
    logging.getLogger("rdflib").setLevel(logging.ERROR)  # a date that is none is no fault of ours
    try:
        if kind == "xml":
            parseString(text.encode(), ContentHandler(), forbid_dtd=False)
        elif kind == "json-ld":
            _refuse_addresses(json.loads(text), name)
        with warnings.catch_warnings():
            # The library's own parser of JSON-LD uses what the library calls deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=text, format=kind)
    except ImportRefusedError:
        raise
    except DefusedXmlException:
        raise ImportRefusedError(f"{name} declares entities: save it as Turtle instead") from None
    except Exception as error:  # noqa: BLE001 - each of rdflib's parsers raises kinds of its own
        said = " ".join(str(error).split())[:200]
        raise ImportRefusedError(f"{name} is no {kind} that can be read: {said}") from None
    return graph


def _refuse_addresses(data: Any, name: str) -> None:
    """A context at an address would be fetched."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, value in one.items():
                inner = value if isinstance(value, list) else [value]
                if key in ("@context", "@import") and any(isinstance(x, str) for x in inner):
                    raise ImportRefusedError(
                        f"{name} has its @context at an address: put it into the file"
                    )
                waiting += inner
        elif isinstance(one, list):
            waiting += one


def _lines(text: str) -> dict[str, int]:
    """By the last part of an address the line on which it first begins a statement."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if begun := re.match(r"\s*(?:<rdf|<skos|\"@id|<http|[\w.-]*:)[^>\s]*", line):
            rest = line[begun.start() : begun.start() + 300]
            for name in re.findall(r"[:/#]([\w.%-]+)", rest)[:6]:
                lines.setdefault(name, number)
    return lines


class _Concept:
    """One concept of a graph, read in one language."""

    def __init__(
        self, graph: Graph, concept: Node, language: str, path: Path, lines: dict[str, int]
    ) -> None:
        self.graph, self.concept, self.language, self.path = graph, concept, language, path
        self.name = re.split(r"[/#:]", str(concept).rstrip("/#"))[-1]
        self.place = f"{path.name}:{lines.get(self.name, 1)}"
        self.notes: list[Note] = []

    def entry(self, is_by_scheme: bool) -> ImportedEntry:
        labels = self._said(SKOS.prefLabel)
        others = [*self._said(SKOS.altLabel), *labels[1:]]
        homonyms, former = self._said(OWN.homonym), self._said(OWN.formerName)
        shared = {one.partition(": ")[0] for one in homonyms}
        hidden = [*self._said(SKOS.hiddenLabel), *map(str, self._objects(SKOS.notation))]
        title = labels[0] if labels else ""
        collection, scheme = self._collection()
        text = self._text()
        is_deprecated = self._is_deprecated()
        modified = [day(one) for one in self._objects(DCTERMS.modified)]
        licences = [*self._objects(DCTERMS.license), *self._objects(DCTERMS.rights)]
        self._note_the_rest()
        return ImportedEntry(
            key=str(self.concept),
            place=self.place,
            title=title,
            text=text,
            slug=self.name if re.search(r"[a-z]{3}", self.name.casefold()) else "",
            aliases=tuple(one for one in dict.fromkeys(others) if one not in shared),
            hidden_names=tuple(one for one in dict.fromkeys(hidden) if one not in former),
            deprecated_names=tuple(former),
            homonyms=tuple(homonyms),
            contrasts=tuple(self._said(OWN.contrast)),
            replaced_by=next(iter(self._addresses(DCTERMS.isReplacedBy)), ""),
            tags=self._tags(),
            broader=self._addresses(SKOS.broader),
            narrower=self._addresses(SKOS.narrower),
            related=self._addresses(SKOS.related, RDFS.seeAlso),
            prerequisites=self._addresses(DCTERMS.requires),
            category=scheme if is_by_scheme else "",
            language=self.language,
            licence=str(licences[0]) if licences else "",
            origin=self._origin(),
            updated=next(filter(None, modified), None),
            addresses=(self.name,),
            is_draft=is_deprecated,
            fault="" if title else self._missing_label(),
            lost=tuple(self.notes),
            collection=collection,
        )

    def _missing_label(self) -> str:
        known = ", ".join(sorted(self._languages(SKOS.prefLabel)))
        missing = f"has no prefLabel in '{self.language}'"
        return f"{missing}, only in {known}" if known else missing

    def _is_deprecated(self) -> bool:
        says_so = any(str(one).lower() in ("true", "1") for one in self._objects(OWL.deprecated))
        if says_so:
            self.notes.append(Note(self.place, "is deprecated, and so becomes a draft"))
        return says_so

    def _origin(self) -> str:
        said = [str(one) for one in self._objects(DCTERMS.source, DC.source)]
        return said[0] if said else str(self.concept) if isinstance(self.concept, URIRef) else ""

    def _objects(self, *properties: URIRef) -> list[Node]:
        found = {one for name in properties for one in self.graph.objects(self.concept, name)}
        return sorted(found, key=str)

    def _languages(self, name: URIRef) -> set[str]:
        return {
            one.language for one in self._objects(name) if isinstance(one, Literal) and one.language
        }

    def _said(self, name: URIRef) -> list[str]:
        """What a property says in the language; where it says nothing in it, what has none."""
        by_language: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._objects(name):
            node = next(self.graph.objects(one, RDF.value), one)
            if isinstance(node, Literal) and (
                text := " ".join(str(node).split())
                if name != SKOS.example and name not in _TEXTS
                else str(node).strip()
            ):
                by_language[(node.language or "").casefold()].append(text)
        wanted = self.language.casefold()
        mine = [key for key in by_language if key == wanted or key.startswith(f"{wanted}-")]
        used = sorted(mine, key=len) or ([""] if "" in by_language else [])
        for key in sorted(by_language.keys() - set(used)):
            what = (
                f"'{_short(name)}' in '{key}' is left out"
                if key
                else f"'{_short(name)}' without a language is left out"
            )
            self.notes.append(Note(self.place, what, "; ".join(by_language[key])[:60]))
        return [text for key in used for text in by_language[key]]

    def _text(self) -> str:
        """Definitions first, then what else is said in words."""
        parts: list[str] = []
        for name in (*_TEXTS, *_DEFINING):
            if name in _DEFINING and parts:
                continue
            said = [one for one in self._said(name) if one not in parts]
            if name == SKOS.example and said:
                said = [f"> {line}" for one in said for line in one.split("\n")]
                parts.append("\n>\n".join(said))
            else:
                parts += said
        return "\n\n".join(parts)

    def _addresses(self, *names: URIRef) -> tuple[str, ...]:
        return tuple(str(one) for one in self._objects(*names))

    def _tags(self) -> tuple[str, ...]:
        """Its subjects: words, or concepts by their names in the language."""
        found = []
        for one in self._objects(DC.subject, DCTERMS.subject):
            is_word = isinstance(one, Literal)
            found.append(str(one) if is_word else self._of(one, SKOS.prefLabel, RDFS.label))
        return tuple(dict.fromkeys(filter(None, found)))

    def _collection(self) -> tuple[Collection, str]:
        """The scheme that the concept is in, and its title."""
        scheme = next(iter(self._objects(SKOS.inScheme, SKOS.topConceptOf)), None)
        if scheme is None:
            return Collection(title=self.path.stem), ""
        titles = (DCTERMS.title, DC.title, SKOS.prefLabel, RDFS.label)
        said = {
            "title": self._of(scheme, *titles),
            "authors": self._of(scheme, DCTERMS.creator, DC.creator, DCTERMS.publisher),
            "licence": self._of(scheme, DCTERMS.license, DCTERMS.rights, DC.rights),
        }
        title = said["title"] or self.path.stem
        return Collection(title, said["authors"], said["licence"], str(scheme)), title

    def _of(self, scheme: Node, *properties: URIRef) -> str:
        for name in properties:
            found = sorted(self.graph.objects(scheme, name), key=str)
            mine = [one for one in found if getattr(one, "language", None) in (self.language, None)]
            if found:
                return " ".join(str((mine or found)[0]).split())
        return ""

    def _note_the_rest(self) -> None:
        for name, value in sorted(self.graph.predicate_objects(self.concept), key=str):
            if name not in _READ and name not in _TEXTS and name not in _DEFINING:
                self.notes.append(
                    Note(self.place, f"'{_short(name)}' is left out", str(value)[:60])
                )


def _short(name: Node) -> str:
    return re.split(r"[/#]", str(name))[-1]
