"""A result as CSV and JSON, and the widget by oEmbed."""

import csv
import json
import re
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import Settings

from tests.calculator.test_tornado import QUERY
from tests.world import make_glossary

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
    assert response.content.startswith(b"\xef\xbb\xbf")
    text = response.content.decode("utf-8-sig")
    return {row["figure"]: row for row in csv.DictReader(StringIO(text))}


def test_figures_are_exact_and_as_the_page_shows_them(client: Client) -> None:
    found = figures(client)
    assert found["cost_per_request"]["exact"] == "0.127"
    assert found["tier_1_share_of_spend"]["exact"] == ""
    assert found["tier_1_share_of_spend"]["numerator"] == "7"
    assert found["tier_1_share_of_spend"]["denominator"] == "127"
    assert found["tier_1_share_of_spend"]["shown"] == "5.5"
    assert found["ai_cogs_a_month"] == {
        "figure": "ai_cogs_a_month", "unit": "usd", "exact": "127000", "numerator": "127000",
        "denominator": "1", "shown": "127000",
    }  # fmt: skip
    assert found["margin_collapse"]["shown"] == "9.7"
    assert found["more_use_10x_gross_margin"]["shown"] == "-2.6"
    assert found["cache_break_even_hit_rate"]["exact"] == ""
    html = client.get("/calculator/", QUERY).text
    assert "5.5%" in html
    assert "−2.6%" in html


def test_a_small_price_has_no_power_of_ten_anywhere(client: Client) -> None:
    small = QUERY | {"price_1": "0.00000015", "share_1": "100%", "share_2": "0", "share_3": "0"}
    assert figures(client, **small)["cost_per_request"]["shown"] == "0.00000015"
    told = client.get("/calculator/result.json", small).json()
    assert {"figure": "cost_per_request", "unit": "usd", "exact": "0.00000015",
            "shown": "0.00000015"} in told["figures"]  # fmt: skip
    assert "$0.00000015" in client.get("/calculator/", small).text
    for path in ("result.csv", "result.json", "", "embed/"):
        assert not re.search(r"[0-9]e-[0-9]", client.get(f"/calculator/{path}", small).text, re.I)


def test_accuracy_training_and_range_are_there_as_the_page_shows_them(client: Client) -> None:
    found = figures(client, **MORE)
    assert found["accuracy"]["exact"] == "0.836"
    found_cost = found["cost_per_correct_answer"]
    assert (found_cost["numerator"], found_cost["denominator"]) == ("127", "836")
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
    from_json = {one["figure"]: one for one in told["figures"]}
    from_csv = figures(client)
    assert list(from_json) == list(from_csv)
    for name, row in from_csv.items():
        fraction = f"{row['numerator']}/{row['denominator']}".removesuffix("/1")
        assert from_json[name]["exact"] in (row["exact"] or None, fraction), name
        assert (from_json[name]["unit"], from_json[name]["shown"] or "") == (
            row["unit"],
            row["shown"],
        )
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


@pytest.mark.parametrize(
    "address",
    [
        "http://TESTSERVER/calculator/?users=5",
        "http://testserver/calculator?users=5",
        "http://testserver:80/calculator/?users=5",
        "http://testserver/calculator/?users=5#calc-result",
        "http://testserver/calculator/?fbclid=x&users=5&utm_source=mail",
        "HTTP://testserver./%63alculator/?users=5",
        " http://testserver/calculator/?users=%35 ",
    ],
)
def test_an_address_may_be_written_in_many_ways(client: Client, address: str) -> None:
    told = client.get("/calculator/oembed/", {"url": address}).json()
    assert 'src="http://testserver/calculator/embed/?users=5"' in told["html"]


@pytest.mark.parametrize(
    "address",
    [
        "https://glossary.example/calculator/",
        "https://GLOSSARY.example:443/calculator",
        "http://glossary.example/calculator/?utm_medium=social",
    ],
)
def test_the_sites_own_address_counts_and_http_leads_to_it(
    client: Client, settings: Settings, address: str
) -> None:
    settings.SITE_URL = "https://glossary.example"
    told = client.get("/calculator/oembed/", {"url": address}).json()
    assert 'src="https://glossary.example/calculator/embed/"' in told["html"]


@pytest.mark.parametrize(
    "address",
    [
        "http://testserver.evil.example/calculator/",
        "http://testserver@evil.example/calculator/",
        "http://user@testserver/calculator/",
        "http://testserver:8080/calculator/",
        "http://testserver:x/calculator/",
        "https://testserver/calculator/",
        "//testserver/calculator/",
        "/calculator/",
        "http://testserver//calculator/",
        "http://testserver/calculator/embed/x",
        "http://te..stserver/calculator/",
        "ftp://testserver/calculator/",
    ],
)
def test_other_addresses_are_not_the_calculator(client: Client, address: str) -> None:
    assert client.get("/calculator/oembed/", {"url": address}).status_code == 404


def test_markup_in_an_address_stays_an_address(client: Client) -> None:
    url = f"{PAGE}?name_1=%22%3E%3Cscript%3E"
    told = client.get("/calculator/oembed/", {"url": url}).json()
    assert "<script" not in told["html"]
    assert "name_1=%22%3E%3Cscript%3E" in told["html"]
