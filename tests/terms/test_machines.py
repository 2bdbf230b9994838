"""What search engines read: structured data, the sitemap, robots.txt."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from terms.models import Faq, Term
from tests.factories import make_glossary, make_term

pytestmark = pytest.mark.django_db


def read_data(html: str) -> dict[str, dict[str, object]]:
    """The parts of the page's JSON-LD by their type."""
    text = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    return {part["@type"]: part for part in json.loads(text)["@graph"]}


def test_structured_data_says_what_the_page_says(client: Client) -> None:
    make_glossary(title="Words & more")
    term = make_term(tldr="Running **models** well.", aliases=("ML operations",))
    Faq.objects.create(term=term, question="Is it new?", answer="No, it *is* not.")
    data = read_data(client.get("/terms/mlops/").text)
    defined = data["DefinedTerm"]
    assert defined["name"] == term.title
    assert defined["description"] == "Running models well."
    assert defined["alternateName"] == ["ML operations"]
    assert defined["url"] == "http://testserver/terms/mlops/"
    assert defined["inDefinedTermSet"]["name"] == "Words & more"  # type: ignore[index]
    (question,) = data["FAQPage"]["mainEntity"]  # type: ignore[misc]
    assert question["acceptedAnswer"]["text"] == "No, it is not."  # type: ignore[index]
    assert len(data["BreadcrumbList"]["itemListElement"]) == 3  # type: ignore[arg-type]


def test_structured_data_cannot_end_its_element(client: Client) -> None:
    make_term(title="</script><script>alert(1)</script>", abbreviation="")
    html = client.get("/terms/mlops/").text
    assert "<script>alert(1)" not in html
    assert read_data(html)["DefinedTerm"]["name"] == "</script><script>alert(1)</script>"


def test_the_sitemap_lists_published_terms(client: Client) -> None:
    make_term()
    make_term(slug="draft", title="Draft", status=Term.Status.DRAFT)
    index = client.get("/sitemap.xml")
    assert index["Content-Type"] == "application/xml"
    assert "http://testserver/sitemap-terms.xml" in index.text
    terms = client.get("/sitemap-terms.xml").text
    assert "<loc>http://testserver/terms/mlops/</loc><lastmod>2026-11-22</lastmod>" in terms
    assert "draft" not in terms
    assert "http://testserver/calculator/" in client.get("/sitemap-start.xml").text
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap-terms.xml?p=x").status_code == 404


def test_robots_are_told_where_to_look(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://glossary.example.org"
    response = client.get("/robots.txt")
    assert "Disallow: /me/" in response.text
    assert "Sitemap: https://glossary.example.org/sitemap.xml" in response.text
    assert client.post("/robots.txt").status_code == 405
