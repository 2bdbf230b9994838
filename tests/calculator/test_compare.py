"""Up to three calculations side by side, and the one reader of their addresses."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory

from calculator.form.examples import EXAMPLES, Example
from calculator.handover import of_calculation
from tests.calculator.test_tornado import QUERY
from tests.html import squeezed
from tests.world import make_cost_scenario, make_term

pytestmark = pytest.mark.django_db
URL = "/calculator/compare/"
FIRST = urlencode(QUERY)
DEARER = f"https://example.org/calculator/?{urlencode(QUERY | {'price_3': '2'})}"


def figures(html: str) -> dict[str, list[str]]:
    """The cells of each row of the comparison, without their differences."""
    table = html.split('data-testid="comparison"')[1].split("</table>")[0]
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", table, re.S):
        title = re.search(r'scope="row">(.*?)</th>', row, re.S)
        if title:
            found[title[1]] = re.findall(r"<td[^>]*><span>([^<]*?) ?<", row)
    return found


def heads(html: str) -> list[str]:
    table = html.split('data-testid="comparison"')[1].split("</thead>")[0]
    return re.findall(r">(Calculation \d)<", table)


def test_the_others_are_measured_against_the_first(client: Client) -> None:
    html = squeezed(client.get(URL, {"a": FIRST, "c": DEARER}).text)
    row = html.split("Cost per request</th>")[1].split("</tr>")[0]
    assert "$0.127" in row
    assert "$0.227" in row
    assert "(+$0.10)" in row
    saving = html.split("dearest tier</th>")[1].split("</tr>")[0]
    assert "88.6%" in saving
    assert "(+1.3 points)" in saving
    margin = html.split("Gross margin</th>")[1].split("</tr>")[0]
    assert "(−6.9 points)" in margin
    assert heads(html) == ["Calculation 1", "Calculation 3"]


def test_the_calculator_leads_there_with_its_own_state(client: Client) -> None:
    html = squeezed(client.get("/calculator/", QUERY).text)
    link = html.split("/calculator/compare/?a=")[1].split('"')[0]
    told = client.get(f"{URL}?a={link}")
    assert told.status_code == 200
    assert "$0.127" in squeezed(told.text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_every_page_has_the_same_numbers_for_an_address(client: Client, example: Example) -> None:
    make_cost_scenario(make_term())
    page = squeezed(client.get(f"/calculator/?{example.query}").text)
    margin = client.get(f"/calculator/result.json?{example.query}").json()["figures"]
    [shown] = [one["shown"] for one in margin if one["figure"] == "gross_margin"]
    compared = squeezed(client.get(URL, {"a": f"/calculator/?{example.query}"}).text)
    assert figures(compared)["Gross margin"] == [f"{shown}%"]
    assert str(example.title) in compared
    for text in (page, squeezed(client.get(f"/calculator/embed/?{example.query}").text)):
        assert f"{shown}%" in text
    found = of_calculation(RequestFactory().get("/"), example.query)
    assert found is not None
    assert f"{shown}%" in [one.value for one in found.findings]


@pytest.mark.parametrize(
    "address",
    [
        "share_1=1&price_1=3",
        "?share_1=1&price_1=3",
        "/calculator/?share_1=1&price_1=3",
        "/calculator?share_1=1&price_1=3",
        "calculator/?share_1=1&price_1=3#calc-result",
        "https://example.org/calculator/?share_1=1&price_1=3#calc-result",
        "https://example.org/costs/calculator/embed/?theme=dark&share_1=1&price_1=3",
        "example.org/calculator/?share_1=1&price_1=3",
        "/calculator/result.json?share_1=1&price_1=3",
        "/calculator/result.csv?share_1=1&amp;price_1=3",
        "  embed/?share_1=1&price_1=3\n",
        "share_1=1&price_1=3#calc-result",
    ],
)
def test_an_address_may_be_whole_or_a_part(client: Client, address: str) -> None:
    make_cost_scenario(make_term())
    response = client.get(URL, {"a": address})
    assert response.status_code == 200, squeezed(response.text)
    assert figures(squeezed(response.text))["Cost per request"] == ["$3.00"]


@pytest.mark.parametrize(
    "address", ["/calculator/", "https://example.org/calculator/?utm_source=x"]
)
def test_an_address_that_says_nothing_is_the_first_example(client: Client, address: str) -> None:
    html = squeezed(client.get(URL, {"a": address}).text)
    assert f'<span class="comparison__source">{EXAMPLES[0].title}</span>' in html


@pytest.mark.parametrize("address", ["/calculator/?preset=mlops", "?preset=mlops", "preset=mlops"])
def test_an_address_without_numbers_is_the_page_of_the_preset(client: Client, address: str) -> None:
    make_cost_scenario(make_term())
    html = squeezed(client.get(URL, {"a": address}).text)
    assert figures(html)["Cost per request"] == ["$0.127"]
    assert '<span class="comparison__source">MLOps</span>' in html


def test_a_calculation_keeps_its_place_where_the_first_is_empty_or_wrong(client: Client) -> None:
    assert heads(squeezed(client.get(URL, {"b": FIRST}).text)) == ["Calculation 2"]
    html = squeezed(client.get(URL, {"a": "nothing", "b": FIRST, "c": DEARER}).text)
    assert heads(html) == ["Calculation 2", "Calculation 3"]
    assert 'data-label="Calculation 3"><span>$0.227 <span' in html


def test_the_inputs_that_differ_stand_first(client: Client) -> None:
    other = urlencode(QUERY | {"users": "1,000", "hit_rate": "30%", "share_1": "0.7"})
    html = squeezed(client.get(URL, {"a": FIRST, "b": other}).text)
    rows = figures(html)
    assert list(rows)[:2] == ["Users", "Hit rate: share of requests it answers"]
    assert rows["Users"] == ["50,000", "1,000"]
    assert rows["Hit rate: share of requests it answers"] == ["–", "30%"]
    assert "Share of requests of tier 1" not in rows


def test_nothing_given_asks_for_addresses(client: Client) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert 'data-testid="comparison"' not in squeezed(response.text)
    assert not response.cookies


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (urlencode(QUERY | {"users": "many"}), "Users: "),
        ("nothing", "This is no address of the calculator."),
        ("http://[", "This is no address of the calculator."),
        ("x" * 5000, "This is no address of the calculator."),
        ("&" * 3000, "This is no address of the calculator."),
        ("https://example.org/terms/mlops/?share_1=1", "This is no address of the calculator."),
        ("https://example.org/?share_1=1", "This is no address of the calculator."),
        ("x=1", "This is no address of the calculator."),
        ("?preset=nothing", "There is no term “nothing” with numbers to start from."),
    ],
)
def test_what_is_no_calculation_is_said_where_it_stands(
    client: Client, given: str, said: str
) -> None:
    response = client.get(URL, {"a": FIRST, "b": given})
    assert response.status_code == 400
    problem = squeezed(response.text).split('id="compare-b-problem">')[1].split("</p>")[0]
    assert said in problem
    assert "$0.127" in squeezed(response.text)
