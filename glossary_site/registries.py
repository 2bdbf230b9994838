"""What apps tell the site in `AppConfig.ready()`, so that no lower app names an upper one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.sitemaps import Sitemap
    from django.http import HttpRequest

    from glossary_site.page_cache.middleware import Application


@dataclass(frozen=True)
class NavigationItem:
    """A link of the header: its words, which gettext knows, the URL name that it leads to, and
    those of pages in the same app that do not belong to it."""

    label: str
    url_name: str
    without: tuple[str, ...] = ()

    @property
    def app(self) -> str:
        return self.url_name.partition(":")[0]


@dataclass(frozen=True)
class Alternate:
    """Another form of a term's page: its media type, and the URL name of which the slug is the
    only argument."""

    media_type: str
    url_name: str


WSGI_MIDDLEWARE: list[Callable[[Application], Application]] = []
"""Put around the page cache, so that they see stored pages too."""

HANDOVER_PROVIDERS: dict[str, Callable[[HttpRequest, str], Any]] = {}
"""What a reader can tell the advisor about a page, by the page's kind: a `Provider` of
`glossary_site/web/handover.py`."""

READINESS_CHECKS: list[Callable[[], Iterable[str]]] = []
"""Each gives lines on what is not as it should be, for `/readyz`."""

WARM_UPS: list[Callable[[], object]] = []
"""Called once before the workers are forked, for large data that they then share."""

PRIVATE_PREFIXES: list[str] = ["/admin/"]
"""Beginnings of paths that are no pages to find, for robots and prefetching; `*` is any text."""

SITEMAPS: dict[str, type[Sitemap[Any]]] = {}
"""The parts of the sitemap, by their names in its addresses."""

NAVIGATION: list[NavigationItem] = []
"""What the header leads to, in its order."""

FOOTER: list[NavigationItem] = []
"""What the footer leads to, beside privacy."""

START_PAGES: list[str] = []
"""URL names of the pages that lead to all others, for the sitemap."""


@dataclass(frozen=True)
class StartList:
    """A list of links on the start page: its key, its heading, and the words, the path and a note
    of each link."""

    key: str
    title: str
    links: Sequence[tuple[str, str, str]]


START_LISTS: list[Callable[[], StartList]] = []
"""What the start page lists beside terms; in one query, and the same for every reader."""

TERM_PREFIXES: list[str] = []
"""Beginnings of paths that go on with a term's slug."""

WORKER_SCRIPTS: list[str] = []
"""Templates of what apps add to the service worker, in their order."""

NEAREST_PAGES: list[Callable[[str], Iterable[tuple[str, str]]]] = []
"""Each gives titles and paths of pages that may be meant by some words, for an address that leads
nowhere; in few queries, whatever the words."""

FORMER_SLUGS: dict[tuple[str, str], Callable[[str], str | None]] = {}
"""What gives today's slug for an old one, by a namespace of addresses and the parameter in them."""

TERM_ALTERNATES: list[Alternate] = []
"""In which other forms a term can be had, for the head of its page."""

TERM_LINKS: list[NavigationItem] = []
"""Where the foot of a term's page leads; the slug is the only argument of the URL names."""

QUIZ_LINKS: list[NavigationItem] = []
"""Where the foot of a quiz's page leads; the slug is the only argument of the URL names."""

PATH_LINKS: list[NavigationItem] = []
"""The same of a path's page."""


@dataclass(frozen=True)
class LogFormat:
    """Another form of a learner's log, got by a post to a URL name; gettext knows both texts."""

    label: str
    note: str
    url_name: str


LOG_FORMATS: list[LogFormat] = []
"""What stands beside the download of a learner's log."""
