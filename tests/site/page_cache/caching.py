"""A small WSGI application to stand behind the cache, and requests to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from glossary_site.page_cache.middleware import PageCacheMiddleware
from glossary_site.page_cache.pages import Page, make_page
from glossary_site.page_cache.rules import Host, PageKey, PublicPage, Rules
from glossary_site.page_cache.stores import PageStore


def declared(path: str) -> PublicPage | None:
    """Every page but those of the admin, with one parameter of either sort."""
    return None if path.startswith(("/static/", "/admin/")) else PublicPage(("page",), ("users",))


def host_of(given: str, scheme: str, port: str) -> Host | None:
    return Host(given, is_endless=":" in given) if given.endswith("example") else None


RULES = Rules(frozenset({"sessionid", "csrftoken"}), declared, host_of)
HTML = ("Content-Type", "text/html; charset=utf-8")
PUBLIC = ("Cache-Control", "public, max-age=0, s-maxage=60")
TEXT = "What is drift? " * 100


@dataclass
class Application:
    """Answers with `status`, `headers` and `body`; `asked` holds every environ that came."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: [HTML, PUBLIC])
    body: str = TEXT
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        start_response(self.status, list(self.headers))
        return [self.body.encode()]


@dataclass
class FixedVersion:
    """A content version that a test sets."""

    version: int | None = 1

    def go_on(self) -> None:
        """The content has changed."""
        self.version = (self.version or 0) + 1


@dataclass
class Clock:
    """A clock that a test sets, in seconds."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


def make_environ(path: str = "/terms/mlops/", **changes: Any) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "glossary.example",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "REMOTE_ADDR": "192.0.2.7",
    } | changes


def make_cache(application: Any, *, capacity: int = 2**20, **changes: Any) -> PageCacheMiddleware:
    given = {"versions": FixedVersion(), "clock": Clock()} | changes
    return PageCacheMiddleware(application, RULES, PageStore(capacity), **given)


def ask(cache: Any, path: str = "/terms/mlops/", **changes: Any) -> Answer:
    """What the cache answers, with its headers by their lower-case names."""
    started: list[Any] = []
    pieces = cache(make_environ(path, **changes), lambda *given: started.append(given))
    status, headers = started[0][:2]
    return Answer(status, {name.lower(): value for name, value in headers}, b"".join(pieces))


def make_key(path: str = "/terms/mlops/", **changes: Any) -> PageKey:
    key = RULES.key(make_environ(path, **changes))
    assert key is not None
    return key


def make_stored(body: str = TEXT, *, version: int = 1, made_at: float = 0.0) -> Page:
    return make_page("200 OK", [HTML, PUBLIC], body.encode(), version=version, made_at=made_at)
