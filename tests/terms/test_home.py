"""The start page: what to start with, what was begun, the categories."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from terms.models import Term
from tests.html import one_line
from tests.maturity.answering import answers
from tests.quizzes.answering import answer
from tests.world import (
    make_category,
    make_checklist_item,
    make_glossary,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = pytest.mark.django_db
BEGUN = 'data-testid="resumptions"'


def starts(client: Client) -> list[str]:
    return re.findall(r'start-list__link" href="/terms/([\w-]+)/"', client.get("/").text)


def test_the_terms_that_the_glossary_names_stand_first_in_its_order(client: Client) -> None:
    make_glossary(first_term="mlops", start_with="routing drift never draft")
    for slug in ("drift", "mlops", "routing", "other"):
        make_term(slug=slug, title=f"What is {slug}?", abbreviation="")
    make_term(slug="draft", status=Term.Status.DRAFT)
    assert starts(client) == ["routing", "drift"]


def test_else_the_first_term_and_the_newest_full_ones(client: Client) -> None:
    make_glossary(first_term="first")
    make_term(slug="brief", title="Brief", kind=Term.Kind.BRIEF, updated_on="2026-12-02")
    for day, slug in enumerate(("first", "old", "new"), start=1):
        make_term(slug=slug, title=slug, abbreviation="", updated_on=f"2026-11-{day:02}")
    assert starts(client) == ["first", "new", "old", "brief"]
    for day in range(9, 20):
        make_term(slug=f"t{day}", title="T", abbreviation="", updated_on=f"2026-11-{day:02}")
    assert len(starts(client)) == 6
    assert starts(client)[0] == "first"


def test_a_glossary_without_terms_says_so(client: Client) -> None:
    html = client.get("/").text
    assert "No terms are published yet." in html
    assert "Start here" not in html


def test_it_says_what_it_is_in_a_line_and_has_one_search(client: Client) -> None:
    make_glossary(tagline="Words of our trade")
    make_term(category=make_category(slug="care", title="Care"))
    html = one_line(client.get("/").text)
    assert '<p class="home-head__lead">Words of our trade</p>' in html
    assert html.count('name="q"') == 1
    assert 'hx-get="/suggestions/"' in html
    assert 'href="/terms/?category=care"' in html
    assert client.get("/terms/").text.count('name="q"') == 2


def test_start_terms_must_exist() -> None:
    glossary = make_glossary(first_term="nothing")
    with pytest.raises(ValidationError, match="nothing"):
        glossary.full_clean()
    make_term(slug="nothing")
    glossary.full_clean()
    glossary.start_with = "nothing never"
    with pytest.raises(ValidationError, match="never"):
        glossary.full_clean()
    glossary.start_with = "nothing " * 9
    with pytest.raises(ValidationError, match="at most 8"):
        glossary.full_clean()


def begun(client: Client) -> list[str]:
    """What the page offers to go on with."""
    html = one_line(client.get("/").text)
    return [
        f"{path} {title}: {what}"
        for path, title, what in re.findall(
            r'resumptions__link" href="([^"]+)">(.*?)</a> <span class="resumptions__what">(.*?)<',
            html,
        )
    ]


def test_whoever_has_begun_something_can_go_on_with_it(client: Client) -> None:
    term = make_term()
    quiz = make_quiz(term)
    make_maturity_model(term)
    for key in ("one", "two"):
        make_checklist_item(term, key=key)
    assert BEGUN not in client.get("/").text
    client.post("/terms/mlops/checklist/", {"item": "one"})
    assert begun(client) == ["/terms/mlops/#checklist " + f"{term.title}: Checklist, 1 of 2 done"]
    answer(client, quiz, 1)
    client.post("/maturity/mlops/", answers(1))
    assert begun(client) == [
        "/maturity/mlops/ MLOps maturity: Assessment, 6 answers so far",
        f"/quizzes/mlops/ {term.title}: Quiz, 1 of 6 answered",
        f"/terms/mlops/#checklist {term.title}: Checklist, 1 of 2 done",
    ]


def test_what_is_finished_or_not_published_is_not_offered(client: Client) -> None:
    term = make_term()
    make_checklist_item(term, key="one")
    quiz = make_quiz(term, questions=1)
    client.post("/terms/mlops/checklist/", {"item": "one"})
    answer(client, quiz, 1)
    assert begun(client) == []
    make_checklist_item(term, key="two")
    assert len(begun(client)) == 1
    Term.objects.update(status=Term.Status.DRAFT)
    assert begun(client) == []


def test_nobody_sees_what_another_has_begun(client: Client, htmx_client: Client) -> None:
    make_checklist_item(make_term(), key="one")
    make_checklist_item(Term.objects.get(), key="two")
    client.post("/terms/mlops/checklist/", {"item": "one"})
    assert BEGUN in client.get("/").text
    assert BEGUN not in htmx_client.get("/continue/").text


def test_what_was_begun_is_a_private_fragment(client: Client, htmx_client: Client) -> None:
    assert "<!--private:resumptions /continue/--><!--/private-->" in client.get("/").text
    fragment = htmx_client.get("/continue/").text
    assert fragment.strip() == "<!--private:resumptions /continue/--><!--/private-->"
    assert client.get("/continue/")["Location"] == "/"
    assert client.post("/continue/").status_code == 405


@pytest.mark.parametrize("number", [2, 12])
def test_the_number_of_queries_is_constant(
    client: Client,
    htmx_client: Client,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_glossary()
    for index in range(number):
        term = make_term(slug=f"t{index}", title=f"T{index}", abbreviation="")
        for key in ("one", "two"):
            make_checklist_item(term, key=f"{key}-{index}")
    with django_assert_num_queries(5):
        client.get("/")
    for index in range(number):
        htmx_client.post(f"/terms/t{index}/checklist/", {"item": f"one-{index}"})
    with django_assert_num_queries(7):  # the session, one for each app, and what is due for review
        assert htmx_client.get("/continue/").text.count("resumptions__item") == min(number, 3)
