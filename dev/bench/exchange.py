"""What programs are given, measured: the definition of a term, and the glossary as files."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from dev.bench.load import throw_away_database
from dev.bench.made_content import make_terms, write_content
from dev.bench.report import conclude
from glossary_site.page_cache.content_version import follow
from terms.models import Term

FILES = (
    *("glossary_json", "glossary_csv", "glossary_xlsx", "glossary_zip", "glossary_ttl"),
    *("glossary_rdf", "glossary_jsonld", "openmetadata_csv", "datahub_yaml", "objects_inv"),
    "llms_txt",
)
"""The views of the whole glossary, by their names."""


@dataclass
class Content:
    """A version that changes where it is told to."""

    version: int = 1


def run(terms: int, folder: Path, results: Path) -> int:
    """Measure with so many entries, write the figures to `results`; 1 if a bar is missed."""
    write_content(settings.CONTENT_DIR, make_terms(terms))
    with throw_away_database(folder), override_settings(RATE_LIMITS=False):
        call_command("load_content", stdout=StringIO())
        client, content = Client(SERVER_NAME="localhost"), Content()
        follow(content)
        figures = dict(_definitions(client)) | dict(_files(client, content))
        figures["slowest file, s"] = max(figures[f"{name}, s"] for name in FILES)
    return conclude(figures, results / f"exchange-{connection.vendor}.json")


def _definitions(client: Client) -> Iterator[tuple[str, float]]:
    """The 95th percentile of `define` over all entries, when first asked and when asked again."""
    slugs = list(Term.objects.published().values_list("slug", flat=True))
    for state in ("first", "again"):
        times = [1000 * _seconds(partial(_define, client, slug)) for slug in slugs]
        yield f"define, {state}, p95, ms", quantiles(times, n=20)[-1]


def _define(client: Client, slug: str) -> Any:
    params = {"name": "define", "arguments": {"term": slug}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return client.post(reverse("exchange:agents"), message, content_type="application/json")


def _files(client: Client, content: Content) -> Iterator[tuple[str, float]]:
    """Each file after a change of the content, so that its entries are read from the database."""
    for name in FILES:
        content.version += 1
        yield f"{name}, s", _seconds(partial(client.get, reverse(f"exchange:{name}")))


def _seconds(call: Callable[[], Any]) -> float:
    """What the processor spent on the answer, SQLite among it; AssertionError if there is none."""
    before = time.process_time()
    response = call()
    taken = time.process_time() - before
    if response.status_code != 200:
        raise AssertionError(f"{response.status_code}: {response.text[:200]}")
    return taken
