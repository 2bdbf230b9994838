"""Builds the page cache from Django's settings."""

from urllib.parse import urlsplit

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from glossary_site.page_cache.content_version import VersionWatch, follow
from glossary_site.page_cache.middleware import Application, PageCacheMiddleware
from glossary_site.page_cache.models import read_version
from glossary_site.page_cache.public import declared_at
from glossary_site.page_cache.responses import pass_through
from glossary_site.page_cache.rules import Host, Rules
from glossary_site.page_cache.stores import PageFiles, PageStore
from glossary_site.web.addresses.reading import DEFAULT_PORTS


def build_page_cache(application: Application) -> Application:
    """`application` behind the page cache; with `PAGE_CACHE_MB=0` only compressed."""
    if not settings.PAGE_CACHE_MB:
        return lambda environ, start_response: pass_through(application, environ, start_response)
    files = page_files()
    watch = VersionWatch(_read_version, files.activate if files else lambda version: None)
    watch.start()
    follow(watch)
    store = PageStore(settings.PAGE_CACHE_MB * 2**20)
    cache = PageCacheMiddleware(application, build_rules(), store, watch)
    if files:
        cache.write_file = files.write
    return cache


def build_rules() -> Rules:
    """Which requests are answered from the store, by the settings and by what the views declare."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return Rules(frozenset(own), declared_at, host_of, settings.TRUST_PROXY)


def host_of(given: str, scheme: str, server_port: str) -> Host | None:
    """Whose pages are asked for: those of `SITE_URL`, or of the host given, in one spelling.

    None for a host that is not allowed. `ALLOWED_HOSTS` allows any port, and a wildcard any
    subdomain: pages of such hosts are stored apart.
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


def page_files() -> PageFiles | None:
    """The folder that `PAGES_DIR` names; None where it is unset."""
    if not settings.PAGES_DIR:
        return None
    site = urlsplit(settings.SITE_URL)
    return PageFiles(settings.PAGES_DIR, {HEADER: build_policy()}, site.netloc, site.scheme)


def _read_version() -> int:
    close_old_connections()
    return read_version()
