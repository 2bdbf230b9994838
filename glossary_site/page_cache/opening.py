"""Builds the door from Django's settings."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import close_old_connections

from glossary_site.fixed_headers import usual_policy
from glossary_site.page_cache.disk import PagesOnDisk
from glossary_site.page_cache.door import Application, Door
from glossary_site.page_cache.keeping import follow
from glossary_site.page_cache.keys import Rules
from glossary_site.page_cache.models import read_version
from glossary_site.page_cache.responses import packed
from glossary_site.page_cache.store import PageStore
from glossary_site.page_cache.watch import VersionWatch


def open_door(application: Application) -> Application:
    """`application` behind the page cache; with `PAGE_CACHE_MB=0` only packed."""
    if not settings.PAGE_CACHE_MB:
        return lambda environ, start_response: packed(application, environ, start_response)
    disk = pages_on_disk()
    watch = VersionWatch(_read_version, disk.activate if disk else lambda version: None)
    watch.start()
    follow(watch)
    store = PageStore(settings.PAGE_CACHE_MB * 2**20)
    door = Door(application, rules(), store, watch)
    if disk:
        door.keep = disk.keep
    return door


def rules() -> Rules:
    """Which requests the door answers, by the settings."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    passed_by = (settings.STATIC_URL, "/admin/", "/healthz", "/readyz", "/metrics")
    return Rules(frozenset(own), passed_by, settings.TRUST_PROXY)


def pages_on_disk() -> PagesOnDisk | None:
    """The folder that `PAGES_DIR` names; None where it is unset."""
    if not settings.PAGES_DIR:
        return None
    site = urlsplit(settings.SITE_URL)
    policy = {"Content-Security-Policy": usual_policy()}
    return PagesOnDisk(settings.PAGES_DIR, policy, site.netloc, site.scheme)


def _read_version() -> int:
    close_old_connections()
    return read_version()
