"""Where a value stands among three bands: in one, between two, or beyond the last."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.pages.benchmark_band import Range, Standing, standing

LESS_IS_BETTER = (
    Range(Fraction(40), None),
    Range(Fraction(15), Fraction(25)),
    Range(None, Fraction(10)),
)
MORE_IS_BETTER = (
    Range(Fraction(0), Fraction(30)),
    Range(Fraction(50), Fraction(70)),
    Range(Fraction(85), Fraction(95)),
)
values = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("41", Standing.LAGGING),
        ("40", Standing.BELOW_TYPICAL),
        ("25.01", Standing.BELOW_TYPICAL),
        ("25", Standing.TYPICAL),
        ("15", Standing.TYPICAL),
        ("14.99", Standing.BELOW_LEADING),
        ("10", Standing.BELOW_LEADING),
        ("9.99", Standing.LEADING),
        ("-3", Standing.LEADING),
    ],
)
def test_where_less_is_better(value: str, place: Standing):
    assert standing(Fraction(value), *LESS_IS_BETTER) is place


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("-1", Standing.BELOW_LAGGING),
        ("0", Standing.LAGGING),
        ("30", Standing.LAGGING),
        ("31", Standing.BELOW_TYPICAL),
        ("70", Standing.TYPICAL),
        ("84", Standing.BELOW_LEADING),
        ("95", Standing.LEADING),
        ("96", Standing.BEYOND_LEADING),
    ],
)
def test_where_more_is_better(value: str, place: Standing):
    assert standing(Fraction(value), *MORE_IS_BETTER) is place


def test_an_end_that_two_bands_share_belongs_to_the_better():
    touching = (
        Range(Fraction(0), Fraction(10)),
        Range(Fraction(10), Fraction(20)),
        Range(Fraction(20), Fraction(30)),
    )
    assert standing(Fraction(10), *touching) is Standing.TYPICAL
    assert standing(Fraction(20), *touching) is Standing.LEADING


@given(values, values)
def test_a_better_value_never_stands_lower(one: Fraction, other: Fraction):
    order = list(Standing)
    low, high = sorted((one, other))
    assert order.index(standing(low, *MORE_IS_BETTER)) <= order.index(
        standing(high, *MORE_IS_BETTER)
    )
    assert order.index(standing(high, *LESS_IS_BETTER)) <= order.index(
        standing(low, *LESS_IS_BETTER)
    )


@given(values)
def test_a_mirrored_benchmark_gives_the_same_answer(value: Fraction):
    mirrored = [band.mirrored() for band in MORE_IS_BETTER]
    assert standing(-value, *mirrored) is standing(value, *MORE_IS_BETTER)
