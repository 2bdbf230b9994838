"""What accuracy costs, and shares scaled to a whole."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from calculator.model.cost_model import Scenario, Tier
from calculator.model.predictivity import accuracy_curve
from calculator.model.ranges import STEP, scale_shares

PAGE = Scenario((
    Tier("Frontier", Fraction(1, 10), Fraction(1), Fraction(96, 100)),
    Tier("Small", Fraction(7, 10), Fraction(1, 100), Fraction(80, 100)),
    Tier("Mid", Fraction(1, 5), Fraction(1, 10), Fraction(90, 100)),
))  # fmt: skip


def test_it_leads_from_the_cheapest_tier_to_the_dearest() -> None:
    curve = accuracy_curve(PAGE)
    assert curve is not None
    first, last = curve.points[0], curve.points[-1]
    assert (first.accuracy, first.cost_usd) == (Fraction(80, 100), Fraction(1, 100))
    assert (last.accuracy, last.cost_usd) == (Fraction(96, 100), Fraction(1))
    assert len(curve.points) == 11
    assert (curve.here.accuracy, curve.here.cost_usd) == (Fraction(836, 1000), Fraction(127, 1000))


def test_the_next_point_moves_share_from_small_to_mid() -> None:
    curve = accuracy_curve(PAGE)
    assert curve is not None
    # A point is a tenth of the ten that Mid is better by, and Mid costs nine cents more.
    assert curve.next_point_usd == Fraction(9, 1000)


def test_there_is_no_next_point_on_the_dearest_tier_or_without_a_gain() -> None:
    half = Fraction(1, 2)
    dearest = Scenario((Tier("A", 0, 1, half), Tier("B", 1, 2, half)))
    same = Scenario((Tier("A", half, 1, half), Tier("B", half, 2, half)))
    for scenario in (dearest, same):
        curve = accuracy_curve(scenario)
        assert curve is not None
        assert curve.next_point_usd is None
    assert accuracy_curve(Scenario((Tier("A", 1, 1, half),))) is None
    assert accuracy_curve(Scenario((Tier("A", half, 1), Tier("B", half, 2, half)))) is None


def test_shares_are_scaled_in_proportion() -> None:
    scaled = scale_shares([Fraction(7, 10), Fraction(3, 10), Fraction(2, 10)])
    assert scaled == (Fraction(583_333, 10**6), Fraction(25, 100), Fraction(166_667, 10**6))
    assert scale_shares([Fraction(0), Fraction(0)]) is None


@given(st.lists(st.fractions(0, 1, max_denominator=1000), min_size=1, max_size=5).filter(any))
def test_scaled_shares_sum_to_exactly_one(shares: list[Fraction]) -> None:
    scaled = scale_shares(shares)
    assert scaled is not None
    assert sum(scaled) == 1
    total = sum(shares)
    assert all(abs(new - old / total) <= STEP for new, old in zip(scaled, shares, strict=True))
