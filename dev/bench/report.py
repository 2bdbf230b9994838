"""What was measured, on what machine, and where the site does not reach what it must."""

import json
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
Figures = dict[str, float]

AT_LEAST = {
    "kept page / nginx, plain": 0.6,
    "kept page / nginx, brotli": 0.55,
    "quiz answers a second": 800,
    "simulated recall at a review": 0.85,
    "reviews fewer than after fixed days, share": 0.3,
}
AT_MOST = {
    "start-up to first answer, s": 2,
    "memory at rest, MB": 150,
    "memory after all loads, MB": 250,
    "quiz answer p99, ms": 60,
    "quiz answers lost": 0,
    "first load, s, 2,000": 60,
    "unchanged load, s, 2,000": 3,
    "files that came back otherwise": 0,
    "simulated minutes a day": 4,
    "replay of 3,000 reviews, ms": 50,
    "review: next question, p95, ms": 20,
    "questions in a review after 30 days away": 20,
    "define, first, p95, ms": 5,
    "define, again, p95, ms": 5,
    "slowest file, s": 2,
}
"""The bars of the project's issues; a name without a number of terms holds for every number."""


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def machine_facts() -> dict[str, object]:
    """What a reader of the figures needs to know of the machine and of what ran on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
        )
        version = cursor.fetchone()[0]
    return {
        "cores": os.cpu_count(),
        "load before": os.getloadavg(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": f"{connection.display_name} {version}",
    }


def missed_bars(figures: Figures) -> Iterator[str]:
    """A sentence for each bar that is not reached; what was not measured is not judged."""
    for name, value in figures.items():
        bar = re.sub(r", [\d,]+$", "", name)
        bar = bar if bar in AT_LEAST | AT_MOST else name
        if value < AT_LEAST.get(bar, value):
            yield f"Missed: {name} is {value:,.2f}, below {AT_LEAST[bar]}"
        if value > AT_MOST.get(bar, value):
            yield f"Missed: {name} is {value:,.2f}, above {AT_MOST[bar]}"


def conclude(figures: Figures, path: Path, **more: Any) -> int:
    """Print the figures, write them and `more` to `path`; 1 where a bar is missed."""
    missed = list(missed_bars(figures))
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine_facts(), "figures": figures, "missed": missed} | more
    path.write_text(json.dumps(told, indent=1) + "\n")
    say("", *(f"{name:44} {value:10,.2f}" for name, value in figures.items()))
    say("", f"All figures: {path}", *(missed or ["Every bar is met."]))
    return int(bool(missed))
