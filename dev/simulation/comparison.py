"""Many learners under several schedules: the table, and what the schedules cost at equal recall."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from fsrs import Scheduler

from dev.simulation.learners import MadeLearner
from dev.simulation.lives import DAYS_AN_ENTRY, live, recall_at
from dev.simulation.schedules import NEVER_D, ByFixedDays, ByFsrs, BySm2, Schedule
from quizzes.memory.schedule import DESIRED_RETENTION, LONGEST_INTERVAL_D, make_scheduler

DAYS = 60
AWAY_D = 30
COMING_BACK_D = 30
RETENTIONS = (0.7, 0.75, 0.8, 0.85, DESIRED_RETENTION, 0.93, 0.95, 0.97, 0.98, 0.99)

SCENARIOS = {
    "a path: 10 entries in 20 days": 10,
    "every entry of the site: 19 in 38 days": 19,
    "new entries all the time: 30 in 60 days": 30,
}
"""How many entries with a quiz a learner meets, one every other day: those on the engineers' path,
all that the content of this site has, and more than it has."""


@dataclass(frozen=True)
class Row:
    """What a schedule gave its learners in `DAYS`, on average.

    `recall` is the true probability at a review, `weakest` that of the learner whom nine in ten
    surpass, `final_recall` the one over all questions on the last day, and `settled_recall` the
    same on average over the second half of the days: on which day reviews fall does not tell there.
    """

    name: str
    recall: float
    weakest: float
    reviews: float
    minutes: float
    final_recall: float
    settled_recall: float


def compare(size: int, entries: int, say: Callable[[str], None]) -> tuple[list[Row], list[Row]]:
    """The schedules, the site's first; and the site's again for each of `RETENTIONS`."""
    learners = [MadeLearner(seed) for seed in range(size)]
    sweep = []
    for retention in RETENTIONS:
        sweep.append(_row(f"{retention:.2f}", learners, entries, _by_site(retention)))
        say(str(sweep[-1]))
    others: dict[str, Callable[[MadeLearner], Schedule]] = {
        "SM-2": lambda _: BySm2(),
        "after 1, 3, 7, 21 days, then every 21": lambda _: ByFixedDays(),
        "after 1, 3, 7, 21 days, then never": lambda _: ByFixedDays(NEVER_D),
        "FSRS-6, own weights": lambda one: ByFsrs(_fitted(one)),
    }
    site_row = sweep[RETENTIONS.index(DESIRED_RETENTION)]
    rows = [Row("this site", *list(vars(site_row).values())[1:])]
    for name, schedule_of in others.items():
        rows.append(_row(name, learners, entries, schedule_of))
        say(str(rows[-1]))
    return rows, sweep


def fewer(row: Row, sweep: Sequence[Row], recall: str) -> float:
    """The share of a schedule's reviews that the site spares where its `recall` is the same.

    That is read from the line of the site's desired retentions, between two of them: between the
    highest where there are several, since a line of the last day's recalls may go up and down. NaN
    for what no desired retention reaches.
    """
    same = getattr(row, recall)
    for lower, upper in pairwise(sorted(sweep, key=lambda one: -one.reviews)):
        low, high = sorted((lower, upper), key=lambda one: float(getattr(one, recall)))
        below, above = getattr(low, recall), getattr(high, recall)
        if below <= same <= above:
            share = (same - below) / (above - below) if above > below else 0
            return 1 - (low.reviews + share * (high.reviews - low.reviews)) / row.reviews
    return math.nan


@dataclass(frozen=True)
class Return:
    """How it is to come back: the longest review, and the days until nothing waits any more."""

    longest: int
    answers: int
    days_until_done: float


def come_back(size: int) -> Return:
    """After `DAYS` of learning and `AWAY_D` away, with reviews as they are proposed."""
    site = ByFsrs(make_scheduler())
    longest = answers = 0
    until_done = []
    back = DAYS + AWAY_D
    for learner in map(MadeLearner, range(size)):
        life = live(
            learner,
            site,
            back + COMING_BACK_D,
            is_away=lambda day: DAYS <= day < back,
            entries=DAYS // DAYS_AN_ENTRY,
        )
        after = life.sessions[DAYS:]
        longest = max(longest, *after)
        answers = max(answers, *life.answers[DAYS:])
        until_done.append(sum(one >= 20 for one in after) + 1)
    return Return(longest, answers, mean(until_done))


def _by_site(retention: float) -> Callable[[MadeLearner], Schedule]:
    """The site's schedule, which is the same for everyone."""
    return lambda _: ByFsrs(make_scheduler(retention))


def _fitted(learner: MadeLearner) -> Scheduler:
    """What the site's schedule would be if it knew the learner's weights."""
    return Scheduler(
        learner.weights,
        DESIRED_RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL_D,
        enable_fuzzing=False,
    )


def _row(
    name: str,
    learners: Sequence[MadeLearner],
    entries: int,
    schedule_of: Callable[[MadeLearner], Schedule],
) -> Row:
    lives = [(one, live(one, schedule_of(one), DAYS, entries)) for one in learners]
    recalls = sorted(mean(life.recalls) for _one, life in lives)
    return Row(
        name=name,
        recall=mean(recalls),
        weakest=recalls[len(recalls) // 10],
        reviews=mean(sum(life.answers) for _one, life in lives) / DAYS,
        minutes=mean(sum(life.seconds) for _one, life in lives) / DAYS / 60,
        final_recall=mean(recall_at(one, life, DAYS) for one, life in lives),
        settled_recall=mean(mean(life.known) for _one, life in lives),
    )
