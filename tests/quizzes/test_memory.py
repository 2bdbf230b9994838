"""What is recalled: a pure replay of the log, the same in whatever order its entries arrived."""

import datetime
import random
import uuid
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.memory.schedule import LONGEST_INTERVAL_D, Memory, Review, replay

START = datetime.datetime(2026, 1, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def reviews_on(*days: int, credit: Fraction = Fraction(1)) -> list[Review]:
    return [Review(uuid.UUID(int=day), START + day * DAY, credit) for day in days]


def test_nothing_is_recalled_of_what_was_never_reviewed() -> None:
    assert replay([]) is None


def test_right_answers_move_a_question_further_away() -> None:
    """The default weights of FSRS-6, as its library gives them: 2, 11 and 46 days."""
    due = []
    days = [0]
    for _ in range(3):
        memory = replay(reviews_on(*days))
        assert memory
        due.append((memory.due_on - memory.reviewed_on).days)
        days.append(days[-1] + due[-1])
    assert due == [2, 11, 46]


def test_a_miss_brings_it_back_tomorrow_and_half_of_it_sooner_than_all() -> None:
    missed = replay(reviews_on(0, credit=Fraction(0)))
    half = replay(reviews_on(0, credit=Fraction(1, 2)))
    right = replay(reviews_on(0))
    assert missed
    assert half
    assert right
    assert missed.due_on == START.date() + DAY
    assert missed.stability_d < half.stability_d < right.stability_d


def test_recall_is_sure_on_the_day_and_nine_in_ten_when_it_comes_back() -> None:
    memory = replay(reviews_on(0, 2, 13))
    assert memory
    assert memory.recall(memory.reviewed_on) == 1
    after = memory.reviewed_on + datetime.timedelta(days=round(memory.stability_d))
    assert memory.recall(after) == pytest.approx(0.9, abs=0.002)


def test_no_question_stays_away_for_more_than_a_year() -> None:
    memory = replay(reviews_on(0, 30, 300, 1500))
    assert memory
    assert memory.due_on - memory.reviewed_on == datetime.timedelta(days=LONGEST_INTERVAL_D)


ENTRIES = st.lists(
    st.builds(
        Review,
        st.uuids(),
        st.integers(0, 365 * 24 * 60).map(
            lambda minute: START + datetime.timedelta(minutes=minute)
        ),
        st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(ENTRIES, st.randoms())
def test_the_order_in_which_devices_tell_of_it_changes_nothing(
    entries: list[Review], rng: random.Random
) -> None:
    shuffled = [*entries, *entries[:3]]
    rng.shuffle(shuffled)
    first, second = replay(entries), replay(shuffled)
    assert first == second
    assert isinstance(first, Memory)
    assert first.reviews == len(entries)
    assert 0 < first.recall(first.due_on) <= 1
