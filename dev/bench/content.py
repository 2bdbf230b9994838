"""Loading measured: a made content folder read for the first time, again, changed, written back."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from filecmp import cmp
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from dev.bench.bars import Figures, missed_bars
from dev.bench.content_folder import write_content
from dev.bench.corpus import SEED
from dev.bench.database import throw_away_database
from dev.bench.machine import machine_facts

BEFORE, AFTER = "Why is it so?", "Why is that so?"
"""The words of the first term that are changed."""


def run(terms: int, folder: Path, results: Path) -> int:
    """Measure a folder of `terms` terms, write the figures to `results`; 1 if a bar is missed."""
    facts = machine_facts()
    _say(*(f"{name}: {value}" for name, value in facts.items()), f"{terms:,} terms")
    content = folder / "content"
    slugs = write_content(content, terms)
    with throw_away_database(folder):
        figures = _measure(content, slugs[0], folder / "dumped", f", {terms:,}")
    missed = list(missed_bars(figures))
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"load-{connection.vendor}.json"
    written = {"machine": facts, "seed": SEED, "terms": terms, "figures": figures, "missed": missed}
    path.write_text(json.dumps(written, indent=1) + "\n")
    _say(f"All figures: {path}", *(missed or ["Every bar is met."]))
    return int(bool(missed))


def _measure(content: Path, slug: str, dumped: Path, size: str) -> Figures:
    figures: Figures = {}
    _time(figures, f"first load, s{size}", lambda: _command("load_content", content))
    _time(figures, f"unchanged load, s{size}", lambda: _command("load_content", content))
    changed = content / "terms" / slug / "term.md"
    changed.write_text(changed.read_text().replace(BEFORE, AFTER))
    _time(figures, f"load of one changed file, s{size}", lambda: _command("load_content", content))
    _time(figures, f"dump, s{size}", lambda: _command("dump_content", dumped))
    figures["files that came back otherwise"] = _differing(content, dumped)
    _say(f"{'files that came back otherwise':40} {figures['files that came back otherwise']:>8.0f}")
    return figures


def _command(name: str, folder: Path) -> None:
    call_command(name, str(folder), stdout=StringIO())


def _time(figures: Figures, name: str, call: Callable[[], object]) -> None:
    """Note how long `call` takes by the clock, and print beside it what all processors spent."""
    cpu_before, before = _cpu_s(), time.perf_counter()
    call()
    figures[name] = round(time.perf_counter() - before, 2)
    spent_s, memory_mb = _cpu_s() - cpu_before, _peak_kb() / 1024
    _say(f"{name:40} {figures[name]:>8.2f}  (CPU {spent_s:.2f} s; {memory_mb:.0f} MB at most)")


def _cpu_s() -> float:
    """Of this process and of those that it started and that have ended."""
    ours, theirs = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _differing(one: Path, other: Path) -> int:
    """How many files are not in both folders, byte for byte."""
    files = {
        path.relative_to(root)
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file()
    }
    return sum(
        not ((one / file).exists() and (other / file).exists())
        or not cmp(one / file, other / file, shallow=False)
        for file in files
    )


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
