"""Reviews simulated: learners who forget by FSRS-6, under the site's schedule and three others."""

from collections.abc import Sequence
from pathlib import Path

from dev.bench.report import Figures, conclude, say
from dev.simulation.comparison import Row, come_back, compare, reviews_at
from dev.simulation.plot import plot

COLUMNS = (
    "Schedule",
    "Recall at a review",
    "of the weakest tenth, at most",
    "Reviews a day",
    "Minutes a day",
    "Recall on day 60",
    "The site’s reviews a day for that",
)


def run(learners: int, folder: Path, results: Path) -> int:
    """Compare, write the figures and the plot to `results`; 1 if a bar is missed."""
    rows, sweep = compare(learners, say)
    back = come_back(learners)
    site, _sm2, fixed, _fitted = rows
    fewer = 1 - reviews_at(sweep, fixed.final_recall) / fixed.reviews
    figures: Figures = {
        "simulated recall at a review": site.recall,
        "simulated minutes a day": site.minutes,
        "reviews fewer than after fixed days, share": fewer,
        "questions in a review after 30 days away": back.longest,
        "answers in it, with what is asked again": back.answers,
        "days with a full review after 30 days away": back.days_until_done,
    }
    results.mkdir(parents=True, exist_ok=True)
    (results / "simulate.svg").write_text(plot(rows, sweep))
    say("", *table(rows, sweep))
    say("", "By desired retention:", *table(sweep, sweep))
    return conclude(figures, results / "simulate.json", rows=[vars(one) for one in rows])


def table(rows: Sequence[Row], sweep: Sequence[Row]) -> list[str]:
    """The lines of a Markdown table."""
    lines = [COLUMNS, ("---",) * len(COLUMNS)]
    for row in rows:
        figures = (f"{row.recall:.3f}", f"{row.weakest:.3f}", f"{row.reviews:.1f}")
        more = (f"{row.minutes:.1f}", f"{row.final_recall:.3f}")
        lines.append((row.name, *figures, *more, f"{reviews_at(sweep, row.final_recall):.1f}"))
    return [f"| {' | '.join(line)} |" for line in lines]
