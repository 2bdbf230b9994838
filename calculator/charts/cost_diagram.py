"""The geometry of the charts: where each shape stands, in units of the SVG's view box.

Positions are text with one decimal at most, ready for attributes, so that no language's decimal
comma gets into them. Geometry may be rounded; the amounts beside it never come from here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from calculator.model.cost_model import TierLine

WIDTH = 320
"""The content of a page is 328 pixels wide on a phone of 360, so a unit is at least a pixel."""

REQUESTS_Y = 78
NODES_TOP_Y = 150
NODES_BOTTOM_Y = 192
SPEND_Y = 268

GAP = 8
LETTER_WIDTH = Fraction(7)
"""Width allowed for a letter of 12 units, on the safe side of a sans serif's average."""

BAR_TOP_Y = 20
BAR_STEP = 16
BAR_ROW_HEIGHT = 62
LONGEST_BAR = 192
"""A share of 100 %; what is left of the width is for the words at its end."""

FRONTIER_SERIES = 3
"""The accent; the other tiers alternate between the two calm series."""


@dataclass(frozen=True)
class Flow:
    """A tier in the flow: its band of requests, its node and its band of spend.

    `requests_path` is as wide as the tier's share of requests where it leaves the router and
    `spend_path` as wide as its share of spend where it ends; None where nothing is spent.
    """

    line: TierLine
    series: int
    label: str
    node_x: str
    node_width: str
    middle_x: str
    requests_path: str
    spend_path: str | None


@dataclass(frozen=True)
class Length:
    """One bar and the place of the words at its end."""

    y: int
    width: str
    words_x: str
    words_y: int


@dataclass(frozen=True)
class Bar:
    """A tier in the bar chart: its name above two lengths, its share of requests and of spend."""

    line: TierLine
    series: int
    label: str
    label_y: int
    requests: Length
    spend: Length


@dataclass(frozen=True)
class BarChart:
    """The bars of all tiers in a view box 320 units wide and `height` high."""

    height: int
    bars: tuple[Bar, ...]


def flows(lines: Sequence[TierLine]) -> tuple[Flow, ...]:
    """Return where the flow from router through tiers to spend stands, 320 units wide.

    Shares are drawn to scale over the whole width; the nodes are equally wide, so that the name
    of a tier with a small share can be read.
    """
    node_width = Fraction(WIDTH - GAP * (len(lines) - 1), len(lines))
    requests = _spans([line.share for line in lines])
    spends = _spans([line.spend_share or Fraction(0) for line in lines])
    return tuple(
        _flow(line, series, _Span(place * (node_width + GAP), node_width), from_router, to_spend)
        for place, (line, series, from_router, to_spend) in enumerate(
            zip(lines, _series(lines), requests, spends, strict=True)
        )
    )


def bar_chart(lines: Sequence[TierLine]) -> BarChart:
    """Return two bars a tier, requests above spend; the whole width leaves room for the label."""
    bars = tuple(
        _bar(line, series, BAR_TOP_Y + place * BAR_ROW_HEIGHT)
        for place, (line, series) in enumerate(zip(lines, _series(lines), strict=True))
    )
    return BarChart(height=len(lines) * BAR_ROW_HEIGHT, bars=bars)


@dataclass(frozen=True)
class _Span:
    start: Fraction
    width: Fraction

    @property
    def end(self) -> Fraction:
        return self.start + self.width


def _flow(line: TierLine, series: int, node: _Span, requests: _Span, spend: _Span) -> Flow:
    return Flow(
        line=line,
        series=series,
        label=_shortened(line.name, node.width),
        node_x=_units(node.start),
        node_width=_units(node.width),
        middle_x=_units(node.start + node.width / 2),
        requests_path=_band(requests, REQUESTS_Y, node, NODES_TOP_Y),
        spend_path=_band(node, NODES_BOTTOM_Y, spend, SPEND_Y) if line.spend_share else None,
    )


def _bar(line: TierLine, series: int, top: int) -> Bar:
    return Bar(
        line=line,
        series=series,
        label=_shortened(line.name, Fraction(WIDTH)),
        label_y=top - 6,
        requests=_length(line.share, top),
        spend=_length(line.spend_share or Fraction(0), top + BAR_STEP),
    )


def _length(share: Fraction, top: int) -> Length:
    width = share * LONGEST_BAR
    return Length(top, _units(width), _units(width + 6), top + 10)


def _series(lines: Sequence[TierLine]) -> Iterator[int]:
    for place, line in enumerate(lines):
        yield FRONTIER_SERIES if line.is_frontier else place % 2 + 1


def _spans(shares: Sequence[Fraction]) -> list[_Span]:
    edges = accumulate((share * WIDTH for share in shares), initial=Fraction(0))
    return [_Span(start, end - start) for start, end in pairwise(edges)]


def _band(top: _Span, top_y: int, bottom: _Span, bottom_y: int) -> str:
    """Return the path of a band that bends from one span to the other half-way down."""
    middle = (top_y + bottom_y) // 2
    x0, x1 = _units(top.start), _units(top.end)
    x2, x3 = _units(bottom.end), _units(bottom.start)
    right = f"L{x1} {top_y}C{x1} {middle} {x2} {middle} {x2} {bottom_y}"
    return f"M{x0} {top_y}{right}L{x3} {bottom_y}C{x3} {middle} {x0} {middle} {x0} {top_y}Z"


def _shortened(name: str, width: Fraction) -> str:
    letters = int(width / LETTER_WIDTH)
    return name if len(name) <= letters else f"{name[: letters - 2].rstrip()}…"


def _units(value: Fraction) -> str:
    return f"{round(float(value), 1):g}"
