"""Search and browsing measured: is the right term first, and how long does a page take?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from dev.bench.corpus import SEED, Corpus, MadeTerm, store
from dev.bench.database import throw_away_database
from dev.bench.machine import machine_facts
from dev.bench.queries import Queries, taken_keys
from dev.bench.timing import Timing, measure
from terms.browse.filters import TERMS_PER_PAGE
from terms.search.databases import search_backend
from terms.search.finding import Filters, find_terms
from terms.search.indexing import index_terms
from terms.search.words import query_words

_CLIENT = Client()

PAGE_BAR_MS = {1_000: 10.0}
TOP_THREE_BAR = 0.95


def run(sizes: Sequence[int], queries: int, folder: Path, results: Path) -> int:
    """Measure each size, print a table, write all figures to `results`; 1 if a bar is missed."""
    settings.ALLOWED_HOSTS = ["testserver"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    with throw_away_database(folder):
        facts = machine_facts()
        say(*(f"{name}: {value}" for name, value in facts.items()))
        rows = list(_grow(sorted(sizes), queries))
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"search-{connection.vendor}.json"
    path.write_text(json.dumps({"machine": facts, "seed": SEED, "sizes": rows}, indent=1) + "\n")
    missed = [bar for row in rows for bar in row["missed"]]
    say(f"All figures: {path}", *(missed or ["Every bar is met."]))
    return int(bool(missed))


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _grow(sizes: Sequence[int], queries: int) -> Iterator[dict[str, Any]]:
    """Let one corpus grow to each size and measure it there."""
    corpus, terms = Corpus(), list[MadeTerm]()
    for size in sizes:
        new = list(corpus.terms(len(terms) + 1, size - len(terms)))
        with transaction.atomic():
            store(iter(new), corpus.random)
            index_terms(term.id for term in new)
        terms += new
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield _measure(terms, Queries(Random(SEED + size), terms, queries))  # noqa: S311


def _measure(terms: Sequence[MadeTerm], queries: Queries) -> dict[str, Any]:
    size = len(terms)
    names, slips, words = queries.names(), queries.slips(taken_keys(terms)), queries.words()
    exact = _share_within(1, names)
    top_three = _share_within(3, slips)
    typed = [text for text, _ in names], [text for text, _ in slips], words
    timings = {
        "bare index query": measure(_bare, words),
        "bare view": measure(_get, ["/healthz"] * 50),
        "page: a name": measure(_page, typed[0]),
        "page: words of texts": measure(_page, typed[2]),
        "page: did you mean": measure(_page, typed[1]),
        "as you type": measure(_fragment, [*queries.beginnings(typed[0]), *words]),
        "suggestions": measure(_suggestions, queries.beginnings(typed[0])),
        "browse: first page": measure(_get, ["/terms/"] * 50),
        "browse: last page": measure(_get, [f"/terms/?page={-(-size // TERMS_PER_PAGE)}"] * 50),
        "browse: category": measure(_get, ["/terms/?category=shelf-3"] * 50),
        "home": measure(_get, ["/"] * 50),
    }
    say("", f"{size:,} terms", f"  exact name first: {exact:.1%}")
    say(f"  one slip, in the top three: {top_three:.1%}", "  p50 / p95:")
    say(*(f"    {name:22} {timing}" for name, timing in timings.items()))
    return {
        "terms": size,
        "exact_first": exact,
        "one_slip_top_three": top_three,
        "timings": {name: timing.as_dict() for name, timing in timings.items()},
        "missed": list(_missed(size, exact, top_three, timings)),
    }


def _missed(size: int, exact: float, top_three: float, timings: dict[str, Timing]) -> Iterator[str]:
    """The bars that this size does not reach."""
    if exact < 1:
        yield f"{size:,}: an exact name is first in {exact:.2%}, not always"
    if top_three < TOP_THREE_BAR:
        yield f"{size:,}: one slip is in the top three in {top_three:.1%}, not {TOP_THREE_BAR:.0%}"
    for name in ("page: a name", "page: words of texts", "as you type", "suggestions"):
        if _server_ms(timings[name]) > PAGE_BAR_MS.get(size, float("inf")):
            yield f"{size:,}: {name} {timings[name]}, above {PAGE_BAR_MS[size]} ms"


def _server_ms(timing: Timing) -> float:
    """The work of the server at p95: SQLite works in this process, PostgreSQL beside it."""
    return timing.cpu_p95_ms if connection.vendor == "sqlite" else timing.wall_p95_ms


def _share_within(place: int, cases: Sequence[tuple[str, int]]) -> float:
    """How often the term looked for is among the first `place` results."""
    found = 0
    for query, term_id in cases:
        hits = find_terms(query, Filters(), limit=place).hits
        found += term_id in [hit.term.pk for hit in hits]
    return found / len(cases)


def _bare(query: str) -> None:
    search_backend().find(query_words(query))


def _page(query: str) -> None:
    _check(_CLIENT.get("/terms/", {"q": query}).status_code)


def _fragment(query: str) -> None:
    htmx = {"HX-Request": "true"}
    _check(_CLIENT.get("/terms/", {"q": query}, headers=htmx).status_code)


def _suggestions(query: str) -> None:
    _check(_CLIENT.get("/suggestions/", {"q": query}).status_code)


def _get(path: str) -> None:
    _check(_CLIENT.get(path).status_code)


def _check(status: int) -> None:
    if status != 200:
        raise RuntimeError(f"the site answered {status}")
