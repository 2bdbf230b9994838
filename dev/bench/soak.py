"""A million requests of every kind, and what memory the site takes on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dev.bench.bars import MOST_GROWTH, Figures
from dev.bench.machine import machine_facts
from dev.bench.search import say
from dev.bench.servers import ROOT, fetch, running_site
from dev.bench.site_data import TERM

KINDS = ("own", "browse", "search", "calculator")
DIFFERENT = 200
"""Addresses of each kind, so few that what may be kept of them is kept after the warm-up: the store
of pages fills up to its bound, which is not what is looked for here."""

WARM_UP = 0.2
"""The share of the requests after which the kept pages, and all that is kept else, are there."""


def run(number: int, seconds: float, folder: Path, results: Path) -> int:
    """Ask `number` times, in rounds of `seconds`; 1 where memory grew after the warm-up."""
    var, requests = folder / "var", folder / "requests"
    requests.mkdir(parents=True)
    make = [sys.executable, "-m", "dev.bench.site_data", "100", str(requests)]
    subprocess.run(make, cwd=ROOT, env=os.environ | {"VAR_DIR": str(var)}, check=True)  # noqa: S603
    mixed = requests / "mixed"
    mixed.write_text("\n".join(_mixed(requests)))
    say(f"{'requests':>12} {'MB':>8}")
    with running_site(var) as site:
        fetch(f"{site.url}{TERM}")
        seen = [(0, site.memory_mb())]
        while seen[-1][0] < number:
            loads = (
                site.load("kept pages", TERM, seconds=seconds, encoding="br"),
                site.load("every kind", seconds=seconds, requests=mixed),
            )
            asked = sum(load.requests for load in loads)
            seen.append((seen[-1][0] + asked, site.memory_mb()))
            say(f"{seen[-1][0]:>12,} {seen[-1][1]:>8.1f}")
    return _report(seen, number, results)


def _mixed(requests: Path) -> list[str]:
    """As many lines of each kind, in turn."""
    kinds = [(requests / kind).read_text().splitlines()[:DIFFERENT] for kind in KINDS]
    most = max(map(len, kinds))
    return [lines[place % len(lines)] for place in range(most) for lines in kinds]


def _report(seen: list[tuple[int, float]], number: int, results: Path) -> int:
    warm = next(memory for asked, memory in seen if asked >= WARM_UP * number)
    figures: Figures = {
        "memory at rest, MB": seen[0][1],
        "memory after the warm-up, MB": warm,
        "memory at the end, MB": seen[-1][1],
        "growth": seen[-1][1] / warm,
    }
    results.mkdir(parents=True, exist_ok=True)
    path = results / "soak.json"
    raw = {"machine": machine_facts(), "seen": seen, "figures": figures}
    path.write_text(json.dumps(raw, indent=1) + "\n")
    say("", *(f"{name:44} {value:10,.2f}" for name, value in figures.items()), f"All: {path}")
    if figures["growth"] > MOST_GROWTH:
        say(f"Missed: memory grew {figures['growth']:.2f} times, above {MOST_GROWTH}")
        return 1
    say("The bar is met.")
    return 0
