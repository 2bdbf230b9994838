"""What went wrong is a page that says so, with a way on."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/terms/", "GET, HEAD"), ("/me/forget/", "GET, HEAD, POST"), ("/healthz", "GET, HEAD")],
)
def test_a_wrong_method_says_which_are_right(client: Client, path: str, allowed: str) -> None:
    response = client.delete(path)
    assert (response.status_code, response["Allow"]) == (405, allowed)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_a_wrong_method_gets_a_page(client: Client, method: str) -> None:
    response = getattr(client, method)("/terms/graph/")
    assert response.status_code == 405
    assert "This address does not work that way" in response.text
    assert 'href="/terms/graph/"' in response.text


def test_options_and_odd_methods_get_a_page_too(client: Client) -> None:
    for method in ("OPTIONS", "TRACE", "PROPFIND"):
        response = client.generic(method, "/review/start/")
        assert response.status_code == 405
        assert "Nothing was changed" in response.text


def test_what_is_too_large_is_said_in_kilobytes(client: Client, settings: Settings) -> None:
    make_quiz(make_term())
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    response = client.post("/quizzes/mlops/", {"option": "x" * 3000})
    assert response.status_code == 413
    assert "At most 2 kB are taken" in response.text
    assert 'href="/quizzes/mlops/"' in response.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/", 404, "There is no such page"),
        ("/terms/?page=two", 400, "page=two is not a number"),
        ("/terms/?letter=%00", 400, "is not a letter"),
    ],
)
def test_errors_have_a_way_on(client: Client, path: str, status: int, words: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert words in response.text
    assert 'href="/"' in response.text or 'href="/terms/"' in response.text
