"""Entries as concepts of a SKOS vocabulary; every fact that has no place in SKOS is a note of it.

A figure is a `schema:Observation` about the concept, with its source, its kind and its date.
"""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS, RDF, RDFS, SKOS, XSD

from authoring.importing.readers.skos_graph import OWN
from exchange.glossary.flat import FlatEntry
from exchange.records.record import EntryRecord, FigureRecord, GlossaryRecord

SCHEMA = Namespace("https://schema.org/")
FORMATS = {"ttl": "turtle", "rdf": "pretty-xml", "jsonld": "json-ld"}
"""What rdflib calls a format, by how its files end."""


def write_vocabulary(
    glossary: GlossaryRecord, pairs: Iterable[tuple[EntryRecord, FlatEntry]], format_: str
) -> bytes:
    """The entries as concepts of the scheme that is the glossary."""
    graph = Graph()
    for prefix, namespace in (("skos", SKOS), ("dct", DCTERMS), ("schema", SCHEMA)):
        graph.bind(prefix, namespace)
    scheme, language = URIRef(glossary.url), glossary.language
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for property_ in (SKOS.prefLabel, DCTERMS.title):
        graph.add((scheme, property_, Literal(glossary.title, lang=language)))
    if glossary.updated_on:
        graph.add((scheme, DCTERMS.modified, Literal(glossary.updated_on)))
    for entry, flat in pairs:
        _add_concept(graph, scheme, entry, flat)
    return graph.serialize(format=FORMATS[format_], encoding="utf-8")


def _add_concept(graph: Graph, scheme: URIRef, entry: EntryRecord, flat: FlatEntry) -> None:
    concept = URIRef(entry.url)
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.inScheme, scheme))
    if not flat.broader:
        graph.add((concept, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, concept))
    graph.add((concept, DCTERMS.modified, Literal(flat.updated, datatype=XSD.date)))
    for property_, text in ((DCTERMS.rights, flat.licence), (DCTERMS.source, flat.origin)):
        if text:
            graph.add((concept, property_, Literal(text)))
    for source in entry.sources:
        if source.url:
            graph.add((concept, DCTERMS.references, URIRef(source.url)))
    _add_words(graph, concept, entry, flat)
    _add_relations(graph, concept, entry)
    for figure in entry.figures:
        _add_figure(graph, concept, figure, entry.language)


def _add_words(graph: Graph, concept: URIRef, entry: EntryRecord, flat: FlatEntry) -> None:
    for property_, texts in (
        (SKOS.prefLabel, [entry.title]),
        (SKOS.definition, [flat.text]),
        (SKOS.altLabel, entry.names_of("alias", "abbreviation", "shared")),
        (SKOS.hiddenLabel, (*flat.hidden_names, *flat.deprecated_names)),
        (OWN.formerName, flat.deprecated_names),
        (OWN.homonym, flat.homonyms),
        (OWN.contrast, flat.contrasts),
        (DC.subject, flat.tags),
    ):
        for text in texts:
            graph.add((concept, property_, Literal(text, lang=entry.language)))


def _add_relations(graph: Graph, concept: URIRef, entry: EntryRecord) -> None:
    """A term that is broader cannot be related in SKOS as well (S27); it is a `seeAlso`."""
    properties = {
        "broader": SKOS.broader,
        "narrower": SKOS.narrower,
        "related": SKOS.related,
        "prerequisite": DCTERMS.requires,
        "replaced by": DCTERMS.isReplacedBy,
    }
    for other in entry.relations:
        if property_ := properties.get(other.kind):
            is_both = other.kind == "related" and other.is_in_line
            graph.add((concept, RDFS.seeAlso if is_both else property_, URIRef(other.url)))


def _add_figure(graph: Graph, concept: URIRef, figure: FigureRecord, language: str) -> None:
    node = URIRef(figure.url)
    graph.add((node, RDF.type, SCHEMA.Observation))
    graph.add((node, SCHEMA.observationAbout, concept))
    graph.add((node, SCHEMA.value, Literal(figure.value)))
    graph.add((node, SCHEMA.description, Literal(figure.states, lang=language)))
    graph.add((node, SCHEMA.measurementMethod, Literal(figure.kind)))
    graph.add((node, SCHEMA.observationDate, Literal(figure.as_of)))
    if figure.of:
        graph.add((node, SCHEMA.measuredProperty, Literal(figure.of, lang=language)))
    for text in filter(None, (figure.caveat, figure.working)):
        graph.add((node, SKOS.note, Literal(text, lang=language)))
    if figure.source:
        source = URIRef(figure.source.url) if figure.source.url else BNode(figure.source.key)
        graph.add((node, DCTERMS.source, source))
        graph.add((source, DCTERMS.title, Literal(figure.source.title)))
        graph.add((source, DCTERMS.creator, Literal(figure.source.authors)))
        graph.add((source, DCTERMS.issued, Literal(figure.source.published)))
