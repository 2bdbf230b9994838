"""Each fact of each shipped entry is the same in every form that the site gives it."""

import csv
import html
import json
import re
from collections import defaultdict
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS

from exchange.agents.protocol import tools
from exchange.glossary.vocabulary import SCHEMA
from exchange.records.reading import read_glossary
from exchange.records.record import EntryRecord

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "http://testserver"


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_fact_is_the_same_everywhere(client: Client, real_content: None) -> None:
    entries = read_glossary(BASE).entries
    assert len(entries) > 100
    whole = Graph().parse(data=client.get("/glossary.ttl").content, format="turtle")
    table = client.get("/glossary.csv").content.decode("utf-8-sig")
    rows = {row["key"]: row for row in csv.DictReader(StringIO(table))}
    as_json = {one["slug"]: one for one in client.get("/glossary.json").json()["entries"]}
    assert rows.keys() == as_json.keys() == {one.slug for one in entries}
    for entry in entries:
        has_relations(entry, whole, rows[entry.slug])
        has_figures(entry, whole)
        assert as_json[entry.slug] == json.loads(entry.model_dump_json())
        assert rows[entry.slug]["title"].removeprefix("'") == entry.title


def test_agents_and_the_api_are_told_the_same(client: Client, real_content: None) -> None:
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


def has_relations(entry: EntryRecord, graph: Graph, row: dict[str, str]) -> None:
    concept = URIRef(entry.url)
    assert str(graph.value(concept, SKOS.prefLabel)) == entry.title
    assert str(graph.value(concept, DCTERMS.modified)) == row["updated"]
    first = {one.url: one.slug for one in entry.related_by("prerequisite")}
    assert {str(one) for one in graph.objects(concept, DCTERMS.requires)} == first.keys()
    assert set(filter(None, row["prerequisites"].split("; "))) == {*first.values()}
    for kind in ("broader", "narrower", "related"):
        said = {one.url for one in entry.related_by(kind)}
        found = {str(one) for one in graph.objects(concept, SKOS[kind])}
        if kind == "related":
            found |= {str(one) for one in graph.objects(concept, RDFS.seeAlso)}
        assert found == said
        assert set(filter(None, row[kind].split("; "))) == {
            one.slug for one in entry.related_by(kind)
        }


def has_figures(entry: EntryRecord, graph: Graph) -> None:
    for figure in entry.figures:
        node = URIRef(figure.url)
        assert str(graph.value(node, SCHEMA.value)) == figure.value
        assert str(graph.value(node, SCHEMA.measurementMethod)) == figure.kind
        assert str(graph.value(node, SCHEMA.observationDate)) == figure.as_of
        source = graph.value(node, DCTERMS.source)
        assert bool(source) == bool(figure.source)
        if source and figure.source:
            titles = {str(one) for one in graph.objects(source, DCTERMS.title)}
            assert figure.source.title in titles


@pytest.mark.parametrize("slug", ["mlops", "model-drift", "token"])
def test_an_entry_says_the_same_as_its_page(client: Client, real_content: None, slug: str) -> None:
    entry = next(one for one in read_glossary(BASE).entries if one.slug == slug)
    page = client.get(f"/terms/{slug}/").content.decode()
    shown = squeezed(text_of(page))
    markdown = client.get(f"/terms/{slug}.md").content.decode()
    written = squeezed(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))
    for words in (entry.title, entry.definition):
        assert squeezed(words) in shown
        assert squeezed(words) in written
    if entry.figures:
        listed = client.get(f"/terms/{slug}/figures/").content.decode()
        for figure in entry.figures:
            item = listed.partition(f'id="{figure.key}"')[2].partition('id="')[0]
            assert squeezed(figure.value) in squeezed(text_of(item))
            assert f"key:{figure.key}" in written
            assert squeezed(f"**{figure.value}**") in written
            if figure.source:
                assert squeezed(figure.source.title) in squeezed(text_of(listed))
                assert squeezed(figure.source.title) in written
    for one in entry.relations:
        assert f'/terms/{one.slug}/"' in page
        assert one.url in markdown
    for source in entry.sources:
        assert not source.url or source.url in html.unescape(page) + html.unescape(
            client.get(f"/terms/{slug}/figures/").content.decode()
        )
