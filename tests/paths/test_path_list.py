"""`/paths/`, the paths on the start page and on terms' pages, and what to go on with."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from paths.models import Path
from terms.models import Prerequisite, Term
from tests.paths.conftest import CHECK, URL, answer_next, finish_check, make_path
from tests.quizzes.answering import finish

pytestmark = pytest.mark.django_db


def test_every_path_with_its_role_and_length(client: Client, path: Path) -> None:
    html = client.get("/paths/").text
    assert f'href="{URL}"' in html
    assert "Engineers" in html
    assert "6 entries" in html
    assert "mastered" not in html
    assert not Learner.objects.exists()


def test_without_paths_it_says_so(client: Client) -> None:
    assert "There is no path yet." in client.get("/paths/").text
    assert 'id="paths-title"' not in client.get("/").text


def test_a_withdrawn_path_is_nowhere(client: Client, path: Path) -> None:
    Path.objects.update(is_current=False)
    assert URL not in client.get("/paths/").text
    assert URL not in client.get("/").text
    assert client.get(URL).status_code == 404
    assert URL not in client.get("/terms/two/").text


def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_path()
    client.post(f"{URL}start/")
    finish(client, Term.objects.get(slug="two").quizzes.get())
    with django_assert_max_num_queries(16):
        client.get("/paths/")
    second = Path.objects.create(slug="other", title="Other", role="Others", content_digest="x")
    for position, term in enumerate(Term.objects.all()):
        second.steps.create(position=position, term=term, reason="It comes here.")
    with django_assert_max_num_queries(16):
        client.get("/paths/")


def test_the_start_page_names_the_paths_and_what_was_begun(client: Client, path: Path) -> None:
    assert URL in client.get("/").text.partition('id="paths-title"')[2]
    client.post(f"{URL}start/")
    fragment = client.get("/continue/", headers={"HX-Request": "true"}).text
    assert "step 3 of 6, Two" in fragment
    client.post(f"{CHECK}start/")
    answer_next(client)
    fragment = client.get("/continue/", headers={"HX-Request": "true"}).text
    assert CHECK in fragment
    assert "1 of 12 answered" in fragment
    finish_check(client)
    assert URL not in client.get("/continue/", headers={"HX-Request": "true"}).text


def test_a_terms_page_leads_on_along_its_paths(client: Client, path: Path) -> None:
    other = Path.objects.create(slug="other", title="Other", role="Others", content_digest="x")
    for position, slug in enumerate(("five", "one")):
        term = Term.objects.get(slug=slug)
        other.steps.create(position=position, term=term, reason="It comes here.")
    html = client.get("/terms/one/").text.partition('id="paths-title"')[2].partition("</ul>")[0]
    assert URL in html
    assert "/paths/other/" in html
    assert "step" not in html
    client.post(f"{URL}start/")
    assert "/paths/other/" not in paths_on(client, "one")
    assert "step 2 of 6. Next:" in paths_on(client, "one")
    assert "/terms/two/" in paths_on(client, "one")
    assert f"{URL}#end-title" in paths_on(client, "five")


def paths_on(client: Client, slug: str) -> str:
    """What the term's page says of paths to a reader with state."""
    html = client.get(f"/terms/{slug}/private/", headers={"HX-Request": "true"}).text
    return html.partition("<!--private:paths ")[2].partition("<!--/private-->")[0]


def test_a_term_on_no_path_says_nothing_of_them(client: Client, path: Path) -> None:
    path.steps.filter(term__slug="one").delete()
    assert 'id="paths-title"' not in client.get("/terms/one/").text


def test_what_can_be_learnt_next_builds_on_what_is_known(client: Client, path: Path) -> None:
    terms = {term.slug: term for term in Term.objects.all()}
    for after, before in (("three", "one"), ("one", "two"), ("four", "three")):
        Prerequisite.objects.create(term=terms[after], target=terms[before])
    assert 'data-testid="next-terms"' not in client.get("/paths/").text
    finish(client, terms["two"].quizzes.get())
    html = client.get("/paths/").text.partition('data-testid="next-terms"')[2]
    assert "You know Two, which it builds on." in html
    assert "/terms/three/" in html
    assert "/terms/four/" not in html
