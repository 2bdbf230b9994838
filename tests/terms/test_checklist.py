"""Ticking a checklist."""

import pytest
from django.test import Client

from glossary_site.web.forms.changes import fingerprint
from learners.models import Learner
from terms.models import ChecklistTick, Term
from tests.world import make_checklist_item, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/terms/mlops/checklist/"


@pytest.fixture
def term() -> Term:
    term = make_term()
    for key in ("one", "two", "three"):
        make_checklist_item(term, key=key)
    return term


def ticked() -> set[str]:
    return set(ChecklistTick.objects.values_list("item__key", flat=True))


def test_a_plain_post_saves_and_goes_back(client: Client, term: Term) -> None:
    response = client.post(URL, {"item": ["one", "three"]})
    assert response.status_code == 302
    assert response.url == "/terms/mlops/#checklist"
    assert ticked() == {"one", "three"}
    html = client.get("/terms/mlops/").text
    assert "2 of 3 done" in html
    assert 'value="one" id="checklist-one" checked' in html
    assert 'value="two" id="checklist-two">' in html


def test_htmx_gets_how_many_are_done(htmx_client: Client, term: Term) -> None:
    response = htmx_client.post(URL, {"item": "two"})
    assert response.text.startswith('<div class="progress" id="checklist-state">')
    assert "1 of 3 done" in response.text


def shown(*ticked: str) -> dict[str, str]:
    """The hidden fields of a form that was drawn with these ticks."""
    keys = ("one", "two", "three")
    return {f"shown-{key}": fingerprint(key in ticked) for key in keys}


def test_a_form_changes_what_it_shows_as_changed(client: Client, term: Term) -> None:
    client.post(URL, {"item": ["one", "two"]})
    for _ in range(2):
        client.post(URL, {**shown("one", "two"), "item": ["two", "three"]})
        assert ticked() == {"two", "three"}
    client.post(URL, shown("two", "three"))
    assert ticked() == set()
    assert Learner.objects.count() == 1


@pytest.mark.parametrize(
    ("drawn", "sent", "left"),
    [
        (shown(), ["three"], {"one", "two", "three"}),
        (shown("one"), [], {"two"}),
        (shown("one"), ["one"], {"one", "two"}),
        (shown("three"), ["three"], {"one", "two"}),
        ({}, ["three"], {"one", "two", "three"}),
        ({"shown-gone": fingerprint(True)}, ["gone", "three"], {"one", "two", "three"}),
        (shown() | {"shown-one": ""}, [], {"two"}),
    ],
)
def test_a_form_of_another_tab_changes_no_other_ticks(
    client: Client, term: Term, drawn: dict[str, str], sent: list[str], left: set[str]
) -> None:
    client.post(URL, {"item": ["one", "two"]})
    client.post(URL, {**drawn, "item": sent})
    assert ticked() == left


def test_somebody_elses_ticks_are_not_touched(client: Client, term: Term) -> None:
    client.post(URL, {"item": "one"})
    stranger = Client()
    stranger.post(URL, {"item": "two"})
    assert "1 of 3 done" in client.get("/terms/mlops/").text
    assert ticked() == {"one", "two"}


def test_an_item_of_another_term_is_refused(client: Client, term: Term) -> None:
    make_checklist_item(make_term(slug="drift", title="Drift"), key="other")
    response = client.post(URL, {"item": ["one", "other"]})
    assert response.status_code == 400
    assert "“other” is not an item" in response.text
    assert ticked() == set()


def test_an_unknown_term_and_a_wrong_method(client: Client, term: Term) -> None:
    assert client.post("/terms/nothing/checklist/").status_code == 404
    assert client.put(URL).status_code == 405


def test_a_post_from_another_site_is_refused(term: Term) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(URL, {"item": "one"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert "sent from another site" in response.text
    assert ticked() == set()
    same = client.post(URL, {"item": "one"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert same.status_code == 302


def test_htmx_may_ask_for_the_checklist_alone(client: Client, term: Term) -> None:
    client.post(URL, {"item": "two"})
    shown = client.get(URL, headers={"HX-Request": "true"})
    assert shown.text.startswith('<form class="checklist" id="checklist-form"')
    assert "1 of 3 done" in shown.text
    assert client.get(URL).url == "/terms/mlops/#checklist"


def test_a_get_makes_no_learner(htmx_client: Client, term: Term) -> None:
    response = htmx_client.get(URL)
    assert "0 of 3 done" in response.text
    assert not response.cookies
    assert not Learner.objects.exists()


def test_private_fragments_are_for_htmx_alone(client: Client) -> None:
    make_checklist_item(make_term())
    assert client.get("/terms/mlops/private/")["Location"] == "/terms/mlops/"
    assert client.get("/terms/nothing/private/").status_code == 404
    html = client.get("/terms/mlops/private/", headers={"HX-Request": "true"}).text
    assert html.count("<!--private:") == 5
    assert 'data-testid="checklist"' in html
