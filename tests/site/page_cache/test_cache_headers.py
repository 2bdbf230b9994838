"""For whom Django's responses say that they are."""

import pytest
from django.test import Client

from glossary_site.page_cache.models import content_changed, read_version
from glossary_site.page_cache.public import PRIVATE, PUBLIC
from terms.changes import terms_changed
from tests.world import make_advisor, make_maturity_model, make_quiz, make_term

pytestmark = pytest.mark.django_db
PAGES = ("/", "/terms/", "/terms/mlops/", "/terms/graph/", "/quizzes/", "/quizzes/mlops/",
         "/maturity/", "/maturity/mlops/", "/calculator/", "/calculator/embed/",
         "/robots.txt")  # fmt: skip


@pytest.fixture
def site() -> None:
    term = make_term()
    make_advisor()
    make_quiz(term)
    make_maturity_model(term)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everyone_when_nobody_in_particular_asks(site: None, path: str) -> None:
    response = Client().get(path)
    assert response["Cache-Control"] == PUBLIC
    assert "stale-while-revalidate" in response["CDN-Cache-Control"]


@pytest.mark.parametrize("path", ["/terms/mlops/", "/quizzes/mlops/", "/maturity/mlops/"])
def test_a_page_with_a_learners_state_is_theirs(site: None, client: Client, path: str) -> None:
    client.post("/terms/mlops/checklist/", {"item": []})
    assert client.cookies
    assert client.get(path)["Cache-Control"] == PRIVATE


@pytest.mark.parametrize(
    "path", ["/terms/?q=drift", "/terms/nothing/", "/nothing/", "/me/", "/advisory/"]
)
def test_searches_and_what_is_missing_are_not_kept(site: None, path: str) -> None:
    assert "public" not in Client().get(path)["Cache-Control"]


def test_answers_to_posts_are_not_kept(site: None, client: Client) -> None:
    assert client.post("/advisory/", {})["Cache-Control"] == PRIVATE


def test_versions_only_grow() -> None:
    numbers = [read_version()]
    for _ in range(3):
        content_changed()
        numbers.append(read_version())
    assert numbers[0] == 0
    assert numbers == sorted(set(numbers))


def test_what_is_written_makes_a_new_version() -> None:
    before = read_version()
    terms_changed([make_term().pk])
    assert read_version() > before
