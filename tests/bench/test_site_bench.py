"""What `script/bench site` concludes from what it measured, and that it measures."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dev.bench.bars import missed_bars
from dev.bench.plot import bars
from dev.bench.servers import fetch, headers_of, running_nginx
from dev.bench.wagtail import sections_of
from tests.site.servers import find_program

pytestmark = pytest.mark.slow


def test_a_site_that_reaches_every_bar_misses_none() -> None:
    figures = {
        "kept page / nginx, plain": 0.6,
        "quiz answers a second, 100": 1000.0,
        "quiz answers lost, 100": 0.0,
        "memory at rest, MB, 100,000": 150.0,
        "browse p50, ms, 100": 2.0,
        "browse p50, ms, 100,000": 3.0,
        "new search p50, ms, 100,000": 25.0,
        "bare FTS5 p50, ms, 100,000": 10.0,
    }
    assert list(missed_bars(figures)) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"kept page / nginx, brotli": 0.54}, "brotli is 0.54, below 0.55"),
        ({"quiz answers lost, 100,000": 1.0}, "lost, 100,000 is 1.00, above 0"),
        ({"memory at rest, MB, 100": 151.0}, "above 150"),
        ({"browse p50, ms, 100": 1.0, "browse p50, ms, 100,000": 1.6}, "above 1.5 x 1.00"),
        (
            {"new search p50, ms, 100,000": 2.6, "bare FTS5 p50, ms, 100,000": 1.0},
            "above 2.5 times",
        ),
    ],
)
def test_each_bar_can_be_missed(figures: dict[str, float], words: str) -> None:
    (missed,) = missed_bars(figures)
    assert words in missed


def test_a_plot_is_a_picture_of_every_row() -> None:
    drawn = ElementTree.fromstring(bars("Requests & answers", [("one", 50), ("<two>", 100)], "/s"))
    texts = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["Requests & answers", "one", "50 /s", "<two>", "100 /s"]
    widths = [one.get("width") for one in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == ["100%", "240.0", "480.0"]


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
    with running_nginx(tmp_path / "second", root, headers=sent, is_lean=True) as server:
        assert headers_of(f"{server.url}/") == sent
    assert not (tmp_path / "second" / "access.log").exists()
    assert "GET / HTTP/1.1" in (tmp_path / "first" / "access.log").read_text()


def test_words_are_entered_in_blocks_as_they_stand_in_the_page() -> None:
    words = "<p>Drift.</p><h2>Why &amp; how</h2><p>One.</p><h3>A <b>part</b></h3><p>Two.</p>"
    assert sections_of(words) == [
        {"heading": "", "parts": [{"heading": "", "text": "<p>Drift.</p>"}]},
        {
            "heading": "Why & how",
            "parts": [
                {"heading": "", "text": "<p>One.</p>"},
                {"heading": "A part", "text": "<p>Two.</p>"},
            ],
        },
    ]
