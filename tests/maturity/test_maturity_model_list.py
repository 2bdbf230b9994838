"""The list of assessments."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from maturity.models import MaturityModel
from tests.world import make_maturity_model, make_term

pytestmark = pytest.mark.django_db


def test_it_names_title_summary_minutes_and_statements(client: Client) -> None:
    make_maturity_model(make_term())
    response = client.get("/maturity/")
    assert response.status_code == 200
    assert not response.cookies
    for part in (
        '<a href="/maturity/mlops/">MLOps maturity</a>',
        "Where you stand.",
        "5 minutes",
        "12 statements",
    ):
        assert part in response.text


def test_old_versions_and_empty_models_are_left_out(client: Client) -> None:
    term = make_term()
    make_maturity_model(term, title="The old one", is_current=False)
    make_maturity_model(term, title="The new one", version=2)
    MaturityModel.objects.create(
        term=term, slug="empty", title="The empty one", summary="-", method="-", minutes=1
    )
    html = client.get("/maturity/").text
    assert ["The new one" in html, "The old one" in html, "The empty one" in html] == [
        True,
        False,
        False,
    ]
    assert client.get("/maturity/empty/").status_code == 404


def test_without_assessments_it_says_so(client: Client) -> None:
    assert "There is no assessment yet." in client.get("/maturity/").text


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/maturity/").status_code == 405


@pytest.mark.parametrize("count", [1, 6])
def test_the_number_of_queries(
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    count: int,
) -> None:
    term = make_term()
    for number in range(count):
        make_maturity_model(term, slug=f"model-{number}")
    with django_assert_num_queries(2):
        assert client.get("/maturity/").text.count("12 statements") == count
