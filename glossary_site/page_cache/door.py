"""The WSGI application around Django's: it answers with a kept page where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from glossary_site.page_cache.filling import fill_in, is_for_others_too
from glossary_site.page_cache.flights import Flights
from glossary_site.page_cache.keys import PageKey, Rules, anonymize_environ
from glossary_site.page_cache.pages import Page, for_one, is_public, make_page
from glossary_site.page_cache.preconditions import Outcome, evaluate
from glossary_site.page_cache.responses import Response, collect, packed, refuse
from glossary_site.page_cache.store import PageStore

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

FRESH_S = 300.0
"""Pages that show an age or a count are made anew after this long; nobody waits for it."""

RETRY_S = 5.0
"""How long a page that could not be made anew is left alone."""


class Versions(Protocol):
    """Where the content version in force is known; None as long as it is not."""

    @property
    def version(self) -> int | None: ...


@dataclass
class Door:
    """`application` behind a store of pages. `keep` is told of every page that was made."""

    application: Application
    rules: Rules
    store: PageStore
    versions: Versions
    keep: Callable[[PageKey, Page], None] = lambda key, page: None
    clock: Callable[[], float] = time.monotonic
    fresh_s: float = FRESH_S
    _flights: Flights = field(default_factory=Flights)
    _renewals: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="renew-page")
    )

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self.rules.key(environ)
        version = self.versions.version
        if key is None or version is None:
            return packed(self.application, environ, start_response)
        page = self._kept(key, version)
        if page is not None and self.clock() - page.made_at > self.fresh_s:
            self._renew(key, environ, page)
        if self.rules.has_state(environ):
            return self._answer_one(key, page, environ, start_response)
        if page is not None:
            return answer(page, environ, start_response)
        return self._make(key, version, environ, start_response)

    def _kept(self, key: PageKey, version: int) -> Page | None:
        """The page as it is kept, unless it was made of older content than `version`."""
        page = self.store.get(key)
        return page if page is not None and page.version >= version else None

    def _answer_one(
        self, key: PageKey, page: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a visitor with state: with the kept page only where it is theirs too."""
        if page is not None and page.is_same_with_state:
            return answer(page, environ, start_response)
        if page is not None and (filled := fill_in(page, self.application, environ)):
            return filled.send(environ, start_response)
        response = collect(self.application, environ)
        if page is None and is_for_others_too(response):
            # At once: in a thread of its own it would take longer than a dozen whole pages, which
            # are made meanwhile for those who ask.
            with suppress(Exception):  # This visitor has an answer; others will hear of the error.
                self._renew_now(key, anonymize_environ(environ, key), None)
        return response.send(environ, start_response)

    def _make(
        self, key: PageKey, version: int, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        with self._flights.lead(key) as is_first:
            page = None if is_first else self._kept(key, version)
            if page is not None:
                return answer(page, environ, start_response)
            made = self._render(key, environ)
        if isinstance(made, Page):
            return answer(made, environ, start_response)
        old = self.store.get(key) if made.is_broken else None
        if old is not None:
            return answer(old, environ, start_response)
        return made.send(environ, start_response)

    def _render(self, key: PageKey, environ: Mapping[str, Any]) -> Page | Response:
        """The page, kept; or the response, where it is not for everyone.

        The version is read before the page is made, so that a page is never newer than it says.
        """
        version, now = self.versions.version or 0, self.clock()
        response = collect(self.application, anonymize_environ(environ, key))
        if response.body is None or not is_public(response.status, response.headers):
            return response
        page = make_page(
            response.status, response.headers, response.body, version=version, made_at=now
        )
        self.store.put(key, page)
        self.keep(key, page)
        return page

    def _renew(self, key: PageKey, environ: Environ, page: Page) -> None:
        """Make the page anew beside the answer, unless that is being done."""
        old = replace(page, made_at=self.clock() - self.fresh_s + RETRY_S)
        self.store.put(key, old)
        self._renewals.submit(self._renew_now, key, anonymize_environ(environ, key), old)

    def _renew_now(self, key: PageKey, environ: Environ, old: Page | None) -> None:
        """Make the page, unless one newer than `old` was made meanwhile: many may ask at once."""
        with self._flights.lead(key) as is_first:
            page = self._kept(key, self.versions.version or 0)
            if is_first and (page is None or page is old):
                self._render(key, environ)


def answer(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The page in the encoding that is asked for; 304 where the visitor has it already.

    A page of which htmx may ask a part is for nobody else when htmx asks: a cache in between that
    kept it would give it to whoever wants the part.
    """
    encoding = page.encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
    variant = page.variants[encoding]
    headers = variant.headers
    if "HTTP_HX_REQUEST" in environ and "hx-request" in page.vary:
        headers = for_one(headers)
    outcome = evaluate(environ, variant.etag, page.last_modified)
    if outcome is not Outcome.PERFORM:
        return refuse(outcome, headers, start_response)
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body(encoding)]
