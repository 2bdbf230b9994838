"""The geometry of the charts."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calculator.charts.cost_diagram import LONGEST_BAR, SPEND_Y, WIDTH, bar_chart, flows
from calculator.model.calculation import Calculation, TierLine
from calculator.model.cost_model import Scenario, Tier
from calculator.model.economics import Volume

REFERENCE = (
    Tier("small", Fraction(7, 10), Fraction(1, 100)),
    Tier("mid", Fraction(2, 10), Fraction(1, 10)),
    Tier("frontier", Fraction(1, 10), 1),
)


@st.composite
def mixes(draw: st.DrawFn) -> tuple[TierLine, ...]:
    weights = draw(st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any))
    prices = st.fractions(min_value=0, max_value=100, max_denominator=10**6)
    return lines_of(
        tuple(
            Tier(draw(st.text(max_size=120)), Fraction(weight, sum(weights)), draw(prices))
            for weight in weights
        )
    )


def lines_of(tiers: tuple[Tier, ...]) -> tuple[TierLine, ...]:
    return Calculation(Scenario(tiers), Volume(1, 1, 1)).tiers


def edges(path: str) -> list[float]:
    """The four ends of a band: top left, top right, bottom right, bottom left."""
    found = re.fullmatch(
        r"M([\d.]+) \d+L([\d.]+) \d+C\S+ \d+ \S+ \d+ ([\d.]+) \d+L([\d.]+) \d+C.+Z", path
    )
    assert found, path
    return [float(end) for end in found.groups()]


def test_bands_of_the_reference_mix_are_to_scale() -> None:
    small, _, frontier = flows(lines_of(REFERENCE))
    assert edges(small.requests_path)[:2] == [0, 224]  # 70 % of 320
    assert edges(frontier.requests_path)[:2] == [288, 320]  # the last 10 %
    assert frontier.spend_path is not None
    assert edges(frontier.spend_path)[2:] == [320, 68]  # 320 * 100/127 = 251.97 wide
    assert f" {SPEND_Y}L" in frontier.spend_path


def test_the_accent_marks_the_dearest_tier_wherever_it_stands() -> None:
    assert [flow.series for flow in flows(lines_of(REFERENCE))] == [1, 2, 3]
    assert [flow.series for flow in flows(lines_of(REFERENCE[::-1]))] == [3, 2, 1]


def test_bars_of_the_reference_mix_are_to_scale() -> None:
    chart = bar_chart(lines_of(REFERENCE))
    assert chart.bars[0].requests.width == f"{LONGEST_BAR * 0.7:.1f}"
    assert chart.bars[2].spend.width == "151.2"  # 192 * 100/127
    assert chart.height == 3 * 62


def test_a_long_name_is_shortened_to_its_node() -> None:
    tiers = tuple(Tier("A very long name of a tier", Fraction(1, 5), 1) for _ in range(5))
    assert {flow.label for flow in flows(lines_of(tiers))} == {"A very…"}


@given(mixes())
def test_bands_lie_side_by_side_inside_the_drawing(lines: tuple[TierLine, ...]) -> None:
    drawn = flows(lines)
    ends = [edges(flow.requests_path) for flow in drawn]
    assert ends[0][0] == 0
    assert ends[-1][1] == WIDTH
    for left, right in pairwise(ends):
        assert left[1] == right[0]
        assert left[2] < right[3]
    spends = [edges(flow.spend_path) for flow in drawn if flow.spend_path]
    assert all(0 <= end <= WIDTH for ends in spends for end in ends)
    if spends:
        assert spends[0][3] == 0
        assert spends[-1][2] == WIDTH


@given(mixes())
def test_bars_stay_inside_the_drawing(lines: tuple[TierLine, ...]) -> None:
    chart = bar_chart(lines)
    for bar in chart.bars:
        for length in (bar.requests, bar.spend):
            assert 0 <= float(length.width) <= LONGEST_BAR
            assert 0 < length.y + 12 <= chart.height
