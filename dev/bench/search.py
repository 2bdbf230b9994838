"""Search and browsing measured: is the right term first, and how long does a page take?"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random
from statistics import quantiles

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from dev.bench.database import throw_away_database
from dev.bench.made_content import SEED, MadeTerm, make_terms, write_content
from dev.bench.queries import Queries
from dev.bench.report import Figures, conclude, say
from terms.browse.filters import TERMS_PER_PAGE
from terms.search.databases import search_backend
from terms.search.finding import Filters, find_terms
from terms.search.words import query_words

_CLIENT = Client()


def run(sizes: Sequence[int], queries: int, folder: Path, results: Path) -> int:
    """Measure each size, write all figures to `results`; 1 if a bar is missed."""
    settings.ALLOWED_HOSTS = ["testserver"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    figures: Figures = {}
    with throw_away_database(folder):
        for size in sorted(sizes):
            terms = make_terms(size)
            write_content(settings.CONTENT_DIR, terms)
            call_command("load_content", stdout=StringIO())
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            say("", f"{size:,} terms; p50 and p95 by the clock, p95 by the processor:")
            _measure(terms, Queries(Random(SEED + size), terms, queries), figures)  # noqa: S311
    return conclude(figures, results / f"search-{connection.vendor}.json")


def _measure(terms: Sequence[MadeTerm], queries: Queries, figures: Figures) -> None:
    size = len(terms)
    names, slips, words = queries.names(), queries.slips(), queries.words()
    figures[f"exact name first, {size:,}"] = _share_within(1, names)
    figures[f"one slip, in the top three, {size:,}"] = _share_within(3, slips)
    asked, misspelt = [text for text, _ in names], [text for text, _ in slips]
    typed, last = queries.beginnings(asked), -(-size // TERMS_PER_PAGE)
    search, htmx = partial(_get, "/terms/"), {"HX-Request": "true"}
    for name, call, inputs in (
        ("bare index query", lambda query: search_backend().find(query_words(query)), words),
        ("bare view", _open, ["/healthz"] * 50),
        ("page: a name", search, asked),
        ("page: words of texts", search, words),
        ("page: did you mean", search, misspelt),
        ("as you type", partial(search, headers=htmx), [*typed, *words]),
        ("suggestions", partial(_get, "/suggestions/"), typed),
        ("browse: first page", _open, ["/terms/"] * 50),
        ("browse: last page", _open, [f"/terms/?page={last}"] * 50),
        ("browse: category", _open, ["/terms/?category=shelf-3"] * 50),
        ("home", _open, ["/"] * 50),
    ):
        figures[f"{name}, ms, {size:,}"] = _time(name, call, inputs)


def _share_within(place: int, cases: Sequence[tuple[str, str]]) -> float:
    """How often the term looked for is among the first `place` results."""
    found = 0
    for query, slug in cases:
        hits = find_terms(query, Filters(), limit=place).hits
        found += slug in [hit.term.slug for hit in hits]
    return found / len(cases)


def _time(name: str, call: Callable[[str], object], inputs: Sequence[str]) -> float:
    """The work of the server in ms that 95 % of the calls do not exceed, after three to warm up.

    SQLite works in this process, PostgreSQL beside it, so that there the clock says it.
    """
    for one in inputs[:3]:
        call(one)
    cpu, wall = [], []
    for one in inputs:
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        call(one)
        cpu.append((time.process_time() - cpu_before) * 1000)
        wall.append((time.perf_counter() - wall_before) * 1000)
    of_cpu, of_wall = (quantiles(times, n=20, method="inclusive") for times in (cpu, wall))
    say(f"    {name:22} {of_wall[9]:.1f} / {of_wall[18]:.1f} ms (CPU {of_cpu[18]:.1f})")
    return (of_cpu if connection.vendor == "sqlite" else of_wall)[18]


def _get(path: str, query: str, headers: dict[str, str] | None = None) -> None:
    _check(_CLIENT.get(path, {"q": query}, headers=headers).status_code)


def _open(path: str) -> None:
    _check(_CLIENT.get(path).status_code)


def _check(status: int) -> None:
    if status != 200:
        raise RuntimeError(f"the site answered {status}")
