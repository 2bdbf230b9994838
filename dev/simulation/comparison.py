"""Many learners under several schedules: the table, and what the schedules cost at equal recall."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from fsrs import Scheduler

from dev.simulation.learners import MadeLearner
from dev.simulation.lives import live, recall_at
from dev.simulation.schedules import ByFixedDays, ByFsrs, BySm2, Schedule
from quizzes.memory.model import DESIRED_RETENTION, LONGEST_INTERVAL_D, make_scheduler

DAYS = 60
AWAY_D = 30
COMING_BACK_D = 30
RETENTIONS = (0.7, 0.75, 0.8, 0.85, DESIRED_RETENTION, 0.93, 0.95)


@dataclass(frozen=True)
class Row:
    """What a schedule gave its learners in `DAYS`, on average.

    `recall` is the true probability at a review, `weakest` that of the learner whom nine in ten
    surpass, `final_recall` the one over all questions on the last day.
    """

    name: str
    recall: float
    weakest: float
    reviews: float
    minutes: float
    final_recall: float


def compare(size: int, say: Callable[[str], None]) -> tuple[list[Row], list[Row]]:
    """The schedules, the site's first; and the site's again for each of `RETENTIONS`."""
    learners = [MadeLearner(seed) for seed in range(size)]
    sweep = []
    for retention in RETENTIONS:
        sweep.append(_row(f"{retention:.2f}", learners, _by_site(retention)))
        say(str(sweep[-1]))
    others: dict[str, Callable[[MadeLearner], Schedule]] = {
        "SM-2": lambda _: BySm2(),
        "after 1, 3, 7, 21 days": lambda _: ByFixedDays(),
        "FSRS-6, own weights": lambda one: ByFsrs(_fitted(one)),
    }
    site_row = sweep[RETENTIONS.index(DESIRED_RETENTION)]
    rows = [Row("this site", *list(vars(site_row).values())[1:])]
    for name, schedule_of in others.items():
        rows.append(_row(name, learners, schedule_of))
        say(str(rows[-1]))
    return rows, sweep


def reviews_at(sweep: Sequence[Row], final_recall: float) -> float:
    """Reviews a day by which the site's schedule reaches a recall on the last day.

    Between two desired retentions, along the line; ValueError for what none of them reaches.
    """
    for lower, upper in pairwise(sweep):
        if lower.final_recall <= final_recall <= upper.final_recall:
            share = (final_recall - lower.final_recall) / (upper.final_recall - lower.final_recall)
            return lower.reviews + share * (upper.reviews - lower.reviews)
    raise ValueError(f"no desired retention gives a recall of {final_recall:.3f}")


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
        life = live(learner, site, back + COMING_BACK_D, lambda day: DAYS <= day < back, DAYS)
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
    name: str, learners: Sequence[MadeLearner], schedule_of: Callable[[MadeLearner], Schedule]
) -> Row:
    lives = [(one, live(one, schedule_of(one), DAYS)) for one in learners]
    recalls = sorted(mean(life.recalls) for _one, life in lives)
    return Row(
        name=name,
        recall=mean(recalls),
        weakest=recalls[len(recalls) // 10],
        reviews=mean(sum(life.answers) for _one, life in lives) / DAYS,
        minutes=mean(sum(life.seconds) for _one, life in lives) / DAYS / 60,
        final_recall=mean(recall_at(one, life, DAYS) for one, life in lives),
    )
