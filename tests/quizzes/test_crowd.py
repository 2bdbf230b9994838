"""A crowd at a real site whose parts are killed: nothing acknowledged is lost."""

import os
import shutil
from pathlib import Path

import pytest

from tests.prepared import copy_folder
from tests.quizzes.crowd import (
    LOG_OF_BUGS,
    Site,
    count_reviews,
    crowd,
    find_faults,
    kill_reviews,
    wait_for_answers,
    wait_for_scores,
)
from tests.quizzes.stores import Postgres, Redis, find_initdb, wait_until

pytestmark = pytest.mark.slow

HAS_STORES = find_initdb() and shutil.which("redis-server")
needs_stores = pytest.mark.skipif(
    not HAS_STORES and not os.environ.get("REQUIRE_SERVERS"), reason="no PostgreSQL or no Redis"
)


def test_a_killed_server_has_every_answer_that_it_acknowledged(
    loaded_folder: Path, tmp_path: Path
) -> None:
    site = Site(copy_folder(loaded_folder, tmp_path))
    site.start()
    try:
        with crowd(site, 8) as learners:
            wait_for_answers(learners, 16)
            site.kill()
            acknowledged = sum(len(learner.acknowledged) for learner in learners)
            site.start()
            wait_for_scores(learners)
        assert acknowledged < 48
        assert find_faults(site, learners) == []
    finally:
        site.kill()
    assert {learner.score is not None for learner in learners} == {True}


def test_a_killed_server_has_every_review_that_it_acknowledged(
    loaded_folder: Path, tmp_path: Path
) -> None:
    site = Site(copy_folder(loaded_folder, tmp_path))
    site.start()
    try:
        with crowd(site, 6) as learners:
            wait_for_scores(learners)
        assert kill_reviews(site, learners, kills=2) == []
        assert count_reviews(site) >= 6 * 6
    finally:
        site.kill()


@pytest.mark.slow(first=True)
@needs_stores
def test_killed_stores_cost_no_answer_and_the_site_comes_back_by_itself(
    loaded_folder: Path, loaded_cluster: Path, tmp_path: Path
) -> None:
    """Redis first, without which everything goes on; then PostgreSQL, without which pages do."""
    database, cache = Postgres(copied=loaded_cluster), Redis(tmp_path / "redis")
    var = copy_folder(loaded_folder, tmp_path / "site")
    site = Site(var, database.environment | cache.environment)
    parts = (database, cache, site)
    try:
        for part in parts:
            part.start()
        for _ in range(20):  # by either worker, so that both keep it
            assert site.request("GET", "/terms/mlops/", by_htmx=False).status == 200
        with crowd(site, 8) as learners:
            wait_for_answers(learners, 8)
            cache.kill()
            wait_for_answers(learners, 24)
            database.kill()
            wait_until(lambda: site.request("GET", "/readyz").status == 503)
            paths = ("/terms/mlops/", "/healthz", "/me/download/", "/terms/?q=drift")
            away = [site.request("GET", path, cookie="sessionid=one").status for path in paths[2:]]
            kept = [site.request("GET", path, by_htmx=False).status for path in paths[:2]]
            database.start()
            cache.start()
            wait_for_scores(learners, timeout_s=60)
        assert (kept, away) == ([200, 200], [503, 503])
        assert site.request("GET", "/readyz").status == 200
        assert find_faults(site, learners, LOG_OF_BUGS) == []
    finally:
        for part in reversed(parts):
            part.kill()
        database.kept.cleanup()
