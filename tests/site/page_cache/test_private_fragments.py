"""A reader with state gets the kept page with their own part in it."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.page_cache.build import build_rules
from glossary_site.page_cache.middleware import PageCacheMiddleware
from glossary_site.page_cache.pages import make_page
from glossary_site.page_cache.private_fragments import assemble, has_private_fragments
from glossary_site.page_cache.stores import PageStore
from learners.models import Learner
from maturity.models import Assessment
from terms.models import Term
from tests.site.page_cache.caching import (
    HTML,
    PUBLIC,
    Answer,
    Application,
    FixedVersion,
    ask,
    make_cache,
)
from tests.world import make_checklist_item, make_maturity_model, make_term


def marked(name: str, content: bytes, url: str = "/part/") -> bytes:
    return b"<!--private:%s %s-->%s<!--/private-->" % (name.encode(), url.encode(), content)


PAGE = b"<p>before</p>" + b"<p>Words.</p>" * 50 + marked("part", b"everyone's") + b"<p>after</p>"
UNPACK = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}


def assembled(page: bytes, *fragments: bytes) -> bytes | None:
    """The page for one reader, where every view answers with these fragments."""
    stored = make_page("200 OK", [HTML, PUBLIC], page, version=1, made_at=0)

    def view(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [HTML])
        return list(fragments)

    response = assemble(stored, view, {})
    return response and response.body


@given(st.binary(max_size=5000))
def test_a_page_and_a_fragment_make_one_page(content: bytes) -> None:
    own = marked("part", content)
    assert assembled(PAGE, own) == PAGE.replace(marked("part", b"everyone's"), own)


def test_fragments_are_addressed_by_name() -> None:
    two = PAGE + marked("level", b"none")
    mine = marked("level", b"3"), marked("unknown", b"?"), marked("part", b"mine")
    own = assembled(two, *mine)
    assert own == PAGE.replace(b"everyone's", b"mine") + marked("level", b"3")
    assert assembled(two, mine[0]) is None
    assert assembled(two, mine[0], marked("part", b"mine", "/other/")) is None


def test_a_page_without_fragments_has_none() -> None:
    assert assembled(b"<p>no fragment</p>", marked("part", b"mine")) is None
    assert has_private_fragments(PAGE)
    for body in (b"<p>no fragment</p>", b'<!--private:x /"><script>/-->x<!--/private-->'):
        assert not has_private_fragments(body)


def test_a_reader_for_whom_a_fragment_is_missing_gets_the_page_as_django_makes_it() -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        vary = ("Vary", "Cookie")
        if environ["PATH_INFO"] == "/part/":
            start_response("200 OK", [HTML, vary])
            parts = [marked("part", b"0"), marked("level", b"1")]
            return parts if environ["HTTP_COOKIE"] != "sessionid=few" else parts[:1]
        start_response("200 OK", [HTML, PUBLIC, vary])
        return [PAGE + marked("level", b"none") if "HTTP_COOKIE" not in environ else b"whole"]

    cache = make_cache(application)
    ask(cache)
    filled = PAGE.replace(b"everyone's", b"0") + marked("level", b"1")
    assert ask(cache, HTTP_COOKIE="sessionid=1").body == filled
    assert ask(cache, HTTP_COOKIE="sessionid=few").body == b"whole"


def test_what_is_the_same_for_readers_with_state_is_kept_for_them_too() -> None:
    application = Application()
    cache = make_cache(application)
    assert ask(cache).body == ask(cache, HTTP_COOKIE="sessionid=1").body
    assert len(application.asked) == 1


def test_a_page_that_readers_with_state_ask_for_first_is_made_for_all() -> None:
    application = Application()
    cache = make_cache(application)
    ask(cache, HTTP_COOKIE="sessionid=1")
    assert "HTTP_COOKIE" not in application.asked[1]
    ask(cache, HTTP_COOKIE="sessionid=1")
    assert len(application.asked) == 2


def test_a_crowd_of_readers_with_state_makes_a_page_for_all_once() -> None:
    all_are_here, for_all = threading.Barrier(4, timeout=5), []

    def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if "HTTP_COOKIE" in environ:
            all_are_here.wait()
        else:
            for_all.append(environ)
        start_response("200 OK", [HTML, PUBLIC])
        return [b"whole"]

    cache = make_cache(whole)
    with ThreadPoolExecutor(4) as crowd:
        cookies = [f"sessionid={number}" for number in range(4)]
        answers = list(crowd.map(lambda cookie: ask(cache, HTTP_COOKIE=cookie), cookies))
    assert [answer.body for answer in answers] == [b"whole"] * 4
    assert len(for_all) == 1


def test_a_reader_with_state_has_an_answer_even_where_the_page_for_all_fails() -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if "HTTP_COOKIE" not in environ:
            raise RuntimeError("a bug")
        start_response("200 OK", [HTML, PUBLIC])
        return [b"whole"]

    assert ask(make_cache(failing), HTTP_COOKIE="sessionid=1").body == b"whole"


def _with_part(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    vary = ("Vary", "Cookie")
    if environ["PATH_INFO"] == "/part/":
        status = "500 Oh" if "broken" in environ["HTTP_COOKIE"] else "200 OK"
        start_response(status, [HTML, vary, ("Set-Cookie", "sessionid=2")])
        return [marked("part", b"mine: " + environ["HTTP_COOKIE"].encode())]
    start_response("200 OK", [HTML, PUBLIC, vary])
    return [PAGE if "HTTP_COOKIE" not in environ else b"whole"]


@pytest.mark.parametrize("encoding", ["", "br, gzip", "gzip"])
def test_only_the_part_is_made(encoding: str) -> None:
    cache = make_cache(_with_part)
    ask(cache)
    own = ask(cache, HTTP_COOKIE="sessionid=1", HTTP_ACCEPT_ENCODING=encoding)
    sent = own.headers.get("content-encoding", "")
    assert sent == encoding.partition(",")[0]
    assert UNPACK[sent](own.body) == PAGE.replace(b"everyone's", b"mine: sessionid=1")
    assert own.headers["cache-control"] == "private, no-cache"
    assert own.headers["set-cookie"] == "sessionid=2"
    assert "etag" not in own.headers
    assert b"mine" not in ask(cache).body


def test_without_the_part_the_whole_page_is_made() -> None:
    cache = make_cache(_with_part)
    ask(cache)
    assert ask(cache, HTTP_COOKIE="sessionid=broken").body == b"whole"


@pytest.fixture
def site() -> PageCacheMiddleware:
    term = make_term()
    for key in ("one", "two"):
        make_checklist_item(term, key=key)
    return PageCacheMiddleware(WSGIHandler(), build_rules(), PageStore(2**20), FixedVersion())


@pytest.fixture
def _connection_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request ends by closing old connections; the test's own must outlive them."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_stays_open")
def test_a_learners_term_page_costs_nine_queries(site: PageCacheMiddleware, client: Client) -> None:
    client.post("/terms/mlops/checklist/", {"item": "two"})
    model = make_maturity_model(Term.objects.get())
    Assessment.objects.create(
        learner=Learner.objects.get(), model=model, level=3, index=3, finished_at=timezone.now()
    )
    mine = f"sessionid={client.cookies['sessionid'].value}"

    def get(**changes: Any) -> Answer:
        return ask(site, **changes, HTTP_HOST="testserver")

    assert b"0 of 2 done" in get().body
    with CaptureQueriesContext(connection) as queries:
        own = get(HTTP_COOKIE=mine)
    assert b"1 of 2 done" in own.body
    assert b"You are here: level 3, Operational." in own.body
    # session, term, its items, ticks, the last assessment with its model, whether there is a quiz, what is due of others, its path, its figures
    assert len(queries) == 9
    whole = client.get("/terms/mlops/", secure=True).content
    assert own.body == whole
    assert b"0 of 2 done" in get().body
    assert Session.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_stays_open")
def test_a_learners_start_page_costs_nine_queries(
    site: PageCacheMiddleware, client: Client
) -> None:
    client.post("/terms/mlops/checklist/", {"item": "two"})
    mine = f"sessionid={client.cookies['sessionid'].value}"

    def get(**changes: Any) -> Answer:
        return ask(site, "/", **changes, HTTP_HOST="testserver")

    everyones = get().body
    with CaptureQueriesContext(connection) as queries:
        own = get(HTTP_COOKIE=mine)
    assert b"1 of 2 done" in own.body
    # session, checklists, reviews, quizzes, assessments, calculations, paths; session, what is recalled
    assert len(queries) == 9
    assert own.body == client.get("/", secure=True).content
    assert get().body == everyones
    assert b"1 of 2 done" not in everyones
