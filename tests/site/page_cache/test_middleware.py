"""The way of a request through the cache, without Django."""

import threading
import time
from typing import Any

import brotli
import pytest

from glossary_site.page_cache.middleware import RETRY_S, PageCacheMiddleware
from tests.site.page_cache.caching import (
    HTML,
    PUBLIC,
    TEXT,
    Answer,
    Application,
    Clock,
    FixedVersion,
    ask,
    make_cache,
)


def wait_for(condition: Any) -> None:
    until = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def ask_in_a_crowd(
    cache: PageCacheMiddleware, number: int, begun: Any, may_end: threading.Event | None = None
) -> list[Answer]:
    """Answers to all at once: once the first page has `begun`, the rest come, then it `may_end`."""
    answers: list[Answer] = []
    crowd = [threading.Thread(target=lambda: answers.append(ask(cache))) for _ in range(number)]
    for one in crowd:
        one.start()
    assert begun.wait(5) is not False
    time.sleep(0.05)
    if may_end:
        may_end.set()
    for one in crowd:
        one.join(5)
    return answers


def test_a_page_is_made_once() -> None:
    application = Application()
    cache = make_cache(application)
    first, second = ask(cache), ask(cache)
    assert first == second
    assert first.body.decode() == TEXT
    assert len(application.asked) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"QUERY_STRING": "page=2"},
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "http"},
        {"path": "/terms/other/"},
    ],
)
def test_other_requests_are_other_pages(changes: dict[str, Any]) -> None:
    application = Application()
    cache = make_cache(application)
    ask(cache)
    ask(cache, **changes)
    assert len(application.asked) == 2


def test_each_visitor_gets_the_encoding_that_they_take() -> None:
    application = Application()
    cache = make_cache(application)
    packed = ask(cache, HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed.headers["content-encoding"] == "br"
    assert brotli.decompress(packed.body).decode() == TEXT
    assert "content-encoding" not in ask(cache).headers
    assert ask(cache, HTTP_ACCEPT_ENCODING="gzip").headers["content-encoding"] == "gzip"
    assert len(application.asked) == 1


def test_who_has_the_page_is_told_so() -> None:
    cache = make_cache(Application())
    etag = ask(cache).headers["etag"]
    again = ask(cache, HTTP_IF_NONE_MATCH=etag)
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert again.headers["etag"] == etag
    assert again.headers["cache-control"] == PUBLIC[1]
    assert "content-length" not in again.headers
    other = ask(cache, HTTP_IF_NONE_MATCH=etag, HTTP_ACCEPT_ENCODING="br")
    assert other.status == "200 OK"


def test_head_gets_the_headers_of_get() -> None:
    application = Application()
    cache = make_cache(application)
    head = ask(cache, REQUEST_METHOD="HEAD")
    assert head.body == b""
    assert head.headers == ask(cache).headers
    assert len(application.asked) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_HX_REQUEST": "true"},
        {"path": "/admin/login/"},
        {"path": "/static/site.css"},
        {"QUERY_STRING": "page=" + "1" * 1001},
    ],
)
def test_what_goes_by(changes: dict[str, Any]) -> None:
    application = Application(body="Your page" * 100)
    cache = make_cache(application)
    for _ in range(2):
        ask(cache, **changes)
    assert len(application.asked) == 2
    assert len(cache.store) == 0
    for name in changes.keys() - {"path"}:
        assert application.asked[0][name] == changes[name]


def test_a_page_that_differs_with_state_goes_to_django_for_who_has_it() -> None:
    application = Application(headers=[HTML, PUBLIC, ("Vary", "Cookie")])
    cache = make_cache(application)
    ask(cache)
    for _ in range(2):
        ask(cache, HTTP_COOKIE="theme=dark; sessionid=abc")
    assert [one.get("HTTP_COOKIE") for one in application.asked] == [
        None,
        "theme=dark; sessionid=abc",
        "theme=dark; sessionid=abc",
    ]


def test_a_strange_cookie_is_no_state_and_is_not_shown_to_django() -> None:
    application = Application()
    cache = make_cache(application)
    ask(cache, HTTP_COOKIE="consent=yes")
    assert ask(cache).body.decode() == TEXT
    assert len(application.asked) == 1
    assert "HTTP_COOKIE" not in application.asked[0]


def test_a_new_version_is_seen_at_once() -> None:
    application, versions = Application(), FixedVersion(1)
    cache = make_cache(application, versions=versions)
    ask(cache)
    application.body, versions.version = "What is new? " * 100, 2
    assert ask(cache).body.startswith(b"What is new?")


def test_before_the_version_is_known_nothing_is_kept() -> None:
    cache = make_cache(Application(), versions=FixedVersion(None))
    assert ask(cache).body.decode() == TEXT
    assert len(cache.store) == 0


def test_an_old_page_is_shown_once_more_while_it_is_made_anew() -> None:
    application, clock = Application(), Clock()
    cache = make_cache(application, clock=clock)
    ask(cache)
    application.body, clock.now = "What is new? " * 100, cache.fresh_s + 1
    assert ask(cache).body.decode() == TEXT
    wait_for(lambda: ask(cache).body.startswith(b"What is new?"))
    assert len(application.asked) == 2


def test_while_django_is_broken_old_pages_are_shown_and_it_is_tried_again() -> None:
    application, clock, versions = Application(), Clock(), FixedVersion(1)
    cache = make_cache(application, clock=clock, versions=versions)
    ask(cache)
    application.status, clock.now = "503 Service Unavailable", cache.fresh_s + 1
    for _ in range(3):
        assert ask(cache).body.decode() == TEXT
    wait_for(lambda: len(application.asked) == 2)
    versions.version = 2
    assert ask(cache).status == "200 OK"
    application.status, application.body = "200 OK", "Mended. " * 100
    clock.now += RETRY_S
    assert ask(cache).body.startswith(b"Mended.")
    assert ask(cache, "/terms/other/").status == "200 OK"


def test_a_broken_page_that_was_never_kept_is_broken() -> None:
    cache = make_cache(Application(status="503 Service Unavailable"))
    assert ask(cache).status == "503 Service Unavailable"
    assert len(cache.store) == 0


def test_a_crowd_at_the_same_page_makes_it_once() -> None:
    begun, may_end, asked = threading.Event(), threading.Event(), []

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked.append(environ)
        begun.set()
        assert may_end.wait(5)
        start_response("200 OK", [HTML, PUBLIC])
        return [TEXT.encode()]

    cache = make_cache(slow)
    bodies = [one.body for one in ask_in_a_crowd(cache, 8, begun, may_end)]
    assert bodies == [TEXT.encode()] * 8
    assert len(asked) == 1


def test_a_crowd_at_a_private_page_gets_one_each() -> None:
    answers = iter(range(100))
    begun = threading.Barrier(2, timeout=5)

    def private(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        number = next(answers)
        if number == 0:
            begun.wait()
            time.sleep(0.05)
        start_response("200 OK", [HTML, ("Cache-Control", "private")])
        return [b"%d" % number]

    cache = make_cache(private)
    bodies = [one.body for one in ask_in_a_crowd(cache, 4, begun)]
    assert len(set(bodies)) == 4


def test_a_crowd_is_not_shown_what_was_withdrawn() -> None:
    begun, may_end = threading.Event(), threading.Event()
    application, versions = Application(), FixedVersion(1)
    cache = make_cache(application, versions=versions)
    ask(cache)

    def gone(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        begun.set()
        assert may_end.wait(5)
        start_response("404 Not Found", [HTML])
        return [b"gone"]

    cache.application, versions.version = gone, 2
    answers = [one.status for one in ask_in_a_crowd(cache, 4, begun, may_end)]
    assert answers == ["404 Not Found"] * 4


def test_a_failure_lets_the_next_one_try() -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise RuntimeError("a bug")

    cache = make_cache(failing)
    with pytest.raises(RuntimeError, match="a bug"):
        ask(cache)
    cache.application = Application()
    assert ask(cache).status == "200 OK"


def test_streams_are_passed_on_in_pieces() -> None:
    class Stream:
        streaming = True

        def __iter__(self) -> Any:
            yield from (b"a", b"b")

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [("Content-Type", "text/plain"), PUBLIC])
        return Stream()

    cache: PageCacheMiddleware = make_cache(application)
    assert ask(cache).body == b"ab"
    assert len(cache.store) == 0
