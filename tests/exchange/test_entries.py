"""One entry as Markdown, JSON, SKOS, and as reference managers read it."""

import json

import pytest
import yaml
from django.test import Client

from exchange.records.links import absolute_links
from terms.models import Contrast, Term
from tests.world import make_figure, make_glossary, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def drift() -> Term:
    make_glossary(title="Drift & Margin")
    other = make_term(slug="concept-drift", title="Concept drift")
    term = make_term(
        slug="model-drift",
        title="Model drift: 50% & more_",
        aliases=("drift",),
        tldr="A model gets [worse](term:concept-drift), by [91%](figure:F1).",
    )
    make_figure(term, key="F1", value="91%")
    Contrast.objects.create(term=term, target=other, difference="It is a cause, this the effect.")
    return term


def test_markdown_has_its_facts_in_front_and_absolute_links(client: Client, drift: Term) -> None:
    response = client.get("/terms/model-drift.md")
    text = response.content.decode()
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    front = yaml.safe_load(text.split("---")[1])
    assert front["title"] == drift.title
    assert front["aliases"] == ["drift"]
    assert "[worse](http://testserver/terms/concept-drift/)" in text
    assert "[91%](http://testserver/terms/model-drift/figures/#F1)" in text
    assert "Confused with: [Concept drift](http://testserver/terms/concept-drift/)" in text


def test_json_follows_its_schema_and_tells_contrasts_both_ways(client: Client, drift: Term) -> None:
    here = client.get("/terms/model-drift.json").json()
    there = client.get("/terms/concept-drift.json").json()
    assert [(one["kind"], one["slug"]) for one in here["relations"]] == [
        ("contrast", "concept-drift")
    ]
    assert [(one["kind"], one["slug"]) for one in there["relations"]] == [
        ("contrasted by", "model-drift")
    ]
    assert here["figures"][0]["value"] == "91%"


@pytest.mark.parametrize("form", ["md", "json", "jsonld", "ttl", "bib", "ris", "csl.json"])
def test_what_readers_do_not_see_is_in_no_form(client: Client, drift: Term, form: str) -> None:
    assert client.get(f"/terms/nothing.{form}").status_code == 404
    assert client.post(f"/terms/model-drift.{form}").status_code == 405
    Term.objects.update(status=Term.Status.DRAFT)
    assert client.get(f"/terms/model-drift.{form}").status_code == 404


def test_citations_survive_the_signs_of_a_title(client: Client, drift: Term) -> None:
    bibtex = client.get("/terms/model-drift.bib").content.decode()
    assert r"title = {{Model drift: 50\% \& more\_}}" in bibtex
    ris = client.get("/terms/model-drift.ris").content.decode().split("\r\n")
    assert ris[0] == "TY  - DICT"
    assert "TI  - Model drift: 50% & more_" in ris
    assert ris[-2] == "ER  - "
    (item,) = json.loads(client.get("/terms/model-drift.csl.json").content)
    assert item["title"] == drift.title
    assert item["container-title"] == "Drift & Margin"
    page = client.get("/terms/model-drift/cite/").content.decode()
    assert "“Model drift: 50% &amp; more_”" in page
    assert 'href="/terms/model-drift.ris"' in page


def test_a_page_names_its_other_forms(client: Client, drift: Term) -> None:
    page = client.get("/terms/model-drift/").content.decode()
    for media_type, form in (("text/markdown", "md"), ("application/json", "json")):
        link = f'<link rel="alternate" type="{media_type}" href="/terms/model-drift.{form}">'
        assert link in page
    assert '<meta name="citation_title" content="Model drift: 50% &amp; more_">' in page


def test_code_and_other_images_stay_as_they_are() -> None:
    text = '`[a](term:b)` [c](term:d "t") ![seen](e.png) ![gone](f.png) [g](/h/?i) [j](https://k)'
    assert absolute_links(
        text,
        base="https://x",
        term_url="https://x/terms/{slug}/",
        figures_url="https://x/f/",
        images={"e.png": "https://x/e.png"},
    ) == (
        "`[a](term:b)` [c](https://x/terms/d/) ![seen](https://x/e.png) gone"
        " [g](https://x/h/?i) [j](https://k)"
    )
