"""Up to three calculations side by side."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.calculator.test_tornado import QUERY

pytestmark = pytest.mark.django_db
URL = "/calculator/compare/"
FIRST = urlencode(QUERY)
DEARER = f"https://example.org/calculator/?{urlencode(QUERY | {'price_3': '2'})}"


def test_the_others_are_measured_against_the_first(client: Client) -> None:
    html = client.get(URL, {"a": FIRST, "c": DEARER}).text
    row = html.split("Cost per request</th>")[1].split("</tr>")[0]
    assert "$0.127" in row
    assert "$0.227" in row
    assert "(+$0.10)" in row
    saving = html.split("dearest tier</th>")[1].split("</tr>")[0]
    assert "88.6%" in saving
    assert "(+1.3 points)" in saving
    margin = html.split("Gross margin</th>")[1].split("</tr>")[0]
    assert "(−6.9 points)" in margin
    assert "Calculation 3" not in html.split('data-testid="comparison-form"')[0]


def test_the_calculator_leads_there_with_its_own_state(client: Client) -> None:
    html = client.get("/calculator/", QUERY).text
    link = html.split("/calculator/compare/?a=")[1].split('"')[0]
    told = client.get(f"{URL}?a={link}")
    assert told.status_code == 200
    assert "$0.127" in told.text


def test_nothing_given_asks_for_addresses(client: Client) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert 'data-testid="comparison"' not in response.text
    assert not response.cookies


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (urlencode(QUERY | {"users": "many"}), "Users: "),
        ("nothing", "Fill in at least one tier."),
        ("http://[", "Fill in at least one tier."),
        ("x" * 5000, "This is too long to be an address."),
    ],
)
def test_what_is_no_calculation_is_said_where_it_stands(
    client: Client, given: str, said: str
) -> None:
    response = client.get(URL, {"a": FIRST, "b": given})
    assert response.status_code == 400
    problem = response.text.split('id="compare-b-problem">')[1].split("</p>")[0]
    assert said in problem
    assert "$0.127" in response.text
