"""WSGI middleware around Django that answers with a stored page where there is one."""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import Any, Protocol, TypeVar

from glossary_site.page_cache.pages import Page, make_page, make_private
from glossary_site.page_cache.private_fragments import assemble, has_private_fragments
from glossary_site.page_cache.responses import (
    Response,
    collect,
    pass_through,
    refusal_of,
    send_refusal,
)
from glossary_site.page_cache.rules import PageKey, Rules, anonymize_environ, may_be_stored
from glossary_site.page_cache.stores import PageStore

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
ResultT = TypeVar("ResultT")

FRESH_S = 300.0
"""Pages that show an age or a count are made anew after this long; nobody waits for it."""

RETRY_S = 5.0
"""How long a page that could not be made anew is left alone."""

LONGEST_WAIT_S = 10.0
"""How long a request waits for another that makes the same page."""


class Versions(Protocol):
    """Where the content version in force is known; None as long as it is not."""

    @property
    def version(self) -> int | None: ...


class SingleFlight:
    """Lets one of several calls with the same key run at a time; the others wait for its end."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Event] = {}
        self._lock = Lock()

    def do(self, key: Hashable, call: Callable[[], ResultT]) -> ResultT | None:
        """What `call` returns; None after waiting for another call with that key."""
        with self._lock:
            running = self._running.get(key)
            if running is None:
                self._running[key] = Event()
        if running is not None:
            running.wait(LONGEST_WAIT_S)
            return None
        try:
            return call()
        finally:
            with self._lock:
                self._running.pop(key).set()


@dataclass
class PageCacheMiddleware:
    """`application` behind a store of pages. `write_file` is told of every page that was made."""

    application: Application
    rules: Rules
    store: PageStore
    versions: Versions
    write_file: Callable[[PageKey, Page], None] = lambda key, page: None
    clock: Callable[[], float] = time.monotonic
    fresh_s: float = FRESH_S
    _single_flight: SingleFlight = field(default_factory=SingleFlight)
    _refreshing: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="refresh-page")
    )

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self.rules.key(environ)
        if key is None or self.versions.version is None:
            return pass_through(self.application, environ, start_response)
        page = self._stored(key)
        if page is not None and self.clock() - page.made_at > self.fresh_s:
            self._refresh_later(key, environ, page)
        if self.rules.has_state(environ):
            return self._answer_with_state(key, page, environ, start_response)
        if page is not None:
            return send_page(page, environ, start_response)
        return self._make_and_answer(key, environ, start_response)

    def _stored(self, key: PageKey) -> Page | None:
        """The page as it is stored, unless it was made of older content than that in force."""
        page = self.store.get(key)
        return page if page is not None and page.version >= (self.versions.version or 0) else None

    def _answer_with_state(
        self, key: PageKey, page: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a visitor with state: with the stored page only where it is theirs too."""
        if page is not None and page.is_same_with_state:
            return send_page(page, environ, start_response)
        if page is not None and (own := assemble(page, self.application, environ)):
            return own.send(environ, start_response)
        response = collect(self.application, environ)
        if page is None and _is_for_others_too(response):
            # At once: in a thread of its own it would take longer than a dozen whole pages, which
            # are made meanwhile for those who ask.
            with suppress(Exception):  # This visitor has an answer; others will hear of the error.
                self._refresh(key, anonymize_environ(environ, key), None)
        return response.send(environ, start_response)

    def _make_and_answer(
        self, key: PageKey, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        made = self._single_flight.do(key, lambda: self._make(key, environ))
        made = made or self._stored(key) or self._make(key, environ)
        if isinstance(made, Response) and made.is_broken:
            made = self.store.get(key) or made
        if isinstance(made, Page):
            return send_page(made, environ, start_response)
        return made.send(environ, start_response)

    def _make(self, key: PageKey, environ: Mapping[str, Any]) -> Page | Response:
        """The page, stored; or the response, where it is not for everyone.

        The version is read before the page is made, so that a page is never newer than it says.
        """
        version, now = self.versions.version or 0, self.clock()
        response = collect(self.application, anonymize_environ(environ, key))
        if response.body is None or not may_be_stored(response.status, response.headers):
            return response
        page = make_page(
            response.status, response.headers, response.body, version=version, made_at=now
        )
        self.store.put(key, page)
        self.write_file(key, page)
        return page

    def _refresh_later(self, key: PageKey, environ: Environ, page: Page) -> None:
        """Make the page anew beside the answer, unless that is being done."""
        old = replace(page, made_at=self.clock() - self.fresh_s + RETRY_S)
        self.store.put(key, old)
        self._refreshing.submit(self._refresh, key, anonymize_environ(environ, key), old)

    def _refresh(self, key: PageKey, environ: Environ, old: Page | None) -> None:
        """Make the page, unless one newer than `old` was made meanwhile: many may ask at once."""

        def make() -> None:
            page = self._stored(key)
            if page is None or page is old:
                self._make(key, environ)

        self._single_flight.do(key, make)


def _is_for_others_too(response: Response) -> bool:
    """Whether a page that was made for one visitor is, all or most of it, the same for others."""
    if response.body is None:
        return False
    return may_be_stored(response.status, response.headers) or has_private_fragments(response.body)


def send_page(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The page in the encoding that is asked for; 304 where the visitor has it already.

    A page of which htmx may ask a part is for nobody else when htmx asks: a cache in between that
    kept it would give it to whoever wants the part.
    """
    encoding = page.encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
    headers = page.headers_of(encoding)
    if "HTTP_HX_REQUEST" in environ and "hx-request" in page.vary:
        make_private(headers)
    if refusal := refusal_of(environ, headers):
        return send_refusal(refusal, headers, start_response)
    body = page.body(encoding)
    headers["Content-Length"] = str(len(body))
    start_response(page.status, headers.items())
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
