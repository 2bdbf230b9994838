"""Browsing and searching at `/terms/`."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from terms.models import Term
from tests.html import one_line
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A glossary of any size is one that can be narrowed."""
    monkeypatch.setattr("terms.browse.filters.FEW_TERMS", 0)


def test_the_page_lists_published_terms_with_letters_and_categories(
    client: Client, many: None
) -> None:
    make_term(slug="drift", title="Drift", category=make_category(slug="c", title="Care"))
    make_term(slug="draft", title="Draft", status=Term.Status.DRAFT)
    response = client.get("/terms/")
    html = one_line(response.text)
    assert response.status_code == 200
    assert "1 term" in html
    assert 'href="/terms/drift/"' in html
    assert "/terms/draft/" not in html
    assert "?letter=d" in html
    assert "?letter=e" not in html
    assert "Care 1" in html
    assert not response.cookies


def test_htmx_gets_the_list_alone(htmx_client: Client) -> None:
    make_term()
    response = htmx_client.get("/terms/?q=mlops")
    assert response.text.strip().startswith('<section class="section results" id="term-results"')
    assert "<html" not in response.text
    assert "HX-Request" in response["Vary"]


def test_history_restore_gets_the_whole_page() -> None:
    client = Client(headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in client.get("/terms/").text


def test_filters_combine(client: Client) -> None:
    care = make_category(slug="care", title="Care")
    make_term(slug="drift", title="Drift", category=care)
    make_term(slug="data", title="Data")
    make_term(slug="2fa", title="2FA", category=care)
    assert "1 term" in client.get("/terms/?category=care&letter=d").text
    assert "/terms/2fa/" in client.get("/terms/?letter=0-9").text
    assert "1 term for “drift”" in client.get("/terms/?category=care&q=drift").text


def test_few_terms_are_a_plain_list(client: Client) -> None:
    for number in range(19):
        make_term(slug=f"t{number}", title=f"T{number}", abbreviation="")
    html = client.get("/terms/").text
    assert "19 terms" in html
    assert 'class="letters"' not in html
    assert "All categories" not in html
    within = client.get("/terms/?category=foundations").text
    assert re.search(r'href="/terms/">\s*All terms', within)
    make_term(slug="t19", title="T19", abbreviation="")
    assert 'class="letters"' in client.get("/terms/").text


def test_brief_entries_are_told_from_full_ones(client: Client) -> None:
    make_term(slug="full", title="Drift one", abbreviation="")
    assert "Brief entry" not in client.get("/terms/").text
    make_term(slug="brief", title="Drift two", abbreviation="", kind=Term.Kind.BRIEF)
    assert client.get("/terms/").text.count("Brief entry") == 1
    assert client.get("/terms/?q=drift").text.count("Brief entry") == 1


def test_a_line_of_the_list_leads_to_its_term_alone(client: Client) -> None:
    make_term(tldr="It is *not* [free](figure:F1) & [that](https://example.org) < this.")
    html = client.get("/terms/").text
    assert '<p class="term-list__tldr">It is not free &amp; that &lt; this.</p>' in html


def test_a_filter_can_be_taken_back(client: Client, many: None) -> None:
    make_term()
    html = client.get("/terms/?letter=m&category=foundations").text
    assert 'href="/terms/?category=foundations"' in html
    assert 'href="/terms/?letter=m"' in html
    assert 'href=""' not in client.get("/terms/?letter=m").text


def test_nothing_found_is_a_page_with_a_way_on(client: Client) -> None:
    response = client.get("/terms/", {"q": "<script>nothing"})
    assert response.status_code == 200
    assert "No entry is called" in response.text
    assert "<script>nothing" not in response.text


def test_each_result_says_why_with_its_words_marked(client: Client) -> None:
    make_term(
        slug="llmops",
        title="LLMOps",
        abbreviation="",
        aliases=("ops of <LLMs>",),
        why_it_matters="Cheap *latency* <wins>.",
    )
    assert "<mark>LLMOps</mark>" in client.get("/terms/?q=llmops").text
    assert "in the title" in client.get("/terms/?q=llmops").text
    by_alias = one_line(client.get("/terms/", {"q": "ops of <LLMs>"}).text)
    assert "<mark>ops</mark> of &lt;<mark>LLMs</mark>&gt;, alias of LLMOps" in by_alias
    by_text = one_line(client.get("/terms/?q=latency").text)
    assert 'in <a href="/terms/llmops/#why-it-matters">Why it matters</a>' in by_text
    assert "Cheap <mark>latency</mark>" in by_text


def test_a_misspelt_query_is_answered_and_it_is_said(client: Client) -> None:
    make_term(slug="drift", title="Model drift", abbreviation="", category=make_category())
    html = one_line(client.get("/terms/?q=modle+drift&page=1").text)
    assert "No entry is called “modle drift”" in html
    assert 'Did you mean <a href="/terms/?q=Model+drift"> Model drift</a>?' in html
    assert "These are the results for “Model drift”." in html
    assert 'href="/terms/drift/"' in html


def test_letters_and_categories_count_within_each_other(client: Client, many: None) -> None:
    care = make_category(slug="care", title="Care")
    make_term(slug="drift", title="Drift", category=care)
    make_term(slug="data", title="Data")
    make_term(slug="ops", title="Ops", category=care)
    html = client.get("/terms/?category=care").text
    assert '<span class="letters__count">1</span>' in html
    assert "letter=d" in html
    assert "Care 1" in one_line(client.get("/terms/?letter=d").text)


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Łódź", "l"),
        ("Đường", "d"),
        ("Ærø", "a"),
        ("E\u0301tude", "e"),
        (".NET", "n"),
        ("注文", "…"),
    ],
)
def test_a_title_stands_under_the_letter_that_a_reader_looks_under(
    client: Client, title: str, letter: str
) -> None:
    make_term(slug="it", title=title, abbreviation="")
    for typed in (letter, letter.upper(), title[0] if letter == "l" else letter):
        assert "/terms/it/" in client.get("/terms/", {"letter": typed}).text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=2", 404),
        ("page=0", 404),
        ("q=mlops&page=2", 404),
        ("q=mlops&page=0", 404),
        ("page=999999999", 404),
        ("q=mlops&page=999999999", 404),
        ("page=x", 400),
        ("page=²", 400),
        ("page=99999999999999999999", 400),
        ("letter=zz", 400),
        ("letter=%00", 400),
        ("category=nowhere", 404),
        ("category=%00", 404),
        ("q=%00%ff", 200),
        ("q=" + "a" * 4000, 200),
        ("unknown=1", 200),
    ],
)
def test_garbage_in_the_address_is_answered_plainly(
    client: Client, query: str, status: int
) -> None:
    assert client.get(f"/terms/?{query}").status_code == status


def test_pages_of_thirty(client: Client) -> None:
    for number in range(31):
        make_term(slug=f"term-{number}", title=f"Term {number:02}", abbreviation="")
    assert "Page 1 of 2" in client.get("/terms/").text
    second = client.get("/terms/?page=2").text
    assert "Term 30" in second
    assert 'rel="next"' not in second


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/terms/").status_code == 405


@pytest.mark.parametrize("number", [3, 25])
def test_the_number_of_queries_is_constant(
    client: Client,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for index in range(number):
        make_term(slug=f"term-{index}", title=f"Term {index}", aliases=(f"alias {index}",))
    with django_assert_num_queries(5):  # its tags are counted
        client.get("/terms/")


def test_a_page_reads_no_other_pages_terms(client: Client) -> None:
    make_term()
    with CaptureQueriesContext(connection) as queries:
        client.get("/terms/")
    of_terms = [query["sql"] for query in queries if "title_key" in query["sql"]]
    assert of_terms
    assert all("LIMIT 30" in sql for sql in of_terms)


def test_the_ways_on_from_a_search_hold_its_words(client: Client, many: None) -> None:
    make_term(slug="drift", title="Drift", tldr="It moves, 100 %.")
    for written in ("moves", "100+%25", "%22%3Cit%3E"):
        assert f'href="/terms/?q={written}&amp;letter=d"' in client.get(f"/terms/?q={written}").text
