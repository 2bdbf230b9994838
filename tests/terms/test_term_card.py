"""A term's card: what a link shows before it is followed."""

import pytest
from django.test import Client

from terms.models import Term
from tests.world import make_term

pytestmark = pytest.mark.django_db


def test_it_says_what_the_term_is(client: Client) -> None:
    make_term(word_count=700, tldr="Running [models](term:mlops) <b>well</b> & **safely**.")
    response = client.get("/terms/mlops/card/")
    card = response.text
    assert "MLOps (Machine Learning Operations)" in card
    assert "Foundations" in card
    assert "3 minutes to read" in card
    assert "Running models well &amp; safely." in card
    assert "<html" not in card
    assert "<a" not in card


def test_a_browser_keeps_it_and_asks_whether_it_has_changed(client: Client) -> None:
    term = make_term()
    response = client.get("/terms/mlops/card/")
    assert response["Cache-Control"] == "public, max-age=600"
    assert not response.cookies
    again = client.get("/terms/mlops/card/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    term.tldr = "Something else."
    term.save()
    again = client.get("/terms/mlops/card/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("slug", ["draft", "nothing"])
def test_what_cannot_be_read_has_no_card(client: Client, slug: str) -> None:
    make_term(slug="draft", status=Term.Status.DRAFT)
    assert client.get(f"/terms/{slug}/card/").status_code == 404


def test_it_is_only_read(client: Client) -> None:
    make_term()
    assert client.post("/terms/mlops/card/").status_code == 405
