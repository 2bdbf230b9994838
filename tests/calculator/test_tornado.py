"""Where the tornado chart draws each input, and what the page says of it."""

import pytest
from django.test import Client

from calculator.charts.tornado import MOST_ROWS, WIDTH, tornado_chart
from calculator.model.cost_model import request_cost
from calculator.model.sensitivity import swings
from tests.calculator.test_sensitivity import FULL, MIX
from tests.html import squeezed

QUERY = {
    "users": "50000", "requests_per_user": "20", "price_per_user": "29", "other_cogs": "15%",
    "share_1": "70%", "price_1": "0.01", "share_2": "20%", "price_2": "0.1",
    "share_3": "10%", "price_3": "1",
}  # fmt: skip


def test_bars_meet_at_the_cost_and_the_longest_is_on_top() -> None:
    chart = tornado_chart(swings(MIX), request_cost(MIX).total_usd)
    assert chart is not None
    base = float(chart.base_x)
    widths = []
    for row in chart.rows:
        ends = {
            round(place, 1)
            for x, width in ((row.low_x, row.low_width), (row.high_x, row.high_width))
            for place in (float(x), float(x) + float(width))
        }
        assert round(base, 1) in ends
        assert min(ends) >= 0
        assert max(ends) <= WIDTH
        widths.append(float(row.low_width) + float(row.high_width))
    assert widths == sorted(widths, reverse=True)
    assert chart.rows[0].label_y < chart.rows[1].label_y < chart.height


def test_at_most_eight_are_drawn_and_none_where_nothing_moves() -> None:
    found = swings(FULL)
    assert len(found) > MOST_ROWS
    chart = tornado_chart(found, request_cost(FULL).total_usd)
    assert chart is not None
    assert len(chart.rows) == MOST_ROWS
    assert tornado_chart((), request_cost(FULL).total_usd) is None


@pytest.mark.django_db
def test_the_page_says_what_moves_the_cost_and_how_sure_it_is(client: Client) -> None:
    html = squeezed(client.get("/calculator/", QUERY).text)
    moved = html.split('data-testid="swings"')[1].split('data-testid="range"')[0]
    assert "share of requests of Tier 1: from $0.1816 to $0.0724." in moved
    assert ">$0.1816 – $0.0724</text>" in moved
    assert '<td class="number" data-label="Higher">84.0%</td>' in moved
    sure = html.split('data-testid="range"')[1]
    assert sure.count('<td class="number"') == 6
    assert squeezed(client.get("/calculator/", QUERY).text) == html


@pytest.mark.django_db
def test_what_costs_nothing_is_moved_by_nothing(client: Client) -> None:
    free = QUERY | {"price_1": "0", "price_2": "0", "price_3": "0"}
    html = squeezed(client.get("/calculator/", free).text)
    assert "Nothing: a request costs nothing." in html


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["1e18", "1e-18", "9" * 40])
def test_extremes_have_a_range_too(client: Client, number: str) -> None:
    for name in ("users", "price_per_user", "price_1", "lookup_usd", "fixed_monthly"):
        assert client.get("/calculator/", QUERY | {name: number}).status_code == 200
