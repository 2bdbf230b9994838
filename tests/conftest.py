"""Fixtures that many tests share: a visitor with HTMX, and a real browser."""

import os
import shutil
from collections.abc import Iterator
from itertools import count

import hypothesis
import pytest
from django.core.cache import caches
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from glossary_site.page_cache import content_version
from tests.site.page_cache.caching import FixedVersion

# A busy machine is no fault of the code, and a full run gives the same answer each time.
hypothesis.settings.register_profile(
    "site",
    deadline=None,
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("site")

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None
)
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

_VERSIONS = count(-1_000_000, 1_000)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What an earlier test has posted counts against nobody, and what it drew is drawn anew."""
    for one in caches.all():
        one.clear()


@pytest.fixture
def htmx_client() -> Client:
    """A client whose requests come from htmx."""
    return Client(headers={"HX-Request": "true"})


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> FixedVersion:
    """The content version that is watched, so that content is kept; no other test has the same."""
    versions = FixedVersion(next(_VERSIONS))
    monkeypatch.setattr(content_version, "_watched", [versions])
    return versions


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it browser tests are skipped, unless REQUIRE_BROWSER is set."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, and there is no Chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
