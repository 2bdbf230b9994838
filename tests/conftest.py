"""Fixtures that many tests share: a visitor with HTMX, and a real browser."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from io import StringIO
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from glossary_site.page_cache import keeping
from tests.prepared import make_loaded_folder, make_once, migrated_database
from tests.site.page_cache.making import FixedVersion

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


IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
"""Where Django has the database of its tests, if that is SQLite."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Have the tables there before Django migrates, which then has nothing to do."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            tables = stack.enter_context(closing(sqlite3.connect(migrated_database())))
            kept = stack.enter_context(closing(sqlite3.connect(IN_MEMORY, uri=True)))
            tables.backup(kept)
        yield


@pytest.fixture(scope="session")
def loaded_database() -> Iterator[sqlite3.Connection]:
    """A copy of the database with the real content, empty until a first test has loaded it."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture
def real_content(transactional_db: None, loaded_database: sqlite3.Connection) -> None:
    """The real content is loaded: by the first test that wants it, and copied for the others."""
    if connection.vendor != "sqlite":
        call_command("load_content", stdout=StringIO())
        return
    connection.ensure_connection()
    if loaded_database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        loaded_database.backup(connection.connection)
    else:
        call_command("load_content", stdout=StringIO())
        connection.connection.backup(loaded_database)


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder of a site that has started once, made once for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return make_once(shared / "loaded", make_loaded_folder)


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
    monkeypatch.setattr(keeping, "_watched", [versions])
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
