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

from glossary_site.page_cache import keeping
from glossary_site.page_cache.door import Door
from glossary_site.page_cache.opening import rules
from glossary_site.page_cache.own_parts import find_own_parts, join_parts, split_parts
from glossary_site.page_cache.store import PageStore
from learners.models import Learner
from maturity.models import Assessment
from terms.models import Term
from tests.site.page_cache.making import (
    HTML,
    PUBLIC,
    Answer,
    Application,
    FixedVersion,
    ask,
    make_door,
)
from tests.world import make_checklist_item, make_maturity_model, make_term

PAGE = (
    b"<p>before</p>" + b"<p>Words.</p>" * 50 + b"<!--own:/part/-->everyone's<!--/own--><p>after</p>"
)

UNPACK = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}


@given(st.binary(max_size=5000))
def test_a_page_and_a_part_make_one_page(part: bytes) -> None:
    assert [one.path for one in find_own_parts(PAGE)] == ["/part/"]
    assert split_parts(PAGE) == (b"everyone's",)
    assert join_parts(PAGE, find_own_parts(PAGE), [part]) == PAGE.replace(b"everyone's", part)


def test_several_parts_and_none() -> None:
    page = PAGE + PAGE.replace(b"/part/", b"/other/")
    assert [one.path for one in find_own_parts(page)] == ["/part/", "/other/"]
    assert join_parts(page, find_own_parts(page), [b"1", b"2"]).count(b"<p>after</p>") == 2
    assert find_own_parts(b"<p>no part</p>") == ()
    assert find_own_parts(b'<!--own:/"><script>/-->x<!--/own-->') == ()


def test_one_path_may_answer_for_several_parts() -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        vary = ("Vary", "Cookie")
        if environ["PATH_INFO"] == "/part/":
            start_response("200 OK", [HTML, vary])
            parts = [b"<!--own:/part/-->%d<!--/own-->" % number for number in range(2)]
            return parts if environ["HTTP_COOKIE"] != "sessionid=few" else parts[:1]
        start_response("200 OK", [HTML, PUBLIC, vary])
        return [PAGE + PAGE if "HTTP_COOKIE" not in environ else b"whole"]

    door = make_door(application)
    ask(door)
    filled = PAGE.replace(b"everyone's", b"0") + PAGE.replace(b"everyone's", b"1")
    assert ask(door, HTTP_COOKIE="sessionid=1").body == filled
    assert ask(door, HTTP_COOKIE="sessionid=few").body == b"whole"


def test_what_is_the_same_for_readers_with_state_is_kept_for_them_too() -> None:
    application = Application()
    door = make_door(application)
    assert ask(door).body == ask(door, HTTP_COOKIE="sessionid=1").body
    assert len(application.asked) == 1


def test_a_page_that_readers_with_state_ask_for_first_is_made_for_all() -> None:
    application = Application()
    door = make_door(application)
    ask(door, HTTP_COOKIE="sessionid=1")
    assert "HTTP_COOKIE" not in application.asked[1]
    ask(door, HTTP_COOKIE="sessionid=1")
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

    door = make_door(whole)
    with ThreadPoolExecutor(4) as crowd:
        cookies = [f"sessionid={number}" for number in range(4)]
        answers = list(crowd.map(lambda cookie: ask(door, HTTP_COOKIE=cookie), cookies))
    assert [answer.body for answer in answers] == [b"whole"] * 4
    assert len(for_all) == 1


def test_a_reader_with_state_has_an_answer_even_where_the_page_for_all_fails() -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if "HTTP_COOKIE" not in environ:
            raise RuntimeError("a bug")
        start_response("200 OK", [HTML, PUBLIC])
        return [b"whole"]

    assert ask(make_door(failing), HTTP_COOKIE="sessionid=1").body == b"whole"


def _with_part(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    vary = ("Vary", "Cookie")
    if environ["PATH_INFO"] == "/part/":
        status = "500 Oh" if "broken" in environ["HTTP_COOKIE"] else "200 OK"
        start_response(status, [HTML, vary, ("Set-Cookie", "sessionid=2")])
        return [b"mine: " + environ["HTTP_COOKIE"].encode()]
    start_response("200 OK", [HTML, PUBLIC, vary])
    return [PAGE if "HTTP_COOKIE" not in environ else b"whole"]


@pytest.mark.parametrize("encoding", ["", "br, gzip", "gzip"])
def test_only_the_part_is_made(encoding: str) -> None:
    door = make_door(_with_part)
    ask(door)
    own = ask(door, HTTP_COOKIE="sessionid=1", HTTP_ACCEPT_ENCODING=encoding)
    sent = own.headers.get("content-encoding", "")
    assert sent == encoding.partition(",")[0]
    assert UNPACK[sent](own.body) == PAGE.replace(b"everyone's", b"mine: sessionid=1")
    assert own.headers["cache-control"] == "private, no-cache"
    assert own.headers["set-cookie"] == "sessionid=2"
    assert "etag" not in own.headers
    assert b"mine" not in ask(door).body


def test_without_the_part_the_whole_page_is_made() -> None:
    door = make_door(_with_part)
    ask(door)
    assert ask(door, HTTP_COOKIE="sessionid=broken").body == b"whole"


@pytest.fixture
def site() -> Door:
    term = make_term()
    for key in ("one", "two"):
        make_checklist_item(term, key=key)
    return Door(WSGIHandler(), rules(), PageStore(2**20), FixedVersion())


@pytest.fixture
def _connection_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request ends by closing old connections; the test's own must outlive them."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_stays_open")
def test_a_learners_term_page_costs_four_queries(
    site: Door, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_watched", [FixedVersion(-1000)])
    client.post("/terms/mlops/checklist/", {"item": "two"})
    model = make_maturity_model(Term.objects.get())
    Assessment.objects.create(
        learner=Learner.objects.get(), model=model, level=3, index=3, finished_at=timezone.now()
    )
    mine = f"sessionid={client.cookies['sessionid'].value}"

    def get(**changes: Any) -> Answer:
        return ask(site, **changes, HTTP_HOST="testserver")

    assert b"0 of 2 done" in get().body
    get(HTTP_COOKIE=mine)  # from here on the term and its items are kept in memory
    with CaptureQueriesContext(connection) as queries:
        own = get(HTTP_COOKIE=mine)
    assert b"1 of 2 done" in own.body
    assert b"You are here: level 3, Operational." in own.body
    # session, ticks, the last assessment and its model
    assert len(queries) == 4
    whole = client.get("/terms/mlops/", secure=True).content
    assert own.body == whole
    assert b"0 of 2 done" in get().body
    assert Session.objects.count() == 1
