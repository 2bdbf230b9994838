"""SKOS: Turtle, N-Triples, RDF/XML and JSON-LD, in one of its languages."""

from collections.abc import Iterator
from pathlib import Path

from authoring.importing.entries import MAX_FILE_BYTES, ImportedEntry, Options, head, read_text

NAME = "SKOS"
_FORMATS = {
    ".ttl": "turtle",
    ".n3": "turtle",
    ".nt": "nt",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
}


def recognises(path: Path) -> bool:
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None or not path.is_file():
        return False
    begins = head(path)
    if path.suffix.lower() == ".xml":
        return "<rdf:RDF" in begins
    return kind != "json-ld" or '"@' in begins


def read(path: Path, options: Options) -> Iterator[ImportedEntry]:
    from authoring.importing.readers.skos_graph import read_graph  # rdflib is slow to import

    text = read_text(path, MAX_FILE_BYTES)  # a program's JSON-LD may be a single line
    yield from read_graph(text, _FORMATS[path.suffix.lower()], path, options.language)
