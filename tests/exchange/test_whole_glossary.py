"""The whole glossary as files of other programs, and its feeds."""

import csv
import json
import re
import zipfile
import zlib
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from django.test import Client
from openpyxl import load_workbook

from authoring.models import FileVersion
from exchange.entries.negotiation import markdown_for_programs
from terms.models import BroaderTerm, RelatedTerm, Term
from tests.world import make_glossary, make_term

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def a_glossary() -> None:
    make_glossary(title="Words. Of ours")
    mlops = make_term(slug="mlops", title="MLOps", aliases=("ML operations",))
    drift = make_term(slug="model-drift", title="=Model drift", tldr="It gets worse; slowly.")
    BroaderTerm.objects.create(term=drift, target=mlops)
    RelatedTerm.objects.create(term=mlops, target=drift, why="Why the loop never ends")


def test_a_term_is_not_related_to_what_is_broader(client: Client) -> None:
    turtle = client.get("/glossary.ttl").content.decode()
    assert "skos:narrower <http://testserver/terms/model-drift/>" in turtle
    assert "seeAlso <http://testserver/terms/model-drift/>" in turtle
    assert "skos:related" not in turtle


def test_tables_begin_no_formula(client: Client) -> None:
    table = client.get("/glossary.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table)))
    assert [row["title"] for row in rows] == ["MLOps", "'=Model drift"]
    sheet = load_workbook(BytesIO(client.get("/glossary.xlsx").content)).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(values_only=True)][1:] == ["MLOps", "'=Model drift"]


def test_open_metadata_finds_each_term_below_what_it_names(client: Client) -> None:
    table = client.get("/openmetadata.csv").content.decode()
    rows = {row["name*"]: row for row in csv.DictReader(StringIO(table))}
    assert rows["model-drift"]["parent"] == "Words Of ours.mlops"
    assert (rows["mlops"]["relatedTerms"], rows["model-drift"]["relatedTerms"]) == (
        "",
        "Words Of ours.mlops",
    )
    assert rows["mlops"]["synonyms"] == "ML operations"
    assert rows["mlops"]["references"] == "MLOps;http://testserver/terms/mlops/"


def test_datahub_finds_each_term_below_its_category(client: Client) -> None:
    (node,) = yaml.safe_load(client.get("/datahub.yaml").content)["nodes"]
    terms = {one["id"]: one for one in node["terms"]}
    assert terms["model-drift"]["inherits"] == [f"{node['name']}.MLOps"]
    assert terms["mlops"]["source_url"] == "http://testserver/terms/mlops/"


def test_the_folder_is_the_same_each_time(client: Client) -> None:
    first, again = (client.get("/glossary.zip").content for _ in range(2))
    assert first == again
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert packed.namelist() == ["mlops.md", "model-drift.md"]


def test_sphinx_finds_every_name(client: Client) -> None:
    inventory = client.get("/objects.inv").content
    head, _, packed = inventory.partition(b"zlib.\n")
    assert b"# Project: Words. Of ours\n" in head
    lines = zlib.decompress(packed).decode().splitlines()
    assert "ML operations std:term -1 terms/mlops/ MLOps" in lines
    pattern = r"(?x)(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)"  # as Sphinx reads it
    assert all(re.match(pattern, line) for line in lines)


def test_models_are_told_where_the_markdown_is(client: Client) -> None:
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# Words. Of ours\n")
    assert (
        "- [=Model drift](http://testserver/terms/model-drift.md): It gets worse; slowly." in text
    )


def test_feeds_tell_the_newest_entries(client: Client) -> None:
    feed = ElementTree.fromstring(client.get("/feeds/entries.atom").content)
    assert {one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")} == {
        "MLOps",
        "=Model drift",
    }
    as_json = client.get("/feeds/entries.json").json()
    assert as_json["version"] == "https://jsonfeed.org/version/1.1"
    assert len(as_json["items"]) == 2
    assert client.get("/feeds/nothing/entries.json").status_code == 404


def test_a_changed_figure_is_told_with_both_values(client: Client) -> None:
    text = "---\ntitle: MLOps\nfigures:\n  - {{key: F1, value: '{}', source: s, as_of: {}}}\n---\n"
    for number, said in enumerate((("54%", 2021), ("60%", 2026), ("60%", 2026)), start=1):
        FileVersion.objects.create(
            path="terms/mlops/term.md",
            number=number,
            is_latest=number == 3,
            packed=zlib.compress(text.format(*said).encode()),
            how=FileVersion.How.EDITED,
        )
    (item,) = client.get("/feeds/figures.json").json()["items"]
    assert item["title"] == "MLOps: 54% → 60%"
    assert "Before: 54% (s, 2021). Now: 60% (s, 2026)." in item["content_text"]
    assert item["url"] == "http://testserver/terms/mlops/figures/#F1"
    assert b"60%" in client.get("/feeds/figures.atom").content


@pytest.mark.parametrize(
    ("accept", "is_led"), [("text/markdown", True), ("text/html, text/markdown;q=0.9", False)]
)
def test_a_program_that_wants_markdown_is_led_to_it(accept: str, *, is_led: bool) -> None:
    said: list[tuple[str, dict[str, str]]] = []

    def page(environ: object, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"page"]

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.append((status, dict(headers)))

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/terms/mlops/", "HTTP_ACCEPT": accept}
    body = markdown_for_programs(page)(environ, start)
    if is_led:
        assert body == []
        assert said == [
            ("303 See Other", {"Location": "../mlops.md", "Vary": "Accept", "Content-Length": "0"})
        ]
    else:
        assert body == [b"page"]


def test_nothing_of_an_empty_glossary_breaks(client: Client) -> None:
    Term.objects.all().delete()
    for path in ("json", "csv", "xlsx", "zip", "ttl", "rdf", "jsonld"):
        assert client.get(f"/glossary.{path}").status_code == 200
    for path in ("/objects.inv", "/llms.txt", "/datahub.yaml", "/openmetadata.csv"):
        assert client.get(path).status_code == 200
    assert json.loads(client.get("/feeds/entries.json").content)["items"] == []
