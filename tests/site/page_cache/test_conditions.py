"""Conditional requests (RFC 9110, section 13), of kept pages and of what Django answers."""

from typing import Any
from wsgiref.headers import Headers

import pytest

from glossary_site.page_cache.responses import (
    FAILED,
    NOT_MODIFIED,
    forbids_write,
    pass_through,
    refusal_of,
)
from tests.site.page_cache.caching import HTML, PUBLIC, TEXT, Answer, Application, ask, make_cache

TAG = '"a"'
DAY = "Sat, 28 Nov 2026 12:00:00 GMT"
BEFORE = "Fri, 27 Nov 2026 12:00:00 GMT"
AFTER = "Sun, 29 Nov 2026 12:00:00 GMT"
DONE = ""


def weigh(environ: dict[str, str], etag: str, last_modified: str) -> str:
    known = {"ETag": etag, "Last-Modified": last_modified}
    return refusal_of(environ, Headers([(name, value) for name, value in known.items() if value]))


@pytest.mark.parametrize(
    ("conditions", "outcome"),
    [
        ({}, DONE),
        ({"IF_MATCH": '"a"'}, DONE),
        ({"IF_MATCH": "*"}, DONE),
        ({"IF_MATCH": ' "b" , "a"'}, DONE),
        ({"IF_MATCH": '"nope"'}, FAILED),
        ({"IF_MATCH": 'W/"a"'}, FAILED),
        ({"IF_MATCH": '"x", *'}, FAILED),
        ({"IF_NONE_MATCH": '"a"'}, NOT_MODIFIED),
        ({"IF_NONE_MATCH": 'W/"a"'}, NOT_MODIFIED),
        ({"IF_NONE_MATCH": '"b", W/"a","c"'}, NOT_MODIFIED),
        ({"IF_NONE_MATCH": "*"}, NOT_MODIFIED),
        ({"IF_NONE_MATCH": '"b"'}, DONE),
        ({"IF_NONE_MATCH": "a"}, DONE),
        ({"IF_NONE_MATCH": 'w/"b"'}, DONE),
        ({"IF_MATCH": '"a"', "IF_NONE_MATCH": '"a"'}, NOT_MODIFIED),
        ({"IF_MATCH": '"b"', "IF_NONE_MATCH": '"a"'}, FAILED),
        ({"IF_UNMODIFIED_SINCE": DAY}, DONE),
        ({"IF_UNMODIFIED_SINCE": AFTER}, DONE),
        ({"IF_UNMODIFIED_SINCE": BEFORE}, FAILED),
        ({"IF_UNMODIFIED_SINCE": "yesterday"}, DONE),
        ({"IF_UNMODIFIED_SINCE": BEFORE, "IF_MATCH": '"a"'}, DONE),
        ({"IF_MODIFIED_SINCE": DAY}, NOT_MODIFIED),
        ({"IF_MODIFIED_SINCE": AFTER}, NOT_MODIFIED),
        ({"IF_MODIFIED_SINCE": BEFORE}, DONE),
        ({"IF_MODIFIED_SINCE": "0"}, DONE),
        ({"IF_MODIFIED_SINCE": DAY, "IF_NONE_MATCH": '"b"'}, DONE),
        ({"IF_MODIFIED_SINCE": BEFORE, "IF_NONE_MATCH": '"a"'}, NOT_MODIFIED),
    ],
)
def test_conditions_are_weighed_in_the_order_of_the_standard(
    conditions: dict[str, str], outcome: str
) -> None:
    environ = {f"HTTP_{name}": value for name, value in conditions.items()}
    assert weigh(environ, TAG, DAY) == outcome


def test_what_is_not_known_of_an_answer_is_not_compared() -> None:
    for name in ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"):
        assert weigh({name: BEFORE}, TAG, "") == DONE
    assert weigh({"HTTP_IF_MATCH": TAG}, "", "") == FAILED
    assert weigh({"HTTP_IF_NONE_MATCH": TAG}, "", "") == DONE


def test_a_weak_tag_of_ours_matches_weakly_only() -> None:
    assert weigh({"HTTP_IF_NONE_MATCH": TAG}, 'W/"a"', "") == NOT_MODIFIED
    assert weigh({"HTTP_IF_MATCH": TAG}, 'W/"a"', "") == FAILED


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_kept_pages_heed_conditions(method: str, encoding: str) -> None:
    application = Application()
    cache = make_cache(application)
    etag = ask(cache, HTTP_ACCEPT_ENCODING=encoding).headers["etag"]

    def status(**changes: str) -> str:
        given = {"REQUEST_METHOD": method, "HTTP_ACCEPT_ENCODING": encoding}
        return ask(cache, **given | {f"HTTP_{key}": value for key, value in changes.items()}).status

    assert status(IF_MATCH='"nope"') == "412 Precondition Failed"
    assert status(IF_MATCH=f"W/{etag}") == "412 Precondition Failed"
    assert status(IF_MATCH=f'"other", {etag}') == "200 OK"
    assert status(IF_NONE_MATCH=f"W/{etag}") == "304 Not Modified"
    assert status(IF_NONE_MATCH='"other"') == "200 OK"
    assert status(IF_MATCH=etag, IF_NONE_MATCH="*") == "304 Not Modified"
    assert status(RANGE="bytes=0-9", IF_RANGE='"other"') == "200 OK"
    assert len(application.asked) == 1


def send(application: Application, **changes: Any) -> Answer:
    return ask(lambda environ, start: pass_through(application, environ, start), "/me/", **changes)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_django_answers_heeds_conditions(method: str) -> None:
    own = [HTML, ("Cache-Control", "private, no-cache"), ("ETag", TAG), ("Last-Modified", DAY)]
    application = Application(headers=own)
    for conditions, status in (
        ({"IF_MATCH": '"nope"'}, "412"),
        ({"IF_MATCH": TAG}, "200"),
        ({"IF_UNMODIFIED_SINCE": BEFORE}, "412"),
        ({"IF_NONE_MATCH": TAG}, "304"),
        ({"IF_MODIFIED_SINCE": DAY}, "304"),
    ):
        given = {f"HTTP_{name}": value for name, value in conditions.items()}
        answer = send(application, REQUEST_METHOD=method, **given)
        assert answer.status[:3] == status
        if status == "304":
            assert answer.body == b""
            assert answer.headers["etag"] == TAG
            assert "content-type" not in answer.headers


@pytest.mark.parametrize(
    "status", ["404 Not Found", "302 Found", "422 Unprocessable Entity", "500 X"]
)
def test_conditions_are_not_asked_of_what_failed(status: str) -> None:
    for name in ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"):
        assert send(Application(status=status), **{name: '"nope"'}).status == status


def test_a_page_that_was_packed_for_one_reader_has_a_weak_tag() -> None:
    application = Application(headers=[HTML, ("ETag", TAG)])
    assert send(application, HTTP_ACCEPT_ENCODING="br").headers["etag"] == 'W/"a"'
    assert send(application).headers["etag"] == TAG


@pytest.mark.parametrize(
    "condition", [("IF_MATCH", '"nope"'), ("IF_NONE_MATCH", "*"), ("IF_MATCH", "")]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_that_must_not_be_is_not_carried_out(
    method: str, condition: tuple[str, str]
) -> None:
    application = Application()
    given = {"REQUEST_METHOD": method, f"HTTP_{condition[0]}": condition[1]}
    assert send(application, **given).status == "412 Precondition Failed"
    assert ask(make_cache(application), **given).status == "412 Precondition Failed"
    assert application.asked == []


def test_other_writes_are_carried_out() -> None:
    assert not forbids_write({})
    assert not forbids_write({"HTTP_IF_MATCH": "*"})
    assert not forbids_write({"HTTP_IF_NONE_MATCH": '"a"'})
    assert send(Application(), REQUEST_METHOD="POST", HTTP_IF_MATCH="*").status == "200 OK"


def test_a_part_of_what_may_have_changed_is_sent_whole() -> None:
    application = Application()
    send(application, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=TAG)
    send(application, HTTP_RANGE="bytes=0-9")
    assert [one.get("HTTP_RANGE") for one in application.asked] == [None, "bytes=0-9"]


def test_a_stream_is_closed_where_it_is_not_wanted() -> None:
    class Stream:
        streaming = True
        is_closed = False

        def __iter__(self) -> Any:
            raise AssertionError("nobody wants it")

        def close(self) -> None:
            self.is_closed = True

    stream = Stream()

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [HTML, PUBLIC, ("ETag", TAG)])
        return stream

    answer = ask(make_cache(application), HTTP_IF_MATCH='"nope"')
    assert answer.status == "412 Precondition Failed"
    assert stream.is_closed
    assert TEXT.encode() not in answer.body
