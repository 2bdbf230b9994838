"""Which requests a stored page may answer, what tells one page from another, and what is stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

LONGEST = 1000
"""Characters of a path, or of what a view reads of a query, beyond which no page is stored."""

LONGEST_READ = 8000
"""Characters of a query that are looked at; browsers and servers rarely send more."""

VARIES_BY = {"accept-encoding", "cookie", "hx-request"}
"""The headers that are heeded when a stored page is sent; what varies by others is not stored."""

_OF_THE_BODY = ("CONTENT_LENGTH", "CONTENT_TYPE")


class PageKey(NamedTuple):
    """Two requests with the same key are given the same page, which is made of the key alone.

    `is_endless` says that there are keys like it without end, so that they are stored apart.
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


class Query(NamedTuple):
    """The one way to write what an address asks of a view.

    `is_endless` says that a parameter in it takes values without end.
    """

    text: str
    is_endless: bool


@dataclass(frozen=True)
class PublicPage:
    """What a view declares whose pages are the same for everyone without state.

    `params` are the parameters that choose one of the site's pages, such as a letter or a number
    of a page; `endless` those that hold whatever a reader types. All others change nothing.
    """

    params: tuple[str, ...] = ()
    endless: tuple[str, ...] = ()

    def read(self, query: str) -> Query | None:
        """The declared parameters of `query`, in their order and decoded; all others are dropped.

        None where it is not plain which page is meant: a parameter is given twice, or a chosen one
        is empty. What that means, only the view knows.
        """
        if len(query) > LONGEST_READ:
            return None
        given: dict[str, str] = {}
        readable = query.encode("latin-1", "replace").decode(errors="replace")
        for name, value in parse_qsl(readable, keep_blank_values=True):
            if name not in self.params and name not in self.endless:
                continue
            if name in given or (not value and name in self.params):
                return None
            given[name] = value
        ordered = [(name, given[name]) for name in (*self.params, *self.endless) if name in given]
        return Query(urlencode(ordered), any(name in given for name in self.endless))


@dataclass(frozen=True)
class Rules:
    """What the site's settings and views say about requests.

    `own_cookies` are the names of those that give a visitor state. `declared` says what the view at
    a path depends on, `host` which host a Host header, a scheme and the server's port mean; either
    says None to what is not to be stored. `trust_proxy` believes X-Forwarded-Proto.
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
        cookies = (environ.get("HTTP_COOKIE") or "").split(";")
        return any(part.partition("=")[0].strip() in self.own_cookies for part in cookies)


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
        if not name.startswith(("HTTP_", "REMOTE_")) and name not in _OF_THE_BODY
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


def may_be_stored(status: str, headers: Sequence[tuple[str, str]]) -> bool:
    """Whether a response says that it is for everyone, and nothing in it says otherwise."""
    names = {name.lower() for name, _ in headers}
    caching = header_words(headers, "cache-control")
    return (
        status.startswith("200")
        and "public" in caching
        and caching.isdisjoint({"private", "no-store"})
        and names.isdisjoint({"set-cookie", "content-encoding"})
        and header_words(headers, "vary") <= VARIES_BY
    )


def header_words(headers: Sequence[tuple[str, str]], name: str) -> set[str]:
    """The words of a header that is a list by commas, in lower case and without their values."""
    values = ",".join(value for key, value in headers if key.lower() == name)
    return {word.strip().partition("=")[0] for word in values.lower().split(",") if word.strip()}
