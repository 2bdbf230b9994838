"""`script/server` as a person runs it, in a process of its own."""

import os
import re
import signal
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dev.bench.servers import Server
from tests.prepared import migrate_folder
from tests.site.servers import running_server

pytestmark = pytest.mark.slow(first=True)


def fetch(url: str) -> tuple[str, str]:
    """The body and the `Cache-Control` of what stands at `url`."""
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read().decode(), response.headers.get("Cache-Control", "")


def tick(url: str, item: str) -> int:
    """Tick an item of a checklist as htmx does; the answer's status."""
    headers = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}
    request = urllib.request.Request(url, f"item={item}".encode(), headers)
    with urllib.request.urlopen(request, timeout=20) as response:
        return int(response.status)


@contextmanager
def writing(database: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else who may hold the lock of those who write."""
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    with closing(other):
        yield other


def replace_a_killed_worker(server: Server) -> None:
    """The server starts another one, and answers meanwhile."""
    before = server.pids()
    assert len(before) == 3
    os.kill(before[-1], signal.SIGKILL)
    for _ in range(300):
        time.sleep(0.1)
        if len({*server.pids()} - {before[-1]}) == 3:
            break
    else:
        raise AssertionError(f"no other worker was started: {before}, {server.pids()}")
    assert fetch(f"{server.url}/healthz")[0] == "ok\n"


def test_it_serves_the_real_content_and_starts_again_on_it(tmp_path: Path) -> None:
    var, log = migrate_folder(tmp_path / "var"), tmp_path / "log"
    with running_server(var, log) as server:
        html, _ = fetch(f"{server.url}/terms/mlops/")
        assert "What is MLOps (Machine Learning Operations)?" in html
        stylesheet = html.split('rel="stylesheet" href="')[1].split('"')[0]
        _, caching = fetch(f"{server.url}{stylesheet}")
        assert "immutable" in caching
        replace_a_killed_worker(server)
    assert re.search(r"terms: \d+ created", log.read_text())
    assert "static files: collected" in log.read_text()
    assert (var / "secret_key").exists()

    with ThreadPoolExecutor(1) as pool, writing(var / "site.sqlite3") as other:
        with running_server(var, log) as server:
            item = html.split('name="item" value="')[1].split('"')[0]
            other.execute("BEGIN IMMEDIATE")
            ticked = pool.submit(tick, f"{server.url}/terms/mlops/checklist/", item)
            time.sleep(1)
            assert not ticked.done()
            threading.Timer(1, other.rollback).start()
        assert ticked.result(20) == 200, "it was told to stop while it answered"
    assert "created" not in log.read_text()
    assert "collected" not in log.read_text()
