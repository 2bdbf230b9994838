"""PostgreSQL is killed: what was kept is still shown, and everything else says so."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.quizzes.stores import Postgres
from tests.site.page_cache.process import Process

pytestmark = pytest.mark.slow


def test_kept_pages_outlive_the_database(loaded_cluster: Path, tmp_path: Path) -> None:
    database = Postgres(copied=loaded_cluster)
    with ExitStack() as stack:
        stack.callback(database.kept.cleanup)
        stack.callback(database.kill)
        database.start()
        process = Process(tmp_path, **database.environment)
        stack.callback(process.end)
        kept = process.body("/terms/mlops/")
        assert "What is MLOps" in kept
        database.kill()
        for _ in range(3):
            assert process.body("/terms/mlops/") == kept
            for path in ("/terms/", "/quizzes/", "/readyz"):
                assert "database" in process.body(path), path
        assert process.body("/healthz") == "ok\n"
