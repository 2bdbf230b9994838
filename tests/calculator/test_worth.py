"""The page for somebody who decides, and the result for their documents."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from calculator.exports.schema import result_schema
from tests.html import squeezed

pytestmark = pytest.mark.django_db
STATE = {
    "model_1": "openai/gpt-4o", "input_1": "2000", "cached_1": "500", "output_1": "400",
    "users": "1000", "requests_per_user": "100", "price_per_user": "10",
}  # fmt: skip


def worth(client: Client, **changes: str) -> str:
    response = client.get("/calculator/worth/", STATE | changes)
    assert response.status_code == 200
    return " ".join(strip_tags(squeezed(response.text)).split())


def test_it_says_what_a_month_costs_now_and_at_ten_times(client: Client) -> None:
    text = worth(client)
    assert "each month leaves $9,162.50 (gross margin 91.6%)" in text
    assert "$837.50 100,000 requests at $0.008375" in text
    assert "$8,375 Gross margin 91.6% with ten times the users, 16.2% where each asks" in text
    assert "11.94x today’s use by each user" in text


@pytest.mark.parametrize(
    ("price", "verdict"),
    [
        ("10", "Yes, at these numbers: each month leaves $9,162.50"),
        ("1", "Today, yes: each month leaves $162.50 (gross margin 16.2%). At 1.19x"),
        ("0.5", "No, at these numbers: each month loses $337.50 (gross margin −67.5%)."),
    ],
)
def test_the_verdict_names_its_metric(client: Client, price: str, verdict: str) -> None:
    assert verdict in worth(client, price_per_user=price)


def test_the_lever_and_the_boldest_assumption_are_computed(client: Client) -> None:
    """1,500 x 2.50 + 500 x 1.25 = 4,375 of 8,375 is what is sent; a fifth of it, 100,000 times, is
    87.50. Use a fifth off is 670 to 1,005."""
    text = worth(client)
    assert "Lowering the tokens sent to gpt 4o by a fifth saves $87.50 a month." in text
    assert (
        "100 requests per user a month. If that is a fifth too high or too low, the month costs $670.00 to"
        in text
    )
    fixed = worth(client, fixed_monthly="5000")
    assert "5,000 fixed AI cost a month." in fixed
    routed = {"model_2": "claude-opus-5-5", "input_2": "9", "output_2": "9000", "share_2": "20%"}
    assert "Raising the share of requests of gpt 4o by a fifth saves" in worth(client, **routed)


def test_without_a_result_it_leads_to_the_form(client: Client) -> None:
    response = client.get("/calculator/worth/", STATE | {"users": "x"})
    assert response.status_code == 302
    assert response["Location"].startswith("/calculator/?")


def test_another_currency_is_the_readers_own_rate(client: Client) -> None:
    rate = {"currency": "EUR", "rate": "0.92", "rate_date": "10 Nov 2026"}
    said = "In EUR: 0.007705 a request, 770.50 a month, at your rate of 0.92 for a dollar (10 Nov 2026)."
    assert said in client.get("/calculator/", STATE | rate).text
    assert said in worth(client, **rate)
    wrong = client.get("/calculator/", STATE | {"rate": "0.92"})
    assert wrong.status_code == 422
    assert "the rate and its date, or none of them" in wrong.text


def test_a_table_and_pictures_for_a_document(client: Client) -> None:
    table = client.get("/calculator/result.md", STATE | {"name_1": "a|b"})
    assert table["Content-Type"] == "text/markdown; charset=utf-8"
    assert "| Gross margin | 91.6% |" in table.text
    assert "| Name of tier 1 | a\\|b |" in table.text
    svg = client.get("/calculator/result.svg", STATE)
    assert svg["Content-Type"] == "image/svg+xml"
    assert ">$837.50</text>" in svg.text
    png = client.get("/calculator/result.png", STATE)
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")
    for name in ("md", "svg", "png"):
        assert client.get(f"/calculator/result.{name}", STATE | {"users": "x"}).status_code == 422


def test_the_json_is_what_its_schema_says(client: Client) -> None:
    served = client.get("/calculator/result.schema.json")
    assert served["Content-Type"] == "application/schema+json"
    assert served.json() == result_schema()
    schema, told = served.json(), client.get("/calculator/result.json", STATE).json()
    assert set(told) == set(schema["required"]) == set(schema["properties"])
    inputs, figure = schema["properties"]["inputs"], schema["properties"]["figures"]["items"]
    assert set(told["inputs"]) <= set(inputs["properties"])
    for one in told["figures"]:
        assert set(one) == set(figure["required"]) == set(figure["properties"])
        assert one["unit"] in figure["properties"]["unit"]["enum"]
        for part in ("figure", "exact", "shown"):
            pattern = figure["properties"][part]["pattern"]
            assert one[part] is None or re.search(pattern, one[part]), one
