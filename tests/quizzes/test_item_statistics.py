"""Item statistics: hand-computed examples, and what scipy says of the same numbers."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics.items import (
    FEWEST_ATTEMPTS,
    Flag,
    Item,
    ItemAnswer,
    analyse,
    discrimination_of,
    wilson_interval,
)

pytestmark = pytest.mark.postgres

CHOICE = Item("choice", {1: False, 2: True, 3: False})


def attempts_of(rows: list[tuple[int, ...]]) -> list[list[ItemAnswer]]:
    """Each row holds the places chosen; place 2 is right."""
    return [[ItemAnswer(float(place == 2), frozenset({place})) for place in row] for row in rows]


def test_wilson_as_worked_by_hand():
    # 8 of 10, z = 1.95996: centre (0.8 + 0.19207) / 1.38415 = 0.71674,
    # reach 1.95996 / 1.38415 * sqrt(0.016 + 0.0096036) = 0.22657
    interval = wilson_interval(8, 10)
    assert interval.low == pytest.approx(0.49016, abs=1e-5)
    assert interval.high == pytest.approx(0.94331, abs=1e-4)


def test_discrimination_as_worked_by_hand():
    # Rest scores 3, 2, 1, 0 against item 1, 1, 0, 0:
    # covariance 2, deviations sqrt(1) and sqrt(5), so 2 / sqrt(5) = 0.8944
    assert discrimination_of([1, 1, 0, 0], [4, 3, 1, 0]) == pytest.approx(2 / 5**0.5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy(counts: tuple[int, int]):
    from scipy.stats import binomtest  # here, as no other test has to wait a second for it

    interval = wilson_interval(*counts)
    expected = binomtest(*counts).proportion_ci(0.95, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=3, max_size=60))
def test_discrimination_agrees_with_scipy(rows: list[tuple[bool, int]]):
    from scipy.stats import pointbiserialr

    item = [float(right) for right, _ in rows]
    rest = [float(others) for _, others in rows]
    ours = discrimination_of(
        item, [right + others for right, others in zip(item, rest, strict=True)]
    )
    if len(set(item)) == 1 or len(set(rest)) == 1:
        assert ours is None
    else:
        expected = pointbiserialr([bool(right) for right in item], rest).statistic
        assert not isnan(expected)
        assert ours == pytest.approx(expected, abs=1e-9)


def test_nothing_is_said_of_few_attempts():
    rows = [(2,)] * FEWEST_ATTEMPTS
    assert analyse([CHOICE], attempts_of(rows[:-1])) is None
    assert analyse([CHOICE], attempts_of(rows)) is not None


def test_an_item_as_worked_by_hand():
    # 40 attempts at two items: 20 choose rightly in both, 10 only in the first, 10 in neither
    rows = [(2, 2)] * 20 + [(2, 1)] * 10 + [(1, 3)] * 10
    first, second = analyse([CHOICE, CHOICE], attempts_of(rows)) or ()
    assert (first.n, first.facility) == (40, 0.75)
    assert [option.count for option in first.options] == [10, 30, 0]
    assert [option.share for option in second.options] == [0.25, 0.5, 0.25]
    # phi of the table 20, 10, 0, 10: (20 * 10 - 0) / sqrt(30 * 10 * 20 * 20) = 0.57735
    assert first.discrimination == pytest.approx(0.57735, abs=1e-5)
    assert first.flags == (Flag.UNUSED_DISTRACTOR,)
    assert second.flags == ()


@pytest.mark.parametrize(
    ("rows", "flags"),
    [
        ([(2, 2)] * 39 + [(1, 3)], (Flag.TOO_EASY, Flag.UNUSED_DISTRACTOR)),
        ([(1, 1)] * 20 + [(3, 1)] * 19 + [(2, 2)], (Flag.TOO_HARD,)),
        ([(2, 1)] * 15 + [(1, 2)] * 14 + [(3, 2)], (Flag.NEGATIVE_DISCRIMINATION,)),
    ],
)
def test_flags(rows: list[tuple[int, ...]], flags: tuple[Flag, ...]):
    assert (analyse([CHOICE, CHOICE], attempts_of(rows)) or ())[0].flags == flags


def test_an_item_that_everybody_answers_alike_has_no_discrimination():
    statistics = analyse([CHOICE, CHOICE], attempts_of([(2, 1), (2, 2)] * 20)) or ()
    assert statistics[0].discrimination is None


def test_partial_credit_counts_as_much_as_it_is():
    attempts = [[ItemAnswer(0.5)], [ItemAnswer(1.0)]] * 20
    (item,) = analyse([Item("number", {})], attempts) or ()
    assert item.facility == 0.75
    assert item.options == ()
