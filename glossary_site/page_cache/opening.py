"""Builds the door from Django's settings."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from glossary_site.page_cache.disk import PagesOnDisk
from glossary_site.page_cache.door import Application, Door
from glossary_site.page_cache.keeping import follow
from glossary_site.page_cache.keys import Host, Rules
from glossary_site.page_cache.models import read_version
from glossary_site.page_cache.public import declared_at
from glossary_site.page_cache.responses import packed
from glossary_site.page_cache.store import PageStore
from glossary_site.page_cache.watch import VersionWatch
from glossary_site.web.addresses import DEFAULT_PORTS
from glossary_site.web.headers import usual_policy


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
    """Which requests the door answers, by the settings and by what the views declare."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return Rules(frozenset(own), declared_at, host_of, settings.TRUST_PROXY)


@lru_cache(maxsize=512)
def host_of(given: str, scheme: str, server_port: str) -> Host | None:
    """The host that pages are kept for: that of `SITE_URL`, or the one asked for, in one spelling.

    None for a host that is not allowed. `ALLOWED_HOSTS` allows any port, and a wildcard any
    subdomain: pages of such hosts are kept apart.
    """
    domain, port = split_domain_port(given)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return None
    if settings.SITE_URL:
        return Host(urlsplit(settings.SITE_URL).netloc, is_endless=False)
    port = "" if port == str(DEFAULT_PORTS[scheme]) else port
    name = f"{domain}:{port}" if port else domain
    is_usual = domain in settings.ALLOWED_HOSTS and port in {"", server_port}
    return Host(name, is_endless=not is_usual)


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
