"""What search engines read: structured data, the sitemap, robots.txt."""

import io
import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from terms.machines.sitemaps import TermSitemap
from terms.models import Term
from tests.world import make_glossary, make_maturity_model, make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def read_data(html: str) -> dict[str, dict[str, object]]:
    """The parts of the page's JSON-LD by their type."""
    text = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    return {part["@type"]: part for part in json.loads(text)["@graph"]}


def test_structured_data_says_what_the_page_says(client: Client) -> None:
    make_glossary(title="Words & more")
    term = make_term(tldr="Running **models** well.", aliases=("ML operations",))
    data = read_data(client.get("/terms/mlops/").text)
    defined = data["DefinedTerm"]
    assert defined["name"] == term.title
    assert defined["description"] == "Running models well."
    assert defined["alternateName"] == ["ML operations"]
    assert defined["url"] == "http://testserver/terms/mlops/"
    assert defined["inDefinedTermSet"]["name"] == "Words & more"  # type: ignore[index]
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


def test_a_page_is_about_its_term(client: Client) -> None:
    make_term()
    data = read_data(client.get("/terms/mlops/").text)
    assert data["WebPage"]["about"] == {"@id": data["DefinedTerm"]["@id"]}
    assert "alternateName" not in data["DefinedTerm"]


def test_the_start_page_says_how_the_site_is_searched(client: Client) -> None:
    make_glossary(title="Words & more", tagline="All words")
    site = read_data(client.get("/").text)["WebSite"]
    assert (site["name"], site["description"]) == ("Words & more", "All words")
    template = site["potentialAction"]["target"]["urlTemplate"]  # type: ignore[index]
    assert template == "http://testserver/terms/?q={search_term_string}"


def test_the_sitemap_lists_quizzes_and_assessments(client: Client) -> None:
    term = make_term()
    make_quiz(term)
    make_maturity_model(term)
    make_quiz(make_term(slug="draft", title="Draft", status=Term.Status.DRAFT))
    quizzes = client.get("/sitemap-quizzes.xml").text
    assert quizzes.count("<loc>") == 1
    assert "<loc>http://testserver/quizzes/mlops/</loc><lastmod>2026-11-22</lastmod>" in quizzes
    assert "http://testserver/maturity/mlops/" in client.get("/sitemap-assessments.xml").text


def test_the_sitemap_is_split_and_its_index_reads_no_terms(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(TermSitemap, "limit", 2)
    for number in range(5):
        make_term(slug=f"t{number}", title=f"Term {number}")
    with django_assert_num_queries(7):  # one for the names that terms share, one for paths
        index = client.get("/sitemap.xml").text
    assert "<loc>http://testserver/sitemap-terms.xml?p=3</loc>" in index
    assert "<lastmod>2026-11-22" in index
    assert client.get("/sitemap-terms.xml?p=3").text.count("<loc>") == 1


def test_the_manifest_names_the_site_and_icons_that_are_there(client: Client) -> None:
    make_glossary(title="Words & more", tagline="Each with its source")
    response = client.get("/manifest.webmanifest")
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == ("Words & more", "en", "ltr")
    assert (manifest["start_url"], manifest["theme_color"]) == ("/", "#fbfaf6")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert "{}x{}".format(*image.size) == icon["sizes"]
    assert client.post("/manifest.webmanifest").status_code == 405


def test_the_icon_that_browsers_ask_for_by_habit_is_there(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert Image.open(io.BytesIO(response.content)).size == (32, 32)
    assert "max-age=86400" in response["Cache-Control"]
