"""`script/bench search` on a small corpus: the figures that it prints and writes."""

from pathlib import Path

import pytest

from tests.bench.running import run_bench

pytestmark = pytest.mark.slow


def test_it_measures_every_size_and_finds_every_exact_name(tmp_path: Path) -> None:
    options = ("--sizes", "60", "--queries", "10")
    words, report = run_bench("search", *options, results=tmp_path)
    assert "60 terms" in words
    sizes = report["sizes"]
    assert [row["terms"] for row in sizes] == [60]
    assert [row["exact_first"] for row in sizes] == [1.0]
    assert all(row["timings"]["page: a name"]["cpu_p95_ms"] > 0 for row in sizes)
