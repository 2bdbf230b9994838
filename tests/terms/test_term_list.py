"""Browsing and searching at `/terms/`."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from terms.models import Term
from tests.factories import make_category, make_term

pytestmark = pytest.mark.django_db


def test_the_page_lists_published_terms_with_letters_and_categories(client: Client) -> None:
    make_term(slug="drift", title="Drift", category=make_category(slug="c", title="Care"))
    make_term(slug="draft", title="Draft", status=Term.Status.DRAFT)
    response = client.get("/terms/")
    html = response.text
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
    assert response.text.startswith('<section class="section results" id="term-results"')
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


def test_a_filter_can_be_taken_back(client: Client) -> None:
    make_term()
    html = client.get("/terms/?letter=m&category=foundations").text
    assert 'href="/terms/?category=foundations"' in html
    assert 'href="/terms/?letter=m"' in html
    assert 'href=""' not in client.get("/terms/?letter=m").text


def test_nothing_found_is_a_page_with_a_way_on(client: Client) -> None:
    response = client.get("/terms/", {"q": "<script>nothing"})
    assert response.status_code == 200
    assert "Nothing was found" in response.text
    assert "<script>nothing" not in response.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=2", 404),
        ("page=0", 404),
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
    with django_assert_num_queries(4):
        client.get("/terms/")
