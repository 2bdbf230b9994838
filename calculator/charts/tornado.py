"""The tornado chart: how far each input moves the cost, as places in an SVG. Pure: no Django."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculator.model.sensitivity import Swing

WIDTH = 320
MOST_ROWS = 8
_TOP = 6
_ROW_HEIGHT = 40
_LABEL_Y = 12
_BAR_Y = 18
_EDGE = 4
"""Room for half a line at both ends."""


@dataclass(frozen=True)
class Row:
    """One input: its words stand at `label_y`; the bar reaches from one cost to the other.

    `low_x` and `low_width` are the part towards the lower value of the input, `high_x` and
    `high_width` that towards the higher one.
    """

    swing: Swing
    label_y: int
    bar_y: int
    low_x: str
    low_width: str
    high_x: str
    high_width: str


@dataclass(frozen=True)
class Tornado:
    """The rows, the largest effect on top, around the cost as it is at `base_x`."""

    rows: tuple[Row, ...]
    base_x: str
    height: int

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


def tornado_chart(swings: Sequence[Swing], cost_usd: Fraction) -> Tornado | None:
    """The chart of at most eight inputs in the order given; None where nothing moves the cost."""
    shown = swings[:MOST_ROWS]
    if not shown:
        return None
    ends = [end for one in shown for end in (one.cost_at_low_usd, one.cost_at_high_usd)]
    least, most = min(*ends, cost_usd), max(*ends, cost_usd)
    scale = (WIDTH - 2 * _EDGE) / (most - least)

    def x(cost: Fraction) -> Fraction:
        return _EDGE + (cost - least) * scale

    rows = tuple(_row(place, swing, x, cost_usd) for place, swing in enumerate(shown))
    return Tornado(rows, _text(x(cost_usd)), 2 * _TOP + _ROW_HEIGHT * len(rows))


def _row(place: int, swing: Swing, x: Callable[[Fraction], Fraction], cost_usd: Fraction) -> Row:
    base, low, high = (x(one) for one in (cost_usd, swing.cost_at_low_usd, swing.cost_at_high_usd))
    top = _TOP + place * _ROW_HEIGHT
    lower, higher = sorted((base, low)), sorted((base, high))
    return Row(
        swing=swing,
        label_y=top + _LABEL_Y,
        bar_y=top + _BAR_Y,
        low_x=_text(lower[0]),
        low_width=_text(lower[1] - lower[0]),
        high_x=_text(higher[0]),
        high_width=_text(higher[1] - higher[0]),
    )


def _text(place: Fraction) -> str:
    return f"{float(place):.2f}"
