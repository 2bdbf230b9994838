"""For whom Django's responses say that they are."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from glossary_site.page_cache.marking import FOR_EVERYONE, FOR_ONE, PUBLIC_VIEWS
from glossary_site.page_cache.models import content_changed, read_version
from terms.changes import terms_changed
from tests.factories import make_advisor, make_maturity_model, make_quiz, make_term

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


def test_every_public_view_is_a_view() -> None:
    names = set()
    for prefix, (_, resolver) in get_resolver().namespace_dict.items():
        names |= {f"{prefix}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    assert names >= PUBLIC_VIEWS


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everyone_when_nobody_in_particular_asks(site: None, path: str) -> None:
    response = Client().get(path)
    assert response["Cache-Control"] == FOR_EVERYONE
    assert "stale-while-revalidate" in response["CDN-Cache-Control"]


@pytest.mark.parametrize("path", ["/terms/mlops/", "/quizzes/mlops/", "/maturity/mlops/"])
def test_a_page_with_a_learners_state_is_theirs(site: None, client: Client, path: str) -> None:
    client.post("/terms/mlops/checklist/", {"item": []})
    assert client.cookies
    assert client.get(path)["Cache-Control"] == FOR_ONE


@pytest.mark.parametrize(
    "path", ["/terms/?q=drift", "/terms/nothing/", "/nothing/", "/me/", "/advisory/"]
)
def test_searches_and_what_is_missing_are_not_kept(site: None, path: str) -> None:
    assert "public" not in Client().get(path)["Cache-Control"]


def test_answers_to_posts_are_not_kept(site: None, client: Client) -> None:
    assert client.post("/advisory/", {})["Cache-Control"] == FOR_ONE


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


def test_whatever_is_saved_in_the_admin_makes_a_new_version(admin_client: Client) -> None:
    admin_client.get("/admin/")
    before = read_version()
    category = {"title": "New", "slug": "new", "position": 1, "description": "What is new."}
    assert admin_client.post("/admin/terms/category/add/", {}).status_code == 200
    assert read_version() == before
    assert admin_client.post("/admin/terms/category/add/", category).status_code == 302
    assert read_version() > before
    assert User.objects.count() == 1
