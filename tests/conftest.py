"""Fixtures that many tests share: a visitor with HTMX, and databases with the real content."""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import count
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import trans_real

from glossary_site.operations.translations import compile_translations
from glossary_site.page_cache import content_version
from tests.databases import TEMPLATE, emptying_quickly, fill, migrate_template
from tests.prepared import loaded_database, make_loaded_folder, make_once, migrated_database
from tests.quizzes.stores import find_initdb, make_loaded_cluster
from tests.site.page_cache.caching import FixedVersion

# A busy machine is no fault of the code, and a full run gives the same answer each time.
hypothesis.settings.register_profile(
    "site",
    deadline=None,
    max_examples=25,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("site"), max_examples=10
)
hypothesis.settings.load_profile("site")

_VERSIONS = count(-1_000_000, 1_000)


OBJECTS_BEFORE_A_COLLECTION = 100_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: one that is begun last would leave the other cores with nothing to do."""

    def place(item: pytest.Item) -> int:
        slow = item.get_closest_marker("slow")
        if slow and slow.kwargs.get("first"):
            return 0
        return 1 if slow or item.get_closest_marker("browser") else 2

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Leave thousands of collected tests out of every later search for garbage: a fifth of the time of
    tests in Python went into it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_A_COLLECTION)


IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
"""Where Django has the database of its tests, if that is SQLite."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, run_folder: Path
) -> Iterator[None]:
    """Have the tables there before Django migrates, which then has nothing to do."""
    with ExitStack() as stack:
        tables = None
        if connection.vendor == "sqlite":
            tables = stack.enter_context(closing(sqlite3.connect(migrated_database())))
            kept = stack.enter_context(closing(sqlite3.connect(IN_MEMORY, uri=True)))
            tables.backup(kept)
        else:
            make_once(run_folder / "migrated", migrate_template)
            connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE
        stack.enter_context(emptying_quickly(tables))
        yield


@pytest.fixture(scope="session")
def shipped_content() -> Iterator[sqlite3.Connection | None]:
    """An SQLite with the shipped content, to be copied; none where the tests run on PostgreSQL."""
    if connection.vendor != "sqlite":
        yield None
        return
    with closing(sqlite3.connect(loaded_database())) as loaded:
        yield loaded


@pytest.fixture
def real_content(transactional_db: None, shipped_content: sqlite3.Connection | None) -> None:
    """The shipped content is loaded."""
    fill(shipped_content)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def loaded_folder(run_folder: Path) -> Path:
    """The state folder of a site that has started once, to be copied."""
    return make_once(run_folder / "loaded", make_loaded_folder)


@pytest.fixture(scope="session")
def loaded_cluster(run_folder: Path, loaded_folder: Path) -> Path:
    """The folder of a PostgreSQL on which a site has started once, to be copied."""
    if not find_initdb():
        if os.environ.get("REQUIRE_SERVERS"):
            pytest.fail("REQUIRE_SERVERS is set, and there is no PostgreSQL")
        pytest.skip("no PostgreSQL on this machine")
    return make_once(run_folder / "postgres" / "data", partial(make_loaded_cluster, loaded_folder))


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


@pytest.fixture
def german() -> Iterator[None]:
    """The operator has chosen German."""
    compile_translations(settings.TRANSLATIONS_DIR, settings.VAR_DIR / "locale")
    fresh = mock.patch.multiple(trans_real, _translations={}, _default=None)
    with fresh, override_settings(LANGUAGE_CODE="de"), translation.override("de", deactivate=True):
        yield
