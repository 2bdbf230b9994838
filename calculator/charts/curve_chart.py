"""The cost-accuracy curve as places in an SVG. Pure: no Django.

Cost grows to the right and accuracy upwards; both axes begin at the least that is shown.
"""

from dataclasses import dataclass
from fractions import Fraction

from calculator.model.predictivity import AccuracyCurve, CurvePoint

WIDTH = 320
HEIGHT = 190
LEFT, RIGHT, TOP, BOTTOM = 44, 308, 12, 160


@dataclass(frozen=True)
class CurveChart:
    """The way as `points` of a polyline, the mix at `here_x` and `here_y`, and the ends."""

    points: str
    here_x: str
    here_y: str
    lowest: CurvePoint
    highest: CurvePoint

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"


def curve_chart(curve: AccuracyCurve) -> CurveChart:
    """The chart of `curve`; a side that does not change is drawn in the middle."""
    shown = (*curve.points, curve.here)
    costs, accuracies = [one.cost_usd for one in shown], [one.accuracy for one in shown]
    lowest = CurvePoint(min(accuracies), min(costs))
    highest = CurvePoint(max(accuracies), max(costs))

    def x(point: CurvePoint) -> str:
        return _place(point.cost_usd, lowest.cost_usd, highest.cost_usd, LEFT, RIGHT)

    def y(point: CurvePoint) -> str:
        return _place(point.accuracy, lowest.accuracy, highest.accuracy, BOTTOM, TOP)

    points = " ".join(f"{x(one)},{y(one)}" for one in curve.points)
    return CurveChart(points, x(curve.here), y(curve.here), lowest, highest)


def _place(value: Fraction, least: Fraction, most: Fraction, start: int, end: int) -> str:
    part = (value - least) / (most - least) if most > least else Fraction(1, 2)
    return f"{float(start + (end - start) * part):.2f}"
