"""Each fact of each shipped entry is the same in every form that the site gives it."""

import csv
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

import pytest
import yaml
from django.test import Client
from openpyxl import load_workbook
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from authoring.importing.readers.skos_graph import OWN
from exchange.agents.protocol import tools
from exchange.entries.markdown import write_entry
from exchange.glossary.vocabulary import SCHEMA
from exchange.records.reading import read_entry, read_glossary
from exchange.records.record import EntryRecord, FigureRecord, SourceRecord
from glossary_site.web.filters import partial_date
from terms.models import Figure
from tests.site.page_cache.caching import FixedVersion

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "http://testserver"
NAMED = {
    "alias": SKOS.altLabel,
    "abbreviation": SKOS.altLabel,
    "shared": SKOS.altLabel,
    "search only": SKOS.hiddenLabel,
    "deprecated": OWN.formerName,
}
RELATED = {
    "broader": SKOS.broader,
    "narrower": SKOS.narrower,
    "related": SKOS.related,
    "prerequisite": DCTERMS.requires,
    "replaced by": DCTERMS.isReplacedBy,
}


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def linkless(markdown: str) -> str:
    return squeezed(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph:DeprecationWarning"
)  # rdflib's own, of JSON-LD
def test_every_fact_is_the_same_everywhere(client: Client, real_content: None) -> None:
    entries = read_glossary(BASE).entries
    assert len(entries) > 100
    whole = Graph().parse(data=client.get("/glossary.ttl").content, format="turtle")
    table = client.get("/glossary.csv").content.decode("utf-8-sig")
    rows = {row["key"]: row for row in csv.DictReader(StringIO(table))}
    as_json = {one["slug"]: one for one in client.get("/glossary.json").json()["entries"]}
    assert rows.keys() == as_json.keys() == {one.slug for one in entries}
    for entry in entries:
        has_names(entry, whole, rows[entry.slug])
        has_relations(entry, whole, rows[entry.slug])
        has_figures(entry, whole)
        is_told_in_markdown(entry)
        assert as_json[entry.slug] == json.loads(entry.model_dump_json())
    for suffix, format_ in (("jsonld", "json-ld"), ("rdf", "xml")):
        other = Graph().parse(data=client.get(f"/glossary.{suffix}").content, format=format_)
        assert statements(other) == statements(whole)
    sheet = load_workbook(BytesIO(client.get("/glossary.xlsx").content), read_only=True).active
    assert sheet is not None
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == list(csv.reader(StringIO(table)))


def statements(graph: Graph) -> set[tuple[Node | str, ...]]:
    """The triples; a source without an address is told by its title."""

    def named(node: Node) -> Node | str:
        return str(graph.value(node, DCTERMS.title)) if isinstance(node, BNode) else node

    return {tuple(map(named, triple)) for triple in graph}


def test_agents_and_the_api_are_told_the_same(
    client: Client, real_content: None, known: FixedVersion
) -> None:
    figures = figures_of_api(client)
    for entry in read_glossary(BASE).entries:
        said = json.loads(entry.model_dump_json())
        assert client.get(f"/api/v1/entries/{entry.slug}").json() == said
        assert figures[entry.slug] == sorted(said["figures"], key=lambda one: one["key"])
        asked = {"term": entry.slug}
        defined = tools()["define"].call(BASE, asked).model_dump(mode="json")
        for name in ("title", "url", "definition", "names", "updated_on", "sources"):
            assert defined[name] == said[name]
        assert all(one in said["figures"] for one in defined["figures"])
        told = tools()["related"].call(BASE, asked).model_dump(mode="json")
        assert told["relations"] == said["relations"]
        if entry.figures:
            told = tools()["figure"].call(BASE, asked).model_dump(mode="json")
            assert told["figures"] == said["figures"]


def figures_of_api(client: Client) -> dict[str, list[Any]]:
    """Every figure that the API lists page by page, by its entry."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    address: str | None = "/api/v1/figures?limit=100"
    while address:
        page = client.get(address).json()
        for one in page["items"]:
            found[one.pop("entry")].append(one)
        address = page["next"]
    return found


def texts(nodes: Iterable[Node]) -> set[str]:
    return {str(one) for one in nodes}


def parts(row: dict[str, str], column: str) -> set[str]:
    return set(filter(None, row[column].removeprefix("'").split("; ")))


def has_names(entry: EntryRecord, graph: Graph, row: dict[str, str]) -> None:
    concept = URIRef(entry.url)
    assert str(graph.value(concept, SKOS.prefLabel)) == entry.title
    assert row["title"].removeprefix("'") == entry.title
    assert (row["category"], row["page"]) == (entry.category.title, entry.url)
    told = texts(graph.objects(concept, SKOS.definition))
    assert told == {row["text"].removeprefix("'")}
    assert squeezed(entry.definition_markdown) in squeezed(row["text"])
    for property_ in {*NAMED.values()}:
        said = {one.name for one in entry.names if NAMED[one.kind] == property_}
        if property_ == SKOS.hiddenLabel:
            said |= {*entry.names_of("deprecated")}
        assert texts(graph.objects(concept, property_)) == said
    for column, kind in (
        ("aliases", "alias"),
        ("hidden_names", "search only"),
        ("deprecated_names", "deprecated"),
        ("abbreviation", "abbreviation"),
    ):
        assert parts(row, column) == {one.name for one in entry.names if one.kind == kind}


def has_relations(entry: EntryRecord, graph: Graph, row: dict[str, str]) -> None:
    concept = URIRef(entry.url)
    for kind, property_ in RELATED.items():
        others = [one for one in entry.relations if one.kind == kind]
        found = texts(graph.objects(concept, property_))
        if kind == "related":
            found |= texts(graph.objects(concept, RDFS.seeAlso))
        assert found == {one.url for one in others}
        column = {"prerequisite": "prerequisites", "replaced by": "replaced_by"}.get(kind, kind)
        assert parts(row, column) == {one.slug for one in others}
    contrasts = {
        f"{one.slug}: {' '.join(one.words.split())}" for one in entry.related_by("contrast")
    }
    assert texts(graph.objects(concept, OWN.contrast)) == contrasts
    assert {*filter(None, row["contrasts"].split("\n"))} == contrasts
    assert str(graph.value(concept, DCTERMS.modified)) == row["updated"]
    assert row["updated"] == entry.updated_on.isoformat()


def has_figures(entry: EntryRecord, graph: Graph) -> None:
    about = graph.subjects(SCHEMA.observationAbout, URIRef(entry.url))
    assert texts(about) == {one.url for one in entry.figures}
    for figure in entry.figures:
        node = URIRef(figure.url)
        for property_, said in (
            (SCHEMA.value, figure.value),
            (SCHEMA.description, figure.states),
            (SCHEMA.measurementMethod, figure.kind),
            (SCHEMA.observationDate, figure.as_of),
            (SCHEMA.measuredProperty, figure.of),
        ):
            assert texts(graph.objects(node, property_)) == ({said} if said else set())
        assert texts(graph.objects(node, SKOS.note)) == {figure.caveat, figure.working} - {""}
        source = graph.value(node, DCTERMS.source)
        assert bool(source) == bool(figure.source)
        if source and figure.source:
            for property_, said in (
                (DCTERMS.title, figure.source.title),
                (DCTERMS.creator, figure.source.authors),
                (DCTERMS.issued, figure.source.published),
            ):
                assert said in texts(graph.objects(source, property_))


def is_told_in_markdown(entry: EntryRecord) -> None:
    _, front, body = write_entry(entry).split("---\n", 2)
    head = yaml.safe_load(front)
    assert (head["title"], head["url"], head["updated"]) == (
        entry.title,
        entry.url,
        entry.updated_on,
    )
    for name, kind in (("aliases", "alias"), ("deprecated_names", "deprecated")):
        assert head.get(name, []) == [one.name for one in entry.names if one.kind == kind]
    figures = body.partition("\n## Figures\n")[2].partition("\n## Sources\n")[0]
    told = [one for one in re.split(r"\n(?=- )", figures) if one.strip()]
    assert len(told) == len(entry.figures)
    for figure, words in zip(entry.figures, told, strict=True):
        assert f"[{figure.key}]({figure.url})" in words
        assert f"kind: {figure.kind}; as of: {figure.as_of};" in words
        said = (f"**{figure.value}**", figure.of, figure.states, figure.working, figure.caveat)
        for one in (*said, *cited(figure)):
            assert squeezed(one) in squeezed(words)
    for relation in entry.relations:
        assert f"[{relation.title}]({relation.url})" in body
        assert squeezed(relation.words) in squeezed(body)
    for source in entry.sources:
        for one in words_of(source):
            assert squeezed(one) in squeezed(body.partition("\n## Sources\n")[2])


def words_of(source: SourceRecord) -> tuple[str, ...]:
    return source.authors, source.title, source.published, source.url or ""


def cited(figure: FigureRecord) -> tuple[str, ...]:
    return words_of(figure.source) if figure.source else ()


def test_the_pages_of_figures_tell_each(client: Client, real_content: None) -> None:
    kinds = dict(Figure.Kind.choices)
    for entry in read_glossary(BASE).entries:
        if not entry.figures:
            continue
        page = client.get(f"/terms/{entry.slug}/figures/").content.decode()
        groups = page.split('<section class="section figures-of-source">')[1:]
        items = {
            key: (group.partition("</h2>")[0], item)
            for group in groups
            for key, item in re.findall(r'id="([^"]+)">\s*<dt>(.*?)</dd>', group, re.DOTALL)
        }
        assert items.keys() == {one.key for one in entry.figures}
        for figure in entry.figures:
            heading, item = items[figure.key]
            shown = squeezed(text_of(item))
            assert squeezed(f"{kinds[figure.kind]}, {partial_date(figure.as_of)}") in shown
            for words in (figure.value, figure.of, figure.states, figure.working, figure.caveat):
                assert linkless(words) in shown
            if figure.source:
                published = partial_date(figure.source.published)
                for words in (figure.source.title, f"({published})"):
                    assert squeezed(words) in squeezed(text_of(heading))
                assert html.escape(figure.source.url or "") in heading


@pytest.mark.parametrize("slug", ["mlops", "model-drift", "token"])
def test_an_entry_says_the_same_as_its_page(client: Client, real_content: None, slug: str) -> None:
    entry = read_entry(slug, BASE)
    assert entry
    page = client.get(f"/terms/{slug}/").content.decode()
    shown = squeezed(text_of(page))
    markdown = client.get(f"/terms/{slug}.md").content.decode()
    assert markdown == write_entry(entry)
    for words in (entry.title, entry.definition):
        assert squeezed(words) in shown
        assert squeezed(words) in linkless(markdown)
    for one in entry.relations:
        assert f'/terms/{one.slug}/"' in page
    for name in entry.names_of("alias", "abbreviation"):
        assert squeezed(name) in shown
    figures = html.unescape(client.get(f"/terms/{slug}/figures/").content.decode())
    for source in entry.sources:
        assert not source.url or source.url in html.unescape(page) + figures
