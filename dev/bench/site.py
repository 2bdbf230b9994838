"""The whole site under load: kept pages against nginx, pages of one reader, answers, search."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from django.conf import settings

from dev.bench.report import ROOT, Figures, conclude, say
from dev.bench.servers import (
    CONNECTIONS,
    HEADING,
    Load,
    Server,
    fetch,
    headers_of,
    running_nginx,
    running_site,
)
from dev.bench.site_data import TERM, fill_site

USUAL_LENGTH = 70_000
"""Bytes of the page on which the bars against nginx were set."""

ROUNDS = 9
"""What is compared is measured in turns, so that other work on the machine hits both; the middle
one of the rounds counts."""


@dataclass
class Bench:
    """What was measured so far."""

    seconds: float
    folder: Path
    loads: dict[str, list[Load]] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)

    def note(self, load: Load) -> Load:
        self.loads.setdefault(load.name, []).append(load)
        return load

    def middle(self, name: str) -> Load:
        """Of several rounds the one with the median of requests a second."""
        rounds = self.loads[name]
        wanted = median(load.per_s for load in rounds)
        return min(rounds, key=lambda load: abs(load.per_s - wanted))

    def ratio(self, name: str, other: str) -> float:
        """Requests a second, as a share of those of `other` in the same round; the middle one."""
        pairs = zip(self.loads[name], self.loads[other], strict=True)
        return median(own.per_s / others.per_s for own, others in pairs)


def run(sizes: Sequence[int], seconds: float, folder: Path, results: Path) -> int:
    """Measure, print a table, write the figures to `results`; 1 where a bar is missed."""
    say(HEADING)
    bench = Bench(seconds, folder)
    for size in sorted(sizes):
        _measure_size(bench, size, is_first=size == min(sizes))
    loads = {name: [asdict(one) for one in rounds] for name, rounds in bench.loads.items()}
    return conclude(bench.figures, results / "site.json", seconds=seconds, loads=loads)


def _measure_size(bench: Bench, size: int, *, is_first: bool) -> None:
    requests, label = bench.folder / f"requests-{size}", f"{size:,}"
    fill_site(size, requests)
    started = time.monotonic()
    with running_site() as site:
        fetch(f"{site.url}{TERM}")
        bench.figures[f"start-up to first answer, s, {label}"] = time.monotonic() - started
        bench.figures[f"memory at rest, MB, {label}"] = site.memory_mb()
        _measure_pages(bench, site, requests, label)
        _measure_search(bench, site, requests, label)
        if is_first:
            _compare_with_nginx(bench, site)
        _measure_answers(bench, site, requests, label)


def _compare_with_nginx(bench: Bench, site: Server) -> None:
    """Kept pages beside nginx with the same bytes and headers."""
    path = _page_of_usual_length(site)
    root = bench.folder / "same-bytes"
    page = root / path.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    for suffix, encoding in (("", "identity"), (".br", "br"), (".gz", "gzip")):
        page.with_name(f"index.html{suffix}").write_bytes(fetch(f"{site.url}{path}", encoding))
    bench.figures["length of the page, kB"] = page.stat().st_size / 1000
    headers = headers_of(f"{site.url}{path}")
    with running_nginx(bench.folder / "nginx", root, headers=headers) as nginx:
        for words, encoding in (("plain", ""), ("brotli", "br")):
            pair = (f"nginx, {words}", nginx, path), (f"kept page, {words}", site, path)
            _in_turns(bench, pair, encoding)
            bench.figures[f"kept page / nginx, {words}"] = bench.ratio(pair[1][0], pair[0][0])


def _page_of_usual_length(site: Server) -> str:
    """The term page whose length is nearest to that by which the bars were set."""
    slugs = sorted(folder.name for folder in (ROOT / "content" / "terms").iterdir())
    lengths = {f"/terms/{slug}/": len(fetch(f"{site.url}/terms/{slug}/")) for slug in slugs}
    return min(lengths, key=lambda path: abs(lengths[path] - USUAL_LENGTH))


def _in_turns(bench: Bench, servers: Sequence[tuple[str, Server, str]], encoding: str) -> None:
    for _ in range(ROUNDS):
        for name, server, path in servers:
            bench.note(server.load(name, path, seconds=bench.seconds, encoding=encoding))
    say(*(str(bench.middle(name)) for name, _, _ in servers))


def _measure_pages(bench: Bench, site: Server, requests: Path, label: str) -> None:
    for name in ("own", "browse", "calculator"):
        words = "term page with state" if name == "own" else name
        load = site.load(f"{words}, {label}", seconds=bench.seconds, requests=requests / name)
        say(str(bench.note(load)))
        bench.figures[f"{words} p50, ms, {label}"] = load.p50_ms


def _measure_search(bench: Bench, site: Server, requests: Path, label: str) -> None:
    """Searches that somebody made before, by many readers at once, and new ones, one at a time: as
    they are made while a reader types, and as a page."""
    site.load("warm-up", seconds=2 * bench.seconds, requests=requests / "search")
    for name, connections, is_htmx in (
        ("search", CONNECTIONS, False),
        ("new search", 1, True),
        ("new search, whole page", 1, False),
    ):
        load = site.load(
            f"{name}, {label}",
            seconds=bench.seconds,
            requests=requests / name,
            connections=connections,
            is_htmx=is_htmx,
        )
        say(str(bench.note(load)))
        bench.figures[f"{name} p50, ms, {label}"] = load.p50_ms


def _measure_answers(bench: Bench, site: Server, requests: Path, label: str) -> None:
    """Every answer that was acknowledged must be in the database."""
    before = _count_answers()
    load = site.load(
        f"quiz answer, {label}",
        seconds=bench.seconds,
        requests=requests / "answers",
        is_once=True,
        is_htmx=True,
    )
    say(str(bench.note(load)))
    kept = _count_answers() - before
    bench.figures[f"quiz answers a second, {label}"] = load.per_s
    bench.figures[f"quiz answer p99, ms, {label}"] = load.p99_ms
    bench.figures[f"quiz answers refused, {label}"] = load.refused
    bench.figures[f"quiz answers lost, {label}"] = max(0, load.answered - kept)


def _count_answers() -> int:
    with closing(sqlite3.connect(settings.VAR_DIR / "site.sqlite3")) as database:
        number: int = database.execute("SELECT COUNT(*) FROM quizzes_answer").fetchone()[0]
    return number
