"""Which requests a stored page may answer, and what tells one page from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from glossary_site.page_cache.parameters import PublicPage

LONGEST = 1000
"""Characters of a path, or of what a view reads of a query, beyond which no page is kept."""

_BODY = ("CONTENT_LENGTH", "CONTENT_TYPE")


class PageKey(NamedTuple):
    """Two requests with the same key are given the same page, which is made of the key alone.

    `is_endless` says that there are keys like it without end, so that they are kept apart.
    """

    scheme: str
    host: str
    path: str
    query: str
    is_endless: bool


class Host(NamedTuple):
    """A host of the site, written one way. An endless one was made up: any port, any subdomain."""

    name: str
    is_endless: bool


@dataclass(frozen=True)
class Rules:
    """What the site's settings and views say about requests.

    `own_cookies` are the names of those that give a visitor state. `declared` says what the view at
    a path depends on, `host` which host a Host header, a scheme and the server's port mean; either
    says None to what is not to be kept. `trust_proxy` believes X-Forwarded-Proto.
    """

    own_cookies: frozenset[str]
    declared: Callable[[str], PublicPage | None]
    host: Callable[[str, str, str], Host | None]
    trust_proxy: bool = False

    def key(self, environ: Mapping[str, Any]) -> PageKey | None:
        """The key of the page that `environ` asks for; None where it must go to Django."""
        given = environ.get
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or asks_for_fragment(environ):
            return None
        path = given("PATH_INFO", "")
        if len(path) > LONGEST or "HTTP_AUTHORIZATION" in environ:
            return None
        page = self.declared(path)
        query = page.read(given("QUERY_STRING", "")) if page else None
        if query is None or len(query.text) > LONGEST:
            return None
        scheme = self._scheme(environ)
        host = self.host(given("HTTP_HOST", ""), scheme, str(given("SERVER_PORT", "")))
        if host is None:
            return None
        is_endless = query.is_endless or host.is_endless
        return PageKey(scheme, host.name, path, query.text, is_endless)

    def _scheme(self, environ: Mapping[str, Any]) -> str:
        """`http` or `https`, whatever a proxy says, as Django reads it."""
        scheme = str(environ.get("wsgi.url_scheme", "http"))
        if self.trust_proxy and (forwarded := environ.get("HTTP_X_FORWARDED_PROTO")) is not None:
            scheme = forwarded.partition(",")[0].strip()
        return "https" if scheme == "https" else "http"

    def has_state(self, environ: Mapping[str, Any]) -> bool:
        """Whether the visitor sends a cookie of the site's own."""
        cookies = environ.get("HTTP_COOKIE") or ""
        if not cookies:
            return False
        return not self.own_cookies.isdisjoint(
            part.partition("=")[0].strip() for part in cookies.split(";")
        )


def asks_for_fragment(environ: Mapping[str, Any]) -> bool:
    """Whether htmx asks for a part of a page, neither boosting a link nor restoring history."""
    return (
        environ.get("HTTP_HX_REQUEST") == "true"
        and environ.get("HTTP_HX_BOOSTED") != "true"
        and environ.get("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"
    )


def anonymize_environ(environ: Mapping[str, Any], key: PageKey) -> dict[str, Any]:
    """A request for the page of `key` without a trace of who asks.

    A page made of it holds no private byte, and nothing that another request of the same key would
    have had otherwise.
    """
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("HTTP_", "REMOTE_")) and name not in _BODY
    }
    return kept | {
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": key.host,
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "REMOTE_ADDR": "",
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": BytesIO(),
    }
