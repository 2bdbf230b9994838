"""How much of each term a reader would recall, wherever terms are listed: in private fragments."""

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from glossary_site.page_cache.build import build_rules
from glossary_site.page_cache.middleware import PageCacheMiddleware
from glossary_site.page_cache.stores import PageStore
from quizzes.models import Quiz
from terms.autolink.relinking import relink_all
from tests.html import squeezed
from tests.quizzes.answering import finish
from tests.site.page_cache.caching import FixedVersion, ask
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db
URL = "/mastery/"
TEXT = "You would recall 6 of 6 now"


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term())


def test_everyone_gets_the_place_and_a_learner_their_ring(client: Client, quiz: Quiz) -> None:
    make_term(slug="drift", title="Model drift", abbreviation="")
    relink_all()
    marker = f"<!--private:line-{quiz.term_id} {URL}--><!--/private-->"
    for path in ("/", "/terms/", "/terms/?q=mlops", "/terms/graph/"):
        html = client.get(path).text
        assert marker in html or path == "/"
        assert "mastery__picture" not in html
    finish(client, quiz)
    for path in ("/terms/", "/terms/?q=mlops", "/terms/graph/"):
        html = squeezed(client.get(path).text)
        assert html.count("mastery__picture") == 1, path
        assert TEXT in html
        assert 'stroke-dasharray="47' in html, "95 of 100 parts of the ring"


def test_the_fragments_that_are_wanted_are_told(
    client: Client, htmx_client: Client, quiz: Quiz
) -> None:
    finish(htmx_client, quiz)
    names = ["line-0", f"line-{quiz.term_id}", f"spot-{quiz.term_id}", "spot-x", "other-1", ""]
    html = htmx_client.get(URL, {"fragment": names}).text
    assert html.count("<!--private:") == 3
    assert f"<!--private:line-0 {URL}--><!--/private-->" in html
    assert html.count('class="ring"') == 2
    assert html.count(TEXT) == 1
    assert htmx_client.get(URL).text == ""
    assert client.get(URL)["Location"] == "/me/"
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("number", [1, 6])
def test_a_learners_list_is_the_stored_page_and_three_queries(client: Client, number: int) -> None:
    for at in range(number):
        finish(client, make_quiz(make_term(slug=f"t-{at}", title=f"T {at}", abbreviation="")))
    relink_all()
    site = PageCacheMiddleware(
        WSGIHandler(), build_rules(), PageStore(1_000_000), FixedVersion(1), clock=lambda: 0
    )
    mine = f"sessionid={client.cookies['sessionid'].value}"

    def get(path: str, **changes: Any) -> str:
        return ask(site, path, **changes, HTTP_HOST="testserver").body.decode()

    for path in ("/terms/", "/terms/graph/"):
        everyones = get(path)
        with CaptureQueriesContext(connection) as queries:
            own = get(path, HTTP_COOKIE=mine)
        assert own.count(TEXT) == number
        assert len(queries) == 3  # the session, what is recalled, how many questions there are
        assert own == client.get(path, secure=True).text
        assert get(path) == everyones
        assert TEXT not in everyones
