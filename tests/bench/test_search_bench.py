"""`script/bench search` on a small corpus: the figures that it prints and writes."""

from pathlib import Path

import pytest

from tests.bench.running import run_bench

pytestmark = pytest.mark.slow


def test_it_measures_every_size_and_finds_every_exact_name(tmp_path: Path) -> None:
    options = ("--sizes", "60", "--queries", "10")
    words, report = run_bench("search", *options, results=tmp_path)
    assert "60 terms" in words
    figures = report["figures"]
    assert figures["exact name first, 60"] == 1
    assert figures["page: a name, ms, 60"] > 0
    assert report["machine"]["database"]
