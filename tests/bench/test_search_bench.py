"""`script/bench search` on a small corpus: the figures that it prints and writes."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_it_measures_every_size_and_finds_every_exact_name(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "search", "--sizes", "60", "--queries", "10"]
    done = subprocess.run(
        [*command, "--results", str(tmp_path)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "60 terms" in done.stdout, done.stderr
    (report,) = tmp_path.glob("search-*.json")
    sizes = json.loads(report.read_text())["sizes"]
    assert [row["terms"] for row in sizes] == [60]
    assert [row["exact_first"] for row in sizes] == [1.0]
    assert all(row["timings"]["page: a name"]["cpu_p95_ms"] > 0 for row in sizes)
