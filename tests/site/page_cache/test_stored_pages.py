"""What is kept of a response, and which responses may be kept at all."""

import gzip

import brotli
import pytest

from glossary_site.page_cache.pages import accepted_encodings, make_page
from glossary_site.page_cache.rules import may_be_stored
from tests.site.page_cache.caching import HTML, PUBLIC, TEXT, make_stored


def test_a_page_is_kept_in_three_encodings_of_the_same_words() -> None:
    page = make_stored()
    assert page.body("identity") == TEXT.encode()
    assert brotli.decompress(page.body("br")) == TEXT.encode()
    assert gzip.decompress(page.body("gzip")) == TEXT.encode()
    tags = set()
    for name in ("identity", "br", "gzip"):
        headers = page.headers_of(name)
        tags.add(headers["ETag"])
        assert headers["Vary"] == "Accept-Encoding"
        assert (headers["Content-Encoding"] or "identity") == name
    assert len(tags) == 3


def test_the_same_bytes_have_the_same_tag_whenever_they_were_made() -> None:
    first, second = make_stored(version=1, made_at=1.0), make_stored(version=2, made_at=2.0)
    assert first.headers_of("br")["ETag"] == second.headers_of("br")["ETag"]
    assert first.headers_of("br")["ETag"] != make_stored(TEXT + "!").headers_of("br")["ETag"]


def test_a_body_is_kept_only_as_it_is_sent() -> None:
    body = "".join(f"Sentence {number} about drift. " for number in range(4000))
    page = make_stored(body)
    packed = len(page.body("br")) + len(page.body("gzip"))
    assert packed < page.size < packed + 4096 < len(body)


@pytest.mark.parametrize("headers", [[("Content-Type", "image/png"), PUBLIC], [PUBLIC]])
def test_what_is_no_text_is_kept_as_it_is(headers: list[tuple[str, str]]) -> None:
    page = make_page("200 OK", headers, TEXT.encode(), version=1, made_at=0)
    assert list(page.bodies) == ["identity"]


def test_a_few_bytes_are_not_worth_packing() -> None:
    assert list(make_stored("short").bodies) == ["identity"]


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", ()),
        ("gzip, deflate, br, zstd", ("br", "gzip")),
        ("GZIP", ("gzip",)),
        ("br;q=0, gzip;q=0.5", ("gzip",)),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("identity, *;q=0", ()),
        ("br;q=nonsense, ,;;", ()),
    ],
)
def test_accepted_encodings(header: str, accepted: tuple[str, ...]) -> None:
    assert accepted_encodings(header) == accepted


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", [HTML, PUBLIC]),
        ("500 Internal Server Error", [HTML, PUBLIC]),
        ("200 OK", [HTML]),
        ("200 OK", [HTML, ("Cache-Control", "private, no-cache")]),
        ("200 OK", [HTML, ("Cache-Control", "public, no-store")]),
        ("200 OK", [HTML, PUBLIC, ("cache-control", "Private")]),
        ("200 OK", [HTML, PUBLIC, ("Set-Cookie", "sessionid=1")]),
        ("200 OK", [HTML, PUBLIC, ("Vary", "Cookie, Accept-Language")]),
        ("200 OK", [HTML, PUBLIC, ("Vary", "*")]),
        ("200 OK", [HTML, PUBLIC, ("Content-Encoding", "br")]),
    ],
)
def test_what_may_not_be_stored(status: str, headers: list[tuple[str, str]]) -> None:
    assert may_be_stored("200 OK", [HTML, PUBLIC, ("Vary", "Cookie, HX-Request")])
    assert not may_be_stored(status, headers)
