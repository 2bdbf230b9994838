"""A public page has one key, however its address is written and whatever hangs on to it."""

import threading
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from calculator.form.forms import CalculatorForm
from glossary_site.page_cache.build import build_rules, host_of
from glossary_site.page_cache.middleware import PageCacheMiddleware
from glossary_site.page_cache.public import declared_at
from glossary_site.page_cache.rules import PublicPage, Query
from glossary_site.page_cache.stores import PageStore
from tests.site.page_cache.caching import Application, FixedVersion, ask, make_cache, make_environ
from tests.world import make_cost_scenario, make_quiz, make_term

LIST = PublicPage(params=("letter", "page"), endless=("users", "name"))
JUNK = ["fbclid=1", "utm_source=a&utm_medium=b", "x", "=", "&&", "%66oo=1", "Letter=a", "page%20=1",
        "letter%00=a", "q[]=1", "😀=1", "\xff=1", "x=" + "y" * 2000, ";page=2"]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK)
def test_what_is_not_declared_changes_nothing(junk: str) -> None:
    assert LIST.read(junk) == Query("", is_endless=False)
    assert LIST.read(f"{junk}&page=2&{junk}") == Query("page=2", is_endless=False)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("page=2&letter=a", "letter=a&page=2"),
        ("letter=%61&%70age=%32", "letter=a&page=2"),
        ("letter=a+b", "letter=a+b"),
        ("letter=a%20b", "letter=a+b"),
        ("letter=%c3%a9", "letter=%C3%A9"),
        ("letter=\xc3\xa9", "letter=%C3%A9"),
        ("&letter=a&", "letter=a"),
    ],
)
def test_one_set_of_parameters_is_written_one_way(query: str, text: str) -> None:
    assert LIST.read(query) == Query(text, is_endless=False)


@pytest.mark.parametrize(
    "query", ["page=1&page=2", "page=2&page=2", "letter=", "page", "x=" * 9000]
)
def test_what_only_the_view_understands_has_no_key(query: str) -> None:
    assert LIST.read(query) is None


def test_what_a_reader_types_is_endless_and_may_be_empty() -> None:
    assert LIST.read("name=&users=5&page=2") == Query("page=2&users=5&name=", is_endless=True)


@given(st.permutations(["page=2", "letter=a", "users=%35", "fbclid=z", "gclid="]))
def test_order_does_not_matter(parts: list[str]) -> None:
    assert LIST.read("&".join(parts)) == Query("letter=a&page=2&users=5", is_endless=True)


def test_a_page_with_tracking_parameters_is_the_kept_one() -> None:
    application = Application()
    cache = make_cache(application)
    plain = ask(cache)
    for junk in JUNK:
        assert ask(cache, QUERY_STRING=junk) == plain
    assert len(application.asked) == len(cache.store) == 1
    assert ask(cache, QUERY_STRING="utm_source=x&page=%32").status == "200 OK"
    assert application.asked[1]["QUERY_STRING"] == "page=2"


def test_django_sees_only_what_the_key_says() -> None:
    application = Application()
    ask(
        make_cache(application),
        QUERY_STRING="page=2&fbclid=secret",
        HTTP_ACCEPT="text/plain",
        HTTP_HX_REQUEST="true",
        HTTP_HX_BOOSTED="true",
    )
    seen = application.asked[0]
    assert seen["QUERY_STRING"] == "page=2"
    assert not {name for name in seen if name.startswith("HTTP_")} - {"HTTP_HOST"}


def test_what_is_missing_or_refused_takes_no_room() -> None:
    application = Application(status="404 Not Found")
    cache = make_cache(application)
    for number in range(300):
        application.status = ("404 Not Found", "400 Bad Request")[number % 2]
        ask(cache, f"/{number}/", QUERY_STRING=f"page={number}")
    assert (len(cache.store), cache.store.size) == (0, 0)


@pytest.mark.parametrize(
    ("given_host", "scheme", "port", "name", "is_endless"),
    [
        ("glossary.example", "https", "8000", "glossary.example", False),
        ("GLOSSARY.example", "https", "8000", "glossary.example", False),
        ("glossary.example.", "https", "8000", "glossary.example", False),
        ("glossary.example:443", "https", "8000", "glossary.example", False),
        ("glossary.example:80", "http", "8000", "glossary.example", False),
        ("glossary.example:8000", "http", "8000", "glossary.example:8000", False),
        ("glossary.example:80", "https", "8000", "glossary.example:80", True),
        ("glossary.example:9", "https", "8000", "glossary.example:9", True),
        ("a.wild.example", "https", "8000", "a.wild.example", True),
        ("[::1]:8000", "http", "8000", "[::1]:8000", False),
    ],
)
def test_a_host_is_written_one_way_and_made_up_ones_are_endless(
    settings: Settings, given_host: str, scheme: str, port: str, name: str, *, is_endless: bool
) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["glossary.example", ".wild.example", "[::1]"], ""
    assert host_of(given_host, scheme, port) == (name, is_endless)


@pytest.mark.parametrize(
    "given_host", ["", "evil.example", "glossary.example.evil", "a b", "[", "@"]
)
def test_a_host_that_is_not_allowed_has_no_pages(settings: Settings, given_host: str) -> None:
    settings.ALLOWED_HOSTS = ["glossary.example"]
    for site in ("", "https://glossary.example"):
        settings.SITE_URL = site
        assert host_of(given_host, "https", "8000") is None


def test_a_site_that_has_an_address_has_one_set_of_pages(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = [".example"], "https://glossary.example:8443"
    for given_host in ("glossary.example", "www.example:1", "other.example"):
        assert host_of(given_host, "https", "8000") == ("glossary.example:8443", False)


@pytest.mark.parametrize("said", ["https", "https,http", " https ", "junk-1", "HTTPS", ""])
def test_a_proxy_names_no_new_schemes(settings: Settings, said: str) -> None:
    settings.TRUST_PROXY, settings.ALLOWED_HOSTS, settings.SITE_URL = True, ["testserver"], ""
    changes = {"HTTP_HOST": "testserver", "HTTP_X_FORWARDED_PROTO": said}
    key = build_rules().key(make_environ("/", **changes))
    assert key is not None
    assert key.scheme == ("https" if "https" in said else "http")


@pytest.mark.parametrize(
    "path",
    ["/TERMS/", "//", "/terms//", "//terms/", "/me/", "/admin/", "/terms/mlops", "/terms/mlops/private/",
     "/static/css/site.css", "/nothing/", "/\x00/", "/advisory/"],
)  # fmt: skip
def test_no_other_path_is_public(path: str) -> None:
    assert declared_at(path) is None


def test_the_calculator_declares_every_field() -> None:
    for path in ("/calculator/", "/calculator/embed/"):
        page = declared_at(path)
        assert page is not None
        assert {*CalculatorForm().fields} <= {*page.endless}


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> PageCacheMiddleware:
    """The real site behind a cache; each request ends by closing connections, the test's stays."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["testserver"], ""
    term = make_term()
    make_quiz(term)
    make_cost_scenario(term)
    return PageCacheMiddleware(WSGIHandler(), build_rules(), PageStore(8 * 2**20), FixedVersion())


def get(site: PageCacheMiddleware, path: str, query: str = "", **changes: Any) -> Any:
    return ask(site, path, QUERY_STRING=query, HTTP_HOST="testserver", **changes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", ""), ("/terms/", ""), ("/terms/", "letter=m"), ("/terms/mlops/", ""),
        ("/terms/mlops/card/", ""), ("/terms/graph/", ""), ("/quizzes/mlops/", ""),
        ("/calculator/", ""), ("/calculator/", "preset=mlops"), ("/calculator/embed/", "theme=dark"),
        ("/robots.txt", ""), ("/sitemap.xml", ""), ("/sitemap-terms.xml", ""), ("/offline/", ""),
        ("/manifest.webmanifest", ""), ("/service-worker.js", ""), ("/favicon.ico", ""),
        ("/calculator/models/", ""),
    ],
)  # fmt: skip
def test_no_page_of_the_site_is_kept_twice(
    site: PageCacheMiddleware, path: str, query: str
) -> None:
    plain = get(site, path, query)
    assert plain.status == "200 OK"
    assert len(site.store) == 1
    for junk in (
        "fbclid=IwAR0",
        "utm_source=x&utm_campaign=%79",
        "a=1&b=2",
        "&",
        "%",
        "z=" + "9" * 3000,
    ):
        assert get(site, path, f"{junk}&{query}") == plain
        assert get(site, path, f"{query}&{junk}") == plain
    assert get(site, path.upper(), query).status in {"404 Not Found", "200 OK"}
    assert get(site, f"/{path}", query).status.startswith(("404", "301"))
    assert len(site.store) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/terms/", "page=01"), ("/terms/", "page=+1"), ("/terms/", "letter="), ("/terms/", "page="),
        ("/terms/", "letter=a&letter=b"), ("/terms/", "category=nothing"), ("/terms/", "page=9"),
        ("/terms/", "q=drift"), ("/quizzes/mlops/", "question=1&question=1"),
        ("/calculator/", "preset=nothing"), ("/calculator/", "users=1&users=1"),
        ("/calculator/models/", "page=%201"), ("/calculator/models/", "page=1_0"),
        ("/calculator/models/", "provider="), ("/maturity/nothing/", ""),
    ],
)  # fmt: skip
def test_junk_is_answered_and_not_kept(site: PageCacheMiddleware, path: str, query: str) -> None:
    assert get(site, path, query).status[:3] in {"200", "400", "404", "422"}
    assert len(site.store) == 0


@pytest.mark.django_db
def test_the_canonical_link_stays_clean_also_for_who_has_state(
    site: PageCacheMiddleware, client: Client
) -> None:
    client.post("/quizzes/mlops/", {})
    for path in ("/terms/mlops/", "/terms/", "/calculator/"):
        for cookie in ("", "sessionid=somebody"):
            body = get(
                site, path, "utm_source=x", **({"HTTP_COOKIE": cookie} if cookie else {})
            ).body
            assert b'rel="canonical" href="http' in body
            canonical = body.split(b'rel="canonical" href="')[1].split(b'"')[0]
            assert canonical.endswith(path.encode())
            assert b"utm_source" not in body


@pytest.mark.slow
@pytest.mark.django_db
def test_a_flood_of_made_up_calculations_drives_out_no_page(site: PageCacheMiddleware) -> None:
    real = ["/", "/terms/", "/terms/mlops/", "/quizzes/mlops/"]
    for path in real:
        get(site, path)
    lock = threading.Lock()
    with lock:
        for number in range(1, 120):
            get(site, "/calculator/embed/", f"preset=mlops&users={number}")
    kept = len(site.store)
    for path in real:
        get(site, path)
    assert len(site.store) == kept
    assert site.store.size <= site.store.capacity
