"""What programs are given, measured: answers to agents, the glossary and its questions as files."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path as Folder
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

import exchange.agents.tools  # noqa: F401 - each declares itself
from dev.bench.load import throw_away_database
from dev.bench.made_content import make_terms, write_content
from dev.bench.report import conclude
from exchange.agents.tool import tools
from exchange.questions.formats import FORMATS
from exchange.questions.papers import glossary_paper
from glossary_site.page_cache.content_version import follow
from maturity.models import MaturityModel
from paths.models import Path
from terms.models import Term

FILES = (
    *("glossary.json", "glossary.csv", "glossary.xlsx", "glossary.zip", "glossary.ttl"),
    *("glossary.rdf", "glossary.jsonld", "openmetadata.csv", "datahub.yaml", "objects.inv"),
    *("llms.txt", "vale.zip", "embed/labels.json", "feeds/entries.atom", "feeds/entries.json"),
    *("feeds/figures.atom", "feeds/figures.json"),
)
"""The files of the whole glossary, by their paths."""


@dataclass
class Content:
    """A version that changes where it is told to."""

    version: int = 1


def run(terms: int, folder: Folder, results: Folder) -> int:
    """Measure with so many entries, write the figures to `results`; 1 if a bar is missed."""
    write_content(settings.CONTENT_DIR, make_terms(terms))
    with throw_away_database(folder), override_settings(RATE_LIMITS=False):
        call_command("load_content", stdout=StringIO())
        client, content = Client(SERVER_NAME="localhost"), Content()
        follow(content)
        figures = dict(_answers(client))
        files = dict(_files(client, content)) | dict(_questions())
        figures |= files | {"slowest file, s": max(files.values())}
    return conclude(figures, results / f"exchange-{connection.vendor}.json")


def _answers(client: Client) -> Iterator[tuple[str, float]]:
    """The median and the 95th percentile of each tool over all entries, when first asked after a
    change of the content and when asked again."""
    terms = list(Term.objects.published().values_list("slug", "title"))
    paths, models = Path.objects.current(), MaturityModel.objects.current()
    others = [*terms[1:], terms[0]]
    calls: dict[str, list[dict[str, Any]]] = {
        "define": [{"term": slug} for slug, _ in terms],
        "figure": [{"term": slug} for slug, _ in terms],
        "related": [{"term": slug} for slug, _ in terms],
        "search": [{"query": title} for _, title in terms],
        "compare": [
            {"term": slug, "other": other}
            for (slug, _), (other, _) in zip(terms, others, strict=True)
        ],
        "quiz_question": [{"term": slug} for slug, _ in terms],
        "path": [{"path": one.slug} for one in paths] * 10,
        "cost": [{"inputs": {"users": str(number)}} for number in range(1, 100)],
        "assess": [{"assessment": one.slug, "answers": {}} for one in models] * 10,
    }
    for name, given in calls.items():
        if name not in tools():
            continue
        for state in ("first", "again"):
            times = [1000 * _seconds(partial(_call, client, name, one)) for one in given]
            yield f"{name}, {state}, p50, ms", median(times)
            yield f"{name}, {state}, p95, ms", quantiles(times, n=20)[-1]


def _call(client: Client, name: str, given: dict[str, Any]) -> Any:
    params = {"name": name, "arguments": given}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return client.post(reverse("exchange:agents"), message, content_type="application/json")


def _files(client: Client, content: Content) -> Iterator[tuple[str, float]]:
    """Each file after a change of the content, so that its entries are read from the database."""
    for name in FILES:
        content.version += 1
        yield f"{name}, s", _seconds(partial(client.get, f"/{name}"))


def _questions() -> Iterator[tuple[str, float]]:
    """All questions in each format."""
    for form in FORMATS:
        before = time.process_time()
        form.write(glossary_paper("https://glossary.example"))
        yield f"questions, {form.key}, s", time.process_time() - before


def _seconds(call: Callable[[], Any]) -> float:
    """What the processor spent on the answer, SQLite among it; AssertionError if there is none."""
    before = time.process_time()
    response = call()
    taken = time.process_time() - before
    if response.status_code != 200:
        raise AssertionError(f"{response.status_code}: {response.text[:200]}")
    return taken
