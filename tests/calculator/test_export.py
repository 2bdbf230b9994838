"""A result as CSV and JSON, and the widget by oEmbed."""

import csv
import json
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.calculator.test_tornado import QUERY
from tests.factories import make_glossary

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/calculator/"
MORE = {
    "accuracy_1": "80%", "accuracy_2": "90%", "accuracy_3": "96%", "fixed_monthly": "10000",
    "correct_usd": "1", "wrong_usd": "0.5", "training_usd": "25000", "upkeep_usd": "1500",
    "saved_usd": "0.062",
}  # fmt: skip


def figures(client: Client, **changes: str) -> dict[str, dict[str, str]]:
    response = client.get("/calculator/result.csv", QUERY | changes)
    assert response["Content-Disposition"] == 'attachment; filename="cost.csv"'
    return {row["figure"]: row for row in csv.DictReader(StringIO(response.text))}


def test_figures_are_exact_and_as_the_page_shows_them(client: Client) -> None:
    found = figures(client)
    assert found["cost_per_request"]["exact"] == "0.127"
    assert found["tier_1_share_of_spend"]["exact"] == "7/127"
    assert found["tier_1_share_of_spend"]["shown"] == "5.5"
    assert found["ai_cogs_a_month"] == {
        "figure": "ai_cogs_a_month", "unit": "usd", "exact": "127000", "shown": "127000",
    }  # fmt: skip
    assert found["margin_collapse"]["shown"] == "9.7"
    assert found["more_use_10x_gross_margin"]["shown"] == "-2.6"
    assert found["cache_break_even_hit_rate"]["exact"] == ""
    html = client.get("/calculator/", QUERY).text
    assert "5.5%" in html
    assert "−2.6%" in html


def test_accuracy_training_and_range_are_there_as_the_page_shows_them(client: Client) -> None:
    found = figures(client, **MORE)
    assert found["accuracy"]["exact"] == "0.836"
    assert found["cost_per_correct_answer"]["exact"] == "127/836"
    assert found["net_ai_value"]["exact"] == "0.627"
    assert found["break_even_volume"]["shown"] == "15949"
    assert found["training_payback"]["unit"] == "months"
    assert found["training_repaid_in_a_year_from"]["exact"] == "57796"
    assert found["cascade_cost"]["exact"] == "0.14"
    low, high = (found[f"range_cost_per_request_{end}"]["shown"] for end in ("p10", "p90"))
    margin = found["range_gross_margin_p50"]["shown"]
    html = client.get("/calculator/", QUERY | MORE).text
    for shown in ("$0.151914", "$0.627", "15,949", "57,796", f"${low}", f"${high}", f"{margin}%"):
        assert shown in html, shown


def test_what_was_not_asked_has_no_row(client: Client) -> None:
    found = figures(client)
    assert not {"accuracy", "net_ai_value", "training_payback"} & set(found)
    never = figures(client, **MORE | {"saved_usd": "0"})
    assert never["training_payback"]["exact"] == never["training_payback"]["shown"] == ""


def test_json_says_the_same_and_what_it_was_made_of(client: Client) -> None:
    response = client.get("/calculator/result.json", QUERY)
    told = json.loads(response.text)
    assert told["inputs"]["share_1"] == "70%"
    from_json = {one["figure"]: (one["exact"] or "", one["unit"]) for one in told["figures"]}
    assert from_json == {name: (row["exact"], row["unit"]) for name, row in figures(client).items()}
    again = client.get("/calculator/result.json", told["inputs"])
    assert again.json()["figures"] == told["figures"]


@pytest.mark.parametrize("path", ["/calculator/result.json", "/calculator/result.csv"])
def test_wrong_input_is_named_and_nothing_is_computed(client: Client, path: str) -> None:
    response = client.get(path, QUERY | {"price_2": "much", "users": "-1"})
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"price_2", "users"}
    assert client.get(path, {"preset": "nothing"}).status_code == 404


def test_the_page_leads_to_its_widget_by_oembed(client: Client) -> None:
    make_glossary()
    html = client.get("/calculator/", QUERY).text
    link = html.split('application/json+oembed" href="')[1].split('"')[0].replace("&amp;", "&")
    told = client.get(link).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 640)
    source = told["html"].split('src="')[1].split('"')[0].replace("&amp;", "&")
    assert source == f"http://testserver/calculator/embed/?{urlencode(QUERY)}"
    assert "$0.127" in client.get(source).text
    small = client.get(link, QUERY | {"url": PAGE, "maxwidth": "320", "maxheight": "5000"}).json()
    assert (small["width"], small["height"]) == (320, 900)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "https://example.org/calculator/"}, 404),
        ({"url": "http://testserver/terms/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": "http://["}, 404),
        ({"url": PAGE, "format": "xml"}, 501),
        ({"url": PAGE, "maxwidth": "0"}, 400),
        ({"url": PAGE, "maxheight": "much"}, 400),
    ],
)
def test_what_oembed_cannot_do_is_said(client: Client, asked: dict[str, str], status: int) -> None:
    assert client.get("/calculator/oembed/", asked).status_code == status


def test_markup_in_an_address_stays_an_address(client: Client) -> None:
    url = f"{PAGE}?name_1=%22%3E%3Cscript%3E"
    told = client.get("/calculator/oembed/", {"url": url}).json()
    assert "<script" not in told["html"]
    assert "name_1=%22%3E%3Cscript%3E" in told["html"]
