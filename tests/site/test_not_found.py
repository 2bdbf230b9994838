"""The page for an address that leads nowhere searches for the words in it."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from glossary_site.web.addresses.reading import words_in_address
from tests.world import make_checklist_item, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def nearest(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 404
    listed = response.text.partition('data-testid="nearest"')[2].partition("</ul>")[0]
    return re.findall(r'href="/terms/([\w-]+)/"', listed)


@pytest.fixture(autouse=True)
def _terms() -> None:
    make_term(slug="drift", title="Model drift", abbreviation="", tldr="It moves.")
    make_term(slug="flags", title="Flags", abbreviation="", explanation="A store of each feature.")
    make_term(slug="text", title="Other", abbreviation="", explanation="Here: a feature store.")


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("/terms/feature-store/", ["text", "flags"]),
        ("/quizzes/feature_store/", ["text", "flags"]),
        ("/feature-store", ["text", "flags"]),
        ("/terms/Feature%20Store/", ["text", "flags"]),
        ("/terms/modle-drift/", ["drift"]),
        ("/model/", ["drift"]),
        ("/terms/store-of-xylophones/", ["flags", "text"]),
        ("/terms/zebra/", []),
        ("/terms/%F0%9F%A4%96/", []),
    ],
)
def test_what_may_be_meant_is_a_link(client: Client, path: str, slugs: list[str]) -> None:
    assert sorted(nearest(client, path)) == sorted(slugs)
    assert nearest(client, path)[:1] == slugs[:1] or "xylophones" in path


def test_the_search_is_filled_in(client: Client) -> None:
    assert 'value="feature store"' in client.get("/terms/feature-store/").text
    html = client.get("/terms/%22%3E%3Cscript%3Ealert(1)/").text
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/terms/feature-store/", "feature store"),
        ("/terms/node.js/", "node.js"),
        ("/quizzes/a_b", "a b"),
        ("/feature-store/", "feature store"),
        ("/", ""),
        ("/terms/", ""),
        ("/terms/a/b/", ""),
        ("/a/b/", ""),
        ("/wp-login.php", ""),
        ("/.env", ""),
        ("/terms/" + "x" * 81, ""),
        ("/terms/a\0b/", ""),
        ("//", ""),
    ],
)
def test_the_words_of_an_address(path: str, words: str) -> None:
    assert words_in_address(path) == words


def test_it_is_the_same_bytes_for_everyone(client: Client) -> None:
    make_checklist_item(make_term(), key="one")
    anonymous = client.get("/terms/feature-store/")
    client.post("/terms/mlops/checklist/", {"item": "one"})
    own = client.get("/terms/feature-store/")
    assert own.content == anonymous.content
    assert not own.cookies


@pytest.mark.parametrize("path", ["/wp-login.php", "/a/b/", "/terms/drift/nothing/"])
def test_nothing_is_searched_for_other_addresses(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):  # the glossary
        client.get(path)


def test_htmx_is_offered_nothing(htmx_client: Client) -> None:
    assert nearest(htmx_client, "/terms/feature-store/") == []


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_is_bounded(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        make_term(slug=f"t{index}", title=f"T{index}", abbreviation="", tldr="A xylophone.")
    for path in ("/terms/feature-store/", "/terms/xylophone-store/", "/terms/zebra-yak/", "/t1/"):
        with django_assert_max_num_queries(11):
            client.get(path)
