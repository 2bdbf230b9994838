"""What the search box offers at `/suggestions/`."""

import pytest
from django.test import Client

from terms.models import Term
from terms.search.suggesting import MAX_SUGGESTIONS, suggest_terms
from tests.factories import make_category, make_term
from tests.search.test_finding import LEGAL

pytestmark = pytest.mark.django_db


def offered(query: str) -> list[str]:
    items = suggest_terms(query).items
    return ["".join(piece.text for piece in item.label) for item in items]


def test_names_that_start_so_come_before_those_that_hold_it() -> None:
    make_term(slug="model", title="Model drift", abbreviation="", aliases=("drift of models",))
    make_term(slug="data", title="Data drift", abbreviation="")
    make_term(slug="drifter", title="Drifter", abbreviation="")
    assert offered("drift") == ["drift of models", "Drifter", "Data drift"]
    assert offered("dr") == ["drift of models", "Drifter"]


def test_a_misspelt_beginning_is_offered_what_is_close() -> None:
    make_term(title="Model drift", abbreviation="")
    suggestions = suggest_terms("modle drift")
    assert suggestions.are_close
    assert [item.term.title for item in suggestions.items] == ["Model drift"]


def test_a_name_that_holds_a_word_past_its_stem_is_offered() -> None:
    make_term(title="Model monitoring", abbreviation="")
    make_term(slug="other", title="Monitors", abbreviation="")
    for typed in ("monitori", "monitorin", "model monitorin", "monitoring mod"):
        assert offered(typed) == ["Model monitoring"]


def test_there_are_only_a_few_and_no_drafts() -> None:
    for number in range(MAX_SUGGESTIONS + 3):
        make_term(slug=f"t{number}", title=f"Cost {number}", abbreviation="")
    make_term(slug="cost", title="Cost", abbreviation="", status=Term.Status.DRAFT)
    assert len(offered("cost")) == MAX_SUGGESTIONS
    assert "Cost" not in offered("cost")


def test_the_fragment_is_a_listbox_of_links(client: Client) -> None:
    make_term(title="A<b> & drift", abbreviation="", aliases=("drifting",))
    html = client.get("/suggestions/", {"q": "drift"}).text
    assert 'role="listbox"' in html
    assert 'role="option"' in html
    assert 'href="/terms/mlops/"' in html
    assert "A&lt;b&gt; &amp; drift" in html
    assert "<mark>drifting</mark>" in html


def test_nothing_typed_is_an_empty_fragment(client: Client) -> None:
    make_term(category=make_category())
    for query in ("", " ", "\0"):
        response = client.get("/suggestions/", {"q": query})
        assert response.status_code == 200
        assert "option" not in response.text
        assert not response.cookies


@pytest.mark.parametrize("query", LEGAL)
def test_any_string_is_legal(client: Client, query: str) -> None:
    make_term()
    sent = query.encode(errors="replace").decode()
    assert client.get("/suggestions/", {"q": sent}).status_code == 200


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/suggestions/").status_code == 405
