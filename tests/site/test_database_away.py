"""PostgreSQL is killed: what was kept is still shown, and everything else says so."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.site.page_cache.process import Process

pytestmark = pytest.mark.slow

HAS_POSTGRES = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.mark.skipif(
    not HAS_POSTGRES and not os.environ.get("REQUIRE_SERVERS"), reason="no PostgreSQL here"
)
def test_kept_pages_outlive_the_database(tmp_path: Path) -> None:
    process = Process(tmp_path, str(settings.BASE_DIR / "script" / "postgres"))
    try:
        process.tell("!make MLOps")
        kept = process.body("/terms/mlops/")
        assert "What is MLOps?" in kept
        process.tell("!kill-database")
        for _ in range(3):
            assert process.body("/terms/mlops/") == kept
            for path in ("/terms/", "/quizzes/", "/readyz"):
                assert "database" in process.body(path), path
        assert process.body("/healthz") == "ok\n"
    finally:
        process.end()
