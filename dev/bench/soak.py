"""A million requests of every kind, and what memory the site takes on the way."""

from pathlib import Path

from dev.bench.report import conclude, say
from dev.bench.servers import fetch, running_site
from dev.bench.site_data import TERM, fill_site

KINDS = ("own", "browse", "search", "calculator")
DIFFERENT = 200
"""Addresses of each kind, so few that what may be kept of them is kept after the warm-up: the store
of pages fills up to its bound, which is not what is looked for here."""

WARM_UP = 0.2
"""The share of the requests after which the kept pages, and all that is kept else, are there."""


def run(requests: int, seconds: float, folder: Path, results: Path) -> int:
    """Ask so many times, in rounds of `seconds`; 1 where memory grew after the warm-up."""
    lines, seen = folder / "requests", list[tuple[int, float]]()
    fill_site(100, lines)
    mixed = lines / "mixed"
    mixed.write_text("\n".join(_mixed(lines)))
    say(f"{'requests':>12} {'MB':>8}")
    with running_site() as site:
        fetch(f"{site.url}{TERM}")
        seen.append((0, site.memory_mb()))
        while seen[-1][0] < requests:
            loads = (
                site.load("kept pages", TERM, seconds=seconds, encoding="br"),
                site.load("every kind", seconds=seconds, requests=mixed),
            )
            asked = sum(load.requests for load in loads)
            seen.append((seen[-1][0] + asked, site.memory_mb()))
            say(f"{seen[-1][0]:>12,} {seen[-1][1]:>8.1f}")
    warm = next(memory for asked, memory in seen if asked >= WARM_UP * requests)
    figures = {
        "memory at rest, MB": seen[0][1],
        "memory after the warm-up, MB": warm,
        "memory at the end, MB": seen[-1][1],
        "memory at the end / after the warm-up": seen[-1][1] / warm,
    }
    return conclude(figures, results / "soak.json", seen=seen)


def _mixed(requests: Path) -> list[str]:
    """As many lines of each kind, in turn."""
    kinds = [(requests / kind).read_text().splitlines()[:DIFFERENT] for kind in KINDS]
    most = max(map(len, kinds))
    return [lines[place % len(lines)] for place in range(most) for lines in kinds]
