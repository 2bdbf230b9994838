"""What `script/bench site` concludes from what it measured, and that it measures."""

from pathlib import Path

import pytest

from dev.bench.report import missed_bars
from dev.bench.servers import fetch, headers_of, running_nginx
from tests.site.servers import find_program

pytestmark = pytest.mark.slow


def test_a_site_that_reaches_every_bar_misses_none() -> None:
    figures = {
        "kept page / nginx, plain": 0.6,
        "quiz answers a second, 100": 800.0,
        "quiz answers lost, 100": 0.0,
        "memory at rest, MB, 2,000": 150.0,
    }
    assert list(missed_bars(figures)) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"kept page / nginx, brotli": 0.54}, "brotli is 0.54, below 0.55"),
        ({"quiz answers lost, 2,000": 1.0}, "lost, 2,000 is 1.00, above 0"),
        ({"memory at rest, MB, 100": 151.0}, "above 150"),
    ],
)
def test_each_bar_can_be_missed(figures: dict[str, float], words: str) -> None:
    (missed,) = missed_bars(figures)
    assert words in missed


def test_load_is_measured(tmp_path: Path) -> None:
    find_program("nginx")
    find_program("wrk")
    root = tmp_path / "root"
    root.mkdir(mode=0o755)
    (root / "index.html").write_text("What is drift?")
    requests = tmp_path / "requests"
    requests.write_text("".join(f"GET\t/?{number}\t\t\n" for number in range(40)))
    with running_nginx(tmp_path / "nginx", root) as server:
        assert fetch(f"{server.url}/") == b"What is drift?"
        load = server.load("nginx", seconds=1)
        once = server.load("once", requests=requests, is_once=True, seconds=1)
    assert load.requests > 100
    assert load.failed == 0
    assert 0 < load.p50_ms <= load.p95_ms <= load.p99_ms
    assert load.memory_mb > 0.5
    assert once.answered == 40
    assert once.refused == 0


def test_nginx_sends_the_same_headers(tmp_path: Path) -> None:
    find_program("nginx")
    root = tmp_path / "root"
    root.mkdir(mode=0o755)
    (root / "index.html").write_text("What is drift?")
    sent = [("X-Policy", "default-src 'none'; it's"), ("Vary", "Cookie")]
    with running_nginx(tmp_path / "first", root, headers=[]) as plain:
        assert headers_of(f"{plain.url}/") == []
    with running_nginx(tmp_path / "second", root, headers=sent) as server:
        assert headers_of(f"{server.url}/") == sent
