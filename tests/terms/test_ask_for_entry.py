"""Asking for an entry that a search did not find: counted once a post, of nobody."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from terms.models import MissedQuery
from tests.html import one_line
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/ask-for-entry/"
BUTTON = 'data-testid="ask-for-entry"'


def asked_for() -> dict[str, int]:
    return dict(MissedQuery.objects.values_list("text", "asked_for"))


def test_a_search_says_first_that_no_entry_has_its_name(client: Client) -> None:
    make_term(slug="drift", title="Drift", abbreviation="", explanation="Kept in a feature store.")
    html = one_line(client.get("/terms/?q=feature+store").text)
    heading, hit = html.index("No entry is called “feature store”"), html.index("<mark>feature")
    assert heading < html.index(BUTTON) < hit
    assert "1 term has its words." in html
    html = client.get("/terms/?q=drift+store").text
    assert "No entry is called “drift store”" in html
    html = client.get("/terms/?q=zebra").text
    assert "No entry is called “zebra”" in html
    assert BUTTON in html


@pytest.mark.parametrize("query", ["drift", "model drifts", "model dri", "MD"])
def test_an_entry_that_is_there_is_not_asked_for(client: Client, query: str) -> None:
    make_term(slug="drift", title="Model drift", abbreviation="MD")
    html = client.get("/terms/", {"q": query}).text
    assert "No entry is called" not in html
    assert BUTTON not in html


def test_a_part_of_the_glossary_does_not_say_what_the_whole_lacks(client: Client) -> None:
    make_term(category=make_category(slug="care"))
    html = client.get("/terms/?q=zebra&category=care").text
    assert "Nothing was found for “zebra”" in html
    assert BUTTON not in html


@pytest.mark.parametrize("query", ["rita@example.org", "call 0123456789"])
def test_what_may_be_somebodys_cannot_be_asked_for(client: Client, query: str) -> None:
    make_term()
    assert BUTTON not in client.get("/terms/", {"q": query}).text
    assert client.post(URL, {"q": query}).status_code == 400
    assert asked_for() == {}


def test_a_post_counts_its_normal_form_and_leads_back(client: Client) -> None:
    make_term()
    for query in ("Feature  Store", "feature store"):
        response = client.post(URL, {"q": query}, follow=True)
    assert response.redirect_chain == [("/terms/?q=feature+store&asked=yes", 302)]
    assert "Your wish for an entry called “feature store” is counted." in one_line(response.text)
    assert BUTTON not in response.text
    assert asked_for() == {"feature store": 2}
    assert not client.cookies


def test_htmx_gets_what_takes_the_place_of_the_button(htmx_client: Client) -> None:
    response = htmx_client.post(URL, {"q": "<feature> store"})
    assert response.text.strip().startswith('<div class="ask-for-entry" id="ask-for-entry">')
    assert "&lt;feature&gt; store” is counted" in one_line(response.text)


@pytest.mark.parametrize("query", ["", "  ", "\0"])
def test_nothing_is_no_name(client: Client, query: str) -> None:
    assert client.post(URL, {"q": query}).status_code == 400


def test_searches_and_wishes_stand_in_one_row(client: Client) -> None:
    client.get("/terms/?q=zebra")
    MissedQuery.objects.create(text="zebra", count=3, last_asked_on="2026-01-01")
    client.post(URL, {"q": "zebra"})
    row = MissedQuery.objects.get()
    assert (row.count, row.asked_for) == (3, 1)
    assert str(row.last_asked_on) != "2026-01-01"


def test_only_posts_count(client: Client) -> None:
    response = client.get(f"{URL}?q=zebra")
    assert (response.status_code, response["Location"]) == (302, "/terms/?q=zebra")
    assert client.put(URL).status_code == 405
    assert asked_for() == {}


def test_wishes_are_limited_as_all_posts_are(client: Client, settings: Settings) -> None:
    settings.RATE_LIMITS = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glossary_site.web.limits.PER_ADDRESS", 1)
        assert client.post(URL, {"q": "zebra"}).status_code == 302
        assert client.post(URL, {"q": "zebra"}).status_code == 429
    assert asked_for() == {"zebra": 1}


def test_another_site_cannot_ask() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(URL, {"q": "zebra"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


def test_an_unknown_word_in_the_address_is_refused(client: Client) -> None:
    assert client.get("/terms/?q=zebra&asked=no").status_code == 400


@pytest.mark.parametrize("number", [2, 20])
def test_the_number_of_queries_is_constant(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        make_term(slug=f"t{index}", title=f"T{index}", abbreviation="", tldr="A feature store.")
    with django_assert_num_queries(13):
        client.get("/terms/?q=feature+store")
