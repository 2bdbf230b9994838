"""Made learners and the schedules that they are under; and that `script/bench` measures both."""

import math
from pathlib import Path
from statistics import median

import pytest
from fsrs import Rating
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from dev.simulation.comparison import Row, come_back, fewer
from dev.simulation.learners import MadeLearner
from dev.simulation.lives import live
from dev.simulation.schedules import NEVER_D, ByFixedDays, ByFsrs, BySm2, Schedule
from quizzes.memory.schedule import make_scheduler
from tests.bench.running import run_bench

GOOD, HARD, AGAIN = Rating.Good, Rating.Hard, Rating.Again


def intervals(schedule: Schedule, *grades: Rating) -> list[int]:
    """The days to each next review of somebody who is never late."""
    state, day, found = None, 0, []
    for grade in grades:
        state = schedule.after(state, grade, day)
        found.append(schedule.due(state) - day)
        day = schedule.due(state)
    return found


def test_each_learner_forgets_in_their_own_way_around_the_usual_one() -> None:
    drawn = [MadeLearner(seed).weights for seed in range(400)]
    assert drawn[7] == MadeLearner(7).weights
    assert len(set(drawn)) == 400
    for weights in drawn:
        in_bounds = zip(LOWER_BOUNDS_PARAMETERS, weights, UPPER_BOUNDS_PARAMETERS, strict=True)
        assert all(low <= one <= high for low, one, high in in_bounds)
        assert list(weights[:4]) == sorted(weights[:4])
    for place in (4, 8, 12, 15):
        middle = median(weights[place] for weights in drawn)
        assert middle == pytest.approx(DEFAULT_PARAMETERS[place], rel=0.15)


def test_the_schedules_are_those_that_are_published() -> None:
    assert intervals(ByFixedDays(), *[GOOD] * 6) == [1, 3, 7, 21, 21, 21]
    assert intervals(ByFixedDays(NEVER_D), *[GOOD] * 5) == [1, 3, 7, 21, NEVER_D]
    assert intervals(ByFixedDays(), GOOD, GOOD, AGAIN, GOOD) == [1, 3, 1, 3]
    assert intervals(BySm2(), *[GOOD] * 4) == [1, 6, 15, 38]
    assert intervals(BySm2(), GOOD, HARD, GOOD) == [1, 6, 15]  # 6 x 2.36, rounded up
    assert intervals(BySm2(), GOOD, GOOD, AGAIN, GOOD) == [1, 6, 1, 1]
    assert intervals(ByFsrs(make_scheduler()), GOOD, GOOD, GOOD) == [2, 11, 46]


@pytest.mark.parametrize("schedule", [ByFixedDays(), BySm2()])
def test_what_is_asked_again_after_a_miss_comes_back_tomorrow_all_the_same(
    schedule: Schedule,
) -> None:
    missed = schedule.after(schedule.after(None, GOOD, 0), AGAIN, 1)
    assert schedule.after(missed, GOOD, 1) == missed
    assert schedule.due(missed) == 2


def test_a_life_is_the_same_again_and_no_review_is_longer_than_one_may_be() -> None:
    lives = [live(MadeLearner(3), ByFsrs(make_scheduler()), 30) for _ in range(2)]
    assert lives[0].recalls == lives[1].recalls
    assert len(lives[0].questions) == 90
    on_a_path = live(MadeLearner(3), ByFsrs(make_scheduler()), 32, entries=10)
    assert len(on_a_path.questions) == 60
    assert len(on_a_path.known) == 2
    assert max(lives[0].sessions) <= 20
    assert all(0 < one <= 1 for one in lives[0].recalls)


def test_coming_back_begins_small() -> None:
    back = come_back(2)
    assert back.longest <= 20
    assert back.answers >= back.longest


def test_what_a_recall_costs_is_read_between_two_desired_retentions() -> None:
    line = ((5, 0.9), (7, 0.8), (9, 0.9), (11, 0.95))
    sweep = [Row("", 0, 0, reviews, 0, recall, recall) for reviews, recall in line]
    other = Row("", 0, 0, 10, 0, 0.85, 0.99)
    assert fewer(other, sweep, "final_recall") == pytest.approx(0.2), "8 reviews, and not 6"
    assert math.isnan(fewer(other, sweep, "settled_recall"))


@pytest.mark.slow
def test_script_bench_simulates_and_draws(tmp_path: Path) -> None:
    words, report = run_bench("simulate", "--learners", "6", var=tmp_path)
    assert words.count("| after 1, 3, 7, 21 days, then every 21 |") == 3
    assert report["figures"]["questions in a review after 30 days away"] <= 20
    assert "<polyline" in (tmp_path / "bench" / "simulate-10.svg").read_text()


@pytest.mark.slow
def test_script_bench_measures_reviews(tmp_path: Path) -> None:
    _words, report = run_bench("reviews", "--reviews", "2000", var=tmp_path)
    assert report["figures"]["logged reviews"] == 2_000
    assert report["figures"]["review: next question, p95, ms"] > 0
