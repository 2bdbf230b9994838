"""What every page says of itself in its head, and that the words for machines are on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from terms.markdown.plain import plain_text
from terms.models import Term
from tests.world import (
    make_advisor,
    make_cost_scenario,
    make_glossary,
    make_maturity_model,
    make_quiz,
    make_term,
)

ORIGIN = "https://glossary.example.org"
FOR_SEARCH = {
    "/": "/",
    "/?utm_source=letter": "/",
    "/terms/": "/terms/",
    "/terms/?page=1&letter=": "/terms/",
    "/terms/?category=foundations&x=1": "/terms/?category=foundations",
    "/terms/?letter=T&category=foundations": "/terms/?category=foundations&letter=t",
    "/terms/?page=2": "/terms/?page=2",
    "/terms/mlops/": "/terms/mlops/",
    "/terms/mlops/?from=mail": "/terms/mlops/",
    "/quizzes/": "/quizzes/",
    "/quizzes/mlops/": "/quizzes/mlops/",
    "/maturity/": "/maturity/",
    "/maturity/mlops/?dimension=dimension-2": "/maturity/mlops/",
    "/calculator/?users=7": "/calculator/",
    "/advisory/?from=x": "/advisory/",
}
"""Each page that searches should know, with its canonical path."""

NOT_FOR_SEARCH = (
    *("/terms/?q=drift", "/review/", "/me/", "/nothing/"),
    *("/terms/?page=x", "/calculator/embed/", "/offline/"),
)


class Head(HTMLParser):
    """The title, metas and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self._is_title = False
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_title = tag == "title"
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.metas.setdefault(name, []).append(given["content"])
        if tag == "link":
            self.links.setdefault(given["rel"], []).append(given["href"])

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False


@pytest.fixture
def site(db: None, settings: Settings) -> None:
    """One term with everything on it, and so many that the list has two pages."""
    settings.SITE_URL = ORIGIN
    glossary = make_glossary(title="Words & more", tagline="Each with its source")
    make_advisor(glossary=glossary)
    term = make_term(tldr="It **runs** models & watches them. " * 9)
    make_quiz(term)
    make_cost_scenario(term)
    make_maturity_model(term)
    others = {"category": term.category, "status": term.status, "updated_on": term.updated_on}
    Term.objects.bulk_create(
        Term(slug=f"t{number}", title=f"Term {number}", **others) for number in range(31)
    )


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("path", "canonical"), FOR_SEARCH.items())
def test_a_page_for_search_says_what_and_where_it_is(
    client: Client, path: str, canonical: str
) -> None:
    response = client.get(path)
    head = Head(response.text)
    assert response.status_code == 200
    assert head.links["canonical"] == [f"{ORIGIN}{canonical}"]
    assert "robots" not in head.metas
    (description,) = head.metas["description"]
    assert 10 <= len(description) <= 160
    assert "<" not in description
    assert "&amp;" not in description
    assert head.title.count("Words & more") == 1
    (short_title,) = head.metas["og:title"]
    assert head.title.startswith(short_title)
    assert head.metas["og:url"] == [f"{ORIGIN}{canonical}"]
    assert head.metas["og:description"] == [description]
    assert head.metas["og:site_name"] == ["Words & more"]
    assert head.metas["og:locale"] == ["en_US"]
    assert head.metas["og:type"] == ["article" if canonical == "/terms/mlops/" else "website"]
    assert head.metas["twitter:card"] == ["summary_large_image"]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", NOT_FOR_SEARCH)
def test_a_page_that_is_nobody_elses_stays_out_of_searches(client: Client, path: str) -> None:
    head = Head(client.get(path).text)
    assert head.metas["robots"] == ["noindex"]
    assert "canonical" not in head.links
    assert head.title


@pytest.mark.usefixtures("site")
def test_no_two_addresses_that_searches_know_have_the_same_title(client: Client) -> None:
    titles = {path: Head(client.get(path).text).title for path in set(FOR_SEARCH.values())}
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", FOR_SEARCH)
def test_a_page_has_a_picture_and_icons_that_are_there(client: Client, path: str) -> None:
    head = Head(client.get(path).text)
    (url,) = head.metas["og:image"]
    assert url.startswith(ORIGIN)
    assert ("/terms/mlops/" in url) == path.startswith("/terms/mlops/")
    picture = client.get(url.removeprefix(ORIGIN))
    assert picture.status_code == 200
    assert head.metas["og:image:type"] == [picture["Content-Type"]]
    assert (head.metas["og:image:width"], head.metas["og:image:height"]) == (["1200"], ["630"])
    assert "Words & more" in head.metas["og:image:alt"][0]
    (favicon, icon), (touch_icon,) = head.links["icon"], head.links["apple-touch-icon"]
    assert all(finders.find(link.removeprefix("/static/")) for link in (icon, touch_icon))
    assert client.get(favicon).status_code == 200
    assert client.get(head.links["manifest"][0]).status_code == 200
    assert len(head.metas["theme-color"]) == 2


def faults_of(html: str) -> Iterator[str]:
    head = Head(html)
    if len(head.title) < 5 or head.title.count("Drift & Margin") > 1:
        yield f"the title {head.title!r}"
    if ("canonical" in head.links) == ("robots" in head.metas):
        yield "neither or both of canonical and robots"
    repeated = [name for name, values in head.metas.items() if len(values) > 1]
    if repeated not in ([], ["theme-color"]):
        yield f"{repeated} more than once"
    if len(head.metas.get("description", [""])[0]) > 160:
        yield "a long description"


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/", "/terms/mlops/", "/terms/llmops/", "/terms/model-drift/", "/terms/model-routing/"]
)
def test_every_word_for_machines_is_on_the_page(
    real_content: None, client: Client, path: str
) -> None:
    html = client.get(path).text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert block
    visible = plain_text(re.sub(r"<(script|template|head)\b.*?</\1>", "", html, flags=re.S))
    texts = [text for node in json.loads(block[1])["@graph"] for text in texts_in(node)]
    assert len(texts) >= 2
    assert [text for text in texts if text not in visible] == []


def texts_in(node: object, name: str = "") -> Iterator[str]:
    """The values that are words for people: no types, addresses, dates or patterns."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts_in(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from texts_in(value, name)
    elif name in {"name", "alternateName", "description", "text"}:
        yield str(node)
    else:
        machine = {
            "@id",
            "@type",
            "url",
            "item",
            "position",
            "dateModified",
            "urlTemplate",
            "query-input",
        }
        assert name in machine, f"{name} is neither words nor known to be none"
