"""The whole site under load: kept pages against nginx, pages of one reader, answers, search."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from dev.bench.report import Figures, conclude, say
from dev.bench.servers import HEADING, Load, Server, fetch, headers_of, running_nginx, running_site
from dev.bench.site_data import TERM, fill_site

COMPARED = "/terms/model-routing/"
"""A page of usual length, by which the bars against nginx were set."""

ROUNDS = 9
"""What is compared is measured in turns, so that other work on the machine hits both; the middle
one of the rounds counts."""

KINDS: dict[str, dict[str, Any]] = {
    "own": {},
    "browse": {},
    "calculator": {},
    "search": {},
    "new search": {"connections": 1, "is_htmx": True},
    "new search, whole page": {"connections": 1},
}
"""What is asked for, a file of requests each: searches that somebody made before, by many readers
at once, and new ones, one at a time, as they are made while a reader types and as a page."""


@dataclass(frozen=True)
class Bench:
    """What was measured so far."""

    seconds: float
    folder: Path
    loads: list[Load] = field(default_factory=list)
    figures: Figures = field(default_factory=dict)

    def measure(self, server: Server, name: str, path: str = "/", **options: Any) -> Load:
        """Put a load on `server`, note it and print it."""
        load = server.load(name, path, seconds=self.seconds, **options)
        self.loads.append(load)
        say(str(load))
        return load


def run(sizes: Sequence[int], seconds: float, folder: Path, results: Path) -> int:
    """Measure, print a table, write the figures to `results`; 1 where a bar is missed."""
    say(HEADING)
    bench = Bench(seconds, folder)
    for size in sorted(sizes):
        _measure_size(bench, size, is_first=size == min(sizes))
    loads = [asdict(load) for load in bench.loads]
    return conclude(bench.figures, results / "site.json", seconds=seconds, loads=loads)


def _measure_size(bench: Bench, size: int, *, is_first: bool) -> None:
    requests, label, figures = bench.folder / f"requests-{size}", f"{size:,}", bench.figures
    fill_site(size, requests)
    started = time.monotonic()
    with running_site() as site:
        fetch(f"{site.url}{TERM}")
        figures[f"start-up to first answer, s, {label}"] = time.monotonic() - started
        figures[f"memory at rest, MB, {label}"] = site.memory_mb()
        for kind, options in KINDS.items():
            site.load("warm-up", seconds=bench.seconds, requests=requests / kind)
            load = bench.measure(site, f"{kind}, {label}", requests=requests / kind, **options)
            figures[f"{kind} p50, ms, {label}"] = load.p50_ms
        if is_first:
            _compare_with_nginx(bench, site)
        _measure_answers(bench, site, requests, label)
        figures[f"memory after all loads, MB, {label}"] = site.memory_mb()


def _compare_with_nginx(bench: Bench, site: Server) -> None:
    """Kept pages beside nginx with the same bytes and headers."""
    root, address = bench.folder / "same-bytes", f"{site.url}{COMPARED}"
    page = root / COMPARED.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    for suffix, encoding in (("", "identity"), (".br", "br"), (".gz", "gzip")):
        page.with_name(f"index.html{suffix}").write_bytes(fetch(address, encoding))
    bench.figures["length of the page, kB"] = page.stat().st_size / 1000
    with running_nginx(bench.folder / "nginx", root, headers_of(address)) as nginx:
        for words, encoding in (("plain", ""), ("brotli", "br")):
            shares = []
            for _ in range(ROUNDS):
                theirs, ours = (
                    bench.measure(server, f"{name}, {words}", COMPARED, encoding=encoding)
                    for name, server in (("nginx", nginx), ("kept page", site))
                )
                shares.append(ours.per_s / theirs.per_s)
            bench.figures[f"kept page / nginx, {words}"] = median(shares)


def _measure_answers(bench: Bench, site: Server, requests: Path, label: str) -> None:
    """Every answer that was acknowledged must be in the database."""
    before = _count_answers()
    answers = requests / "answers"
    load = bench.measure(
        site, f"quiz answer, {label}", requests=answers, is_once=True, is_htmx=True
    )
    lost = load.answered - (_count_answers() - before)
    bench.figures[f"quiz answers a second, {label}"] = load.per_s
    bench.figures[f"quiz answer p99, ms, {label}"] = load.p99_ms
    bench.figures[f"quiz answers refused, {label}"] = load.refused
    bench.figures[f"quiz answers lost, {label}"] = max(0, lost)


def _count_answers() -> int:
    with closing(sqlite3.connect(settings.VAR_DIR / "site.sqlite3")) as database:
        number: int = database.execute("SELECT COUNT(*) FROM quizzes_answer").fetchone()[0]
    return number
