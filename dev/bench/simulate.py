"""Reviews simulated: learners who forget by FSRS-6, under the site's schedule and three others."""

from collections.abc import Sequence
from pathlib import Path

from dev.bench.report import conclude, say
from dev.simulation.comparison import SCENARIOS, Row, come_back, compare, fewer
from dev.simulation.plot import plot

COLUMNS = (
    "Schedule",
    "Recall at a review",
    "of the weakest tenth, at most",
    "Reviews a day",
    "Minutes a day",
    "Recall on day 60",
    "For that the site asks fewer",
    "Recall from day 31 on",
    "For that the site asks fewer",
)


def run(learners: int, folder: Path, results: Path) -> int:
    """Compare in each scenario, write the figures and a plot of each to `results`; 1 if a bar
    is missed."""
    results.mkdir(parents=True, exist_ok=True)
    figures, rows_of = dict[str, float](), {}
    for name, entries in SCENARIOS.items():
        say("", f"{name}:")
        rows, sweep = compare(learners, entries, say)
        site, _sm2, fixed, *_others = rows
        figures |= {
            f"simulated recall at a review, {entries}": site.recall,
            f"simulated minutes a day, {entries}": site.minutes,
            f"reviews fewer than after fixed days, share, {entries}": fewer(
                fixed, sweep, "final_recall"
            ),
        }
        rows_of[name] = [vars(one) for one in (*rows, *sweep)]
        (results / f"simulate-{entries}.svg").write_text(plot(rows, sweep))
        say("", *table(rows, sweep), "", "By desired retention:", *table(sweep, sweep))
    back = come_back(learners)
    figures |= {
        "questions in a review after 30 days away": back.longest,
        "answers in it, with what is asked again": back.answers,
        "days with a full review after 30 days away": back.days_until_done,
    }
    return conclude(figures, results / "simulate.json", rows=rows_of)


def table(rows: Sequence[Row], sweep: Sequence[Row]) -> list[str]:
    """The lines of a Markdown table."""
    lines = [COLUMNS, ("---",) * len(COLUMNS)]
    for row in rows:
        figures = (f"{row.recall:.3f}", f"{row.weakest:.3f}", f"{row.reviews:.1f}")
        last_day = f"{row.final_recall:.3f}", f"{fewer(row, sweep, 'final_recall'):.0%}"
        settled = f"{row.settled_recall:.3f}", f"{fewer(row, sweep, 'settled_recall'):.0%}"
        lines.append((row.name, *figures, f"{row.minutes:.1f}", *last_day, *settled))
    return [f"| {' | '.join(line)} |" for line in lines]
