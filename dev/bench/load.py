"""Loading measured: a made content folder read for the first time, again, changed, written back."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from filecmp import cmp
from functools import partial
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from dev.bench.made_content import make_terms, write_content
from dev.bench.report import Figures, conclude, say

BEFORE, AFTER = "Why is it so?", "Why is that so?"
"""The words of the first term that are changed."""


def run(terms: int, folder: Path, results: Path) -> int:
    """Measure `terms` made terms, write the figures to `results`; 1 if a bar is missed."""
    content, size = settings.CONTENT_DIR, f"{terms:,}"
    say(f"{size} terms")
    made = make_terms(terms)
    write_content(content, made)
    with throw_away_database(folder):
        figures = _measure(content, made[0].slug, folder / "dumped", size)
    return conclude(figures, results / f"load-{connection.vendor}.json")


@contextmanager
def throw_away_database(folder: Path) -> Iterator[None]:
    """An empty database with every table: a file in `folder`, or one beside the site's own."""
    name = str(folder / "bench.sqlite3") if connection.vendor == "sqlite" else "glossary_bench"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _measure(content: Path, slug: str, dumped: Path, size: str) -> Figures:
    figures: Figures = {}
    load = partial(call_command, "load_content", stdout=StringIO())
    _time(figures, f"first load, s, {size}", load)
    _time(figures, f"unchanged load, s, {size}", load)
    changed = content / "terms" / slug / "term.md"
    changed.write_text(changed.read_text().replace(BEFORE, AFTER))
    _time(figures, f"load of one changed file, s, {size}", load)
    dump = partial(call_command, "dump_content", str(dumped), stdout=StringIO())
    _time(figures, f"dump, s, {size}", dump)
    figures["files that came back otherwise"] = _differing(content, dumped)
    return figures


def _time(figures: Figures, name: str, call: Callable[[], object]) -> None:
    """Note how long `call` takes by the clock, and print beside it what the processor spent."""
    cpu_before, before = time.process_time(), time.perf_counter()
    call()
    figures[name] = round(time.perf_counter() - before, 2)
    spent_s = time.process_time() - cpu_before
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{name:40} {figures[name]:>8.2f}  (CPU {spent_s:.2f} s; {memory_mb:.0f} MB at most)")


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
