"""Limits that are shared through Redis, and a site that goes on without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dev.bench.servers import free_port
from glossary_site.operations.redis_cache import CountingCache
from glossary_site.web import limits
from tests.quizzes.answering import URL
from tests.site.servers import find_program, running
from tests.world import make_quiz, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def port(settings: Settings) -> Iterator[int]:
    port = free_port()
    backend = f"{CountingCache.__module__}.{CountingCache.__qualname__}"
    default = {"BACKEND": backend, "LOCATION": f"redis://127.0.0.1:{port}"}
    settings.CACHES = settings.CACHES | {"default": default}
    yield port
    cache.close()


def test_posts_are_counted_in_redis_and_go_through_when_it_was_killed(
    port: int, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = find_program("redis-server")
    make_quiz(make_term())
    monkeypatch.setattr(limits, "PER_ADDRESS", 2)
    monkeypatch.setattr(limits, "WINDOW_S", 10**6)
    command = [program, "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    with running(command, port, tmp_path) as redis:
        assert [client.post(URL).status_code for _ in range(4)] == [422, 422, 429, 429]
        redis.kill()
        redis.wait(20)
        assert [client.post(URL).status_code for _ in range(3)] == [422] * 3
        assert client.get("/terms/mlops/").status_code == 200
    with running(command, port, tmp_path):
        assert [client.post(URL).status_code for _ in range(3)] == [422, 422, 429]
