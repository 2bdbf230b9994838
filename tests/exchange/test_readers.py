"""What the site gives to other programs, read by those programs or by the libraries that they use."""

import csv
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import bibtexparser
import feedparser
import pyshacl
import pytest
import rispy
import skosify
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator
from openpyxl import load_workbook
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SKOS

from exchange.api.openapi import describe
from exchange.glossary.tables import OPEN_METADATA
from exchange.records.reading import read_glossary
from tests.world import make_glossary, make_term

SHAPES = Path(__file__).with_name("shapes.ttl")
STYLE = "harvard-cite-them-right"
PROJECT = """\
project = "another"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"terms": ("https://glossary.example.org/", "objects.inv")}
"""

pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),  # pyshacl's, of rdflib
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),  # skosify's
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def a_glossary(db: None) -> None:
    make_glossary(title="Drift & Margin")
    names = ("Machine learning operations", "ML operations")
    make_term(slug="mlops", title="MLOps & more", abbreviation="MLOps", aliases=names)
    make_term(
        slug="model-drift", title="Model drift", abbreviation="", tldr="It gets worse; slowly."
    )


def build(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "index.rst").write_text(f"Words\n=====\n\n{text}\n", encoding="utf-8")
    command = (
        sys.executable,
        "-m",
        "sphinx",
        "-n",
        "-W",
        "-q",
        "-E",
        str(folder),
        str(folder / "out"),
    )
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.usefixtures("a_glossary")
def test_sphinx_links_by_title_alias_and_abbreviation_in_any_case(
    client: Client, tmp_path: Path
) -> None:
    (tmp_path / "conf.py").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "objects.inv").write_bytes(client.get("/objects.inv").content)
    names = ("model drift", "Model drift", "MODEL DRIFT", "MLOps", "mlops", "ml Operations")
    built = build(tmp_path, "\n".join(f"- :term:`{name}`" for name in names))
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for slug in ("model-drift", "mlops"):
        assert page.count(f'href="https://glossary.example.org/terms/{slug}/"') == 3
    wrong = build(tmp_path, ":term:`model drafts`")
    assert wrong.returncode != 0
    assert "model drafts" in wrong.stderr


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_vocabulary_tools_find_nothing_to_correct(
    client: Client, real_content: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    turtle = tmp_path / "glossary.ttl"
    turtle.write_bytes(client.get("/glossary.ttl").content)
    before = Graph().parse(turtle)
    conforms, _, words = pyshacl.validate(before, shacl_graph=str(SHAPES), advanced=True)
    assert conforms, words
    with caplog.at_level(logging.WARNING):
        after = skosify.skosify(str(turtle))
    assert caplog.messages == []
    assert lasting(before) <= lasting(after)
    added = {triple[1] for triple in lasting(after) - lasting(before)}
    assert added <= {SKOS.related}  # which holds both ways


def lasting(graph: Graph) -> set[Any]:
    """What is said of things that have an address."""
    return {one for one in graph if not any(isinstance(node, BNode) for node in one)}


def test_the_shapes_find_what_is_wrong(client: Client, a_glossary: None) -> None:
    graph = Graph().parse(data=client.get("/glossary.ttl").content, format="turtle")
    drift, mlops = (URIRef(f"http://testserver/terms/{slug}/") for slug in ("model-drift", "mlops"))
    for property_ in (SKOS.broader, SKOS.related):
        graph.add((drift, property_, mlops))
    conforms, _, words = pyshacl.validate(graph, shacl_graph=str(SHAPES), advanced=True)
    assert not conforms
    assert "is not related" in words


@pytest.mark.usefixtures("a_glossary")
def test_feed_readers_read_every_entry(client: Client) -> None:
    for what, number in (("entries", 2), ("figures", 0)):
        feed = feedparser.parse(client.get(f"/feeds/{what}.atom").content)
        assert not feed.bozo, feed.bozo_exception
        assert feed.version == "atom10"
        as_json = client.get(f"/feeds/{what}.json").json()
        told = [
            (one["id"], one["url"], one["title"], one["content_text"]) for one in as_json["items"]
        ]
        read = [(one.id, one.link, one.title, one.summary) for one in feed.entries]
        assert told == read
        assert len(told) == number
        assert as_json["feed_url"] == f"http://testserver/feeds/{what}.json"
        assert feed.feed.title == as_json["title"]


@pytest.mark.usefixtures("a_glossary")
def test_reference_managers_get_title_address_and_date(client: Client) -> None:
    url, title = "http://testserver/terms/mlops/", "MLOps & more"
    library = bibtexparser.parse_string(client.get("/terms/mlops.bib").content.decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    assert (entry["title"], entry["url"]) == (r"{MLOps \& more}", url)
    (ris,) = rispy.loads(client.get("/terms/mlops.ris").content.decode())
    assert (ris["title"], ris["urls"]) == (title, [url])
    assert entry["date"] == ris["date"].replace("/", "-")
    csl = client.get("/terms/mlops.csl.json").json()
    assert "-".join(f"{part:02}" for part in csl[0]["issued"]["date-parts"][0]) == entry["date"]
    style = CitationStylesStyle(STYLE, validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(csl), formatter.plain)
    bibliography.register(Citation([CitationItem("mlops")]))
    (line,) = map(str, bibliography.bibliography())
    for words in (title, url, "Drift & Margin", entry["date"][:4]):
        assert words in line


@pytest.mark.usefixtures("a_glossary")
def test_the_api_is_described_as_openapi_wants_it() -> None:
    told = json.loads(json.dumps(describe("https://glossary.example.org")))
    assert [error.message for error in OpenAPIV31SpecValidator(told).iter_errors()] == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_catalogues_and_spreadsheets_read_every_entry(client: Client, real_content: None) -> None:
    entries = read_glossary("http://testserver").entries
    sheet = load_workbook(BytesIO(client.get("/glossary.xlsx").content), read_only=True).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
        "key",
        *(one.slug for one in entries),
    ]
    said = client.get("/openmetadata.csv").content.decode()
    head, *rows = csv.reader(StringIO(said))
    assert tuple(head) == OPEN_METADATA
    known = dict(open_metadata_terms(rows))
    assert {name.rpartition(".")[2] for name in known} == {one.slug for one in entries}
    related = sum(
        len(row["relatedTerms"].split(";")) for row in known.values() if row["relatedTerms"]
    )
    pairs = {
        frozenset((entry.slug, other.slug))
        for entry in entries
        for other in entry.related_by("related", "contrast", "contrasted by")
    }
    assert related == len(pairs)


def open_metadata_terms(rows: list[list[str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """The terms by their full names, as OpenMetadata makes them: a row names only what is there."""
    known = set[str]()
    for cells in rows:
        row = dict(zip(OPEN_METADATA, cells, strict=True))
        for name in filter(None, (row["parent"], *row["relatedTerms"].split(";"))):
            assert name in known
            assert ":" not in name
        assert len(row["references"].split(";")) == 2
        name = f"{row['parent'] or 'Drift & Margin'}.{row['name*']}"
        known.add(name)
        yield name, row
