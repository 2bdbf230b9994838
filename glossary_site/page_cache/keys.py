"""Which requests a stored page may answer, and what tells one page from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

LONGEST = 1000
"""Characters of a path or a query beyond which a page is not worth keeping."""

PASSED_ON = (
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HX_REQUEST",
    "HTTP_HX_BOOSTED",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
)
"""All that a page for everyone learns of the headers that asked for it."""

_BODY = ("CONTENT_LENGTH", "CONTENT_TYPE")


class PageKey(NamedTuple):
    """Two requests with the same key are given the same page."""

    scheme: str
    host: str
    path: str
    query: str
    htmx: tuple[bool, bool, bool]


@dataclass(frozen=True)
class Rules:
    """What the site's settings say about requests.

    `own_cookies` are the names of those that give a visitor state; `passed_by` the beginnings of
    paths that are never pages, such as static files; `trust_proxy` believes X-Forwarded-Proto.
    """

    own_cookies: frozenset[str]
    passed_by: tuple[str, ...]
    trust_proxy: bool = False

    def key(self, environ: Mapping[str, Any]) -> PageKey | None:
        """The key of the page that `environ` asks for; None where it must go to Django."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        given = environ.get
        path, query = given("PATH_INFO", ""), given("QUERY_STRING", "")
        if path.startswith(self.passed_by) or len(path) > LONGEST or len(query) > LONGEST:
            return None
        if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
            return None
        htmx = (
            given("HTTP_HX_REQUEST") == "true",
            given("HTTP_HX_BOOSTED") == "true",
            given("HTTP_HX_HISTORY_RESTORE_REQUEST") == "true",
        )
        return PageKey(self._scheme(environ), given("HTTP_HOST", ""), path, query, htmx)

    def _scheme(self, environ: Mapping[str, Any]) -> str:
        if self.trust_proxy and (forwarded := environ.get("HTTP_X_FORWARDED_PROTO")):
            return str(forwarded)
        return str(environ.get("wsgi.url_scheme", "http"))

    def has_state(self, environ: Mapping[str, Any]) -> bool:
        """Whether the visitor sends a cookie of the site's own."""
        cookies = environ.get("HTTP_COOKIE") or ""
        if not cookies:
            return False
        return not self.own_cookies.isdisjoint(
            part.partition("=")[0].strip() for part in cookies.split(";")
        )


def for_everyone(environ: Mapping[str, Any]) -> dict[str, Any]:
    """`environ` without a trace of who asks: a page made of it cannot hold a private byte."""
    scrubbed = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("HTTP_", "REMOTE_")) and name not in _BODY
    }
    scrubbed |= {name: environ[name] for name in PASSED_ON if name in environ}
    return scrubbed | {"REQUEST_METHOD": "GET", "REMOTE_ADDR": "", "wsgi.input": BytesIO()}
