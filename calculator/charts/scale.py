"""All charts of a result, by the names that its templates know them by. Pure: no Django."""

from calculator.charts.cost_diagram import bar_chart
from calculator.charts.curve_chart import curve_chart
from calculator.charts.tornado import tornado_chart
from calculator.model.calculation import Calculation


def result_charts(calculation: Calculation) -> dict[str, object]:
    """`chart` of spend by tier, `tornado` of inputs, `curve_chart` of accuracy; None for none."""
    return {
        "chart": bar_chart(calculation.tiers),
        "tornado": tornado_chart(calculation.swings, calculation.cost.total_usd),
        "curve_chart": curve_chart(calculation.curve) if calculation.curve else None,
    }
