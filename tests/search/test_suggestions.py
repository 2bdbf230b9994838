"""What the search box offers at `/suggestions/`."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from terms.models import Term
from terms.search.suggesting import MAX_SUGGESTIONS, suggest_terms
from tests.search.test_finding import LEGAL
from tests.world import make_category, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def offered(query: str) -> list[str]:
    items = suggest_terms(query).items
    return ["".join(piece.text for piece in item.label) for item in items]


def test_names_that_start_so_come_before_those_that_hold_it() -> None:
    make_term(slug="model", title="Model drift", abbreviation="", aliases=("drift of models",))
    make_term(slug="data", title="Data drift", abbreviation="")
    make_term(slug="drifter", title="Drifter", abbreviation="")
    assert offered("drift") == ["Drifter", "drift of models", "Data drift"]
    assert offered("dr") == ["Drifter", "drift of models"]


def test_a_title_comes_before_an_alias_and_what_was_typed_before_both() -> None:
    make_term(slug="cost", title="Cost of Predictivity", abbreviation="", aliases=("Cost curve",))
    make_term(slug="drift", title="Model drift", abbreviation="", aliases=("AI aging", "AGI"))
    make_term(slug="cogs", title="AI COGS", abbreviation="COGS", aliases=("AI costs",))
    assert offered("cost") == ["Cost of Predictivity", "AI costs"]
    assert offered("ai") == ["AI COGS", "AI aging"]
    assert offered("agi") == ["AGI"]
    make_term(slug="plain", title="Aim", abbreviation="", aliases=("AI",))
    assert offered("ai") == ["AI", "AI COGS", "AI aging"]


def test_each_suggestion_says_what_it_is(client: Client) -> None:
    make_term(title="Model <drift>", abbreviation="MDR", aliases=("MD ageing",))
    make_term(slug="mdx", title="MDX (a format)", abbreviation="")
    text = " ".join(strip_tags(client.get("/suggestions/", {"q": "md"}).text).split())
    assert "MDX (a format) Category: Foundations" in text
    assert "MDR abbreviation of Model &lt;drift&gt;" in text
    aliases = client.get("/suggestions/", {"q": "md ag"}).text
    assert "alias of Model &lt;drift&gt;" in aliases


def test_two_signs_of_a_script_without_spaces_are_enough() -> None:
    make_term(slug="order", title="新規注文", abbreviation="")
    assert offered("注文") == ["新規注文"]
    assert offered("新") == ["新規注文"]


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
