"""Starting points: each is a whole state of the calculator."""

import pytest
from django.test import Client

from calculator.form.examples import EXAMPLES, Example
from tests.html import squeezed
from tests.world import make_cost_scenario, make_term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_each_has_a_result_with_a_margin(client: Client, example: Example) -> None:
    response = client.get(f"/calculator/?{example.query}")
    assert response.status_code == 200
    assert "A request costs $" in squeezed(response.text)
    assert 'data-testid="range"' in squeezed(response.text)


def test_the_page_leads_to_all_of_them_and_says_what_they_are(client: Client) -> None:
    html = squeezed(client.get("/calculator/").text)
    for example in EXAMPLES:
        assert f"?{example.query}".replace("&", "&amp;") in html


def test_an_example_does_not_say_that_its_numbers_are_those_of_a_term(client: Client) -> None:
    make_cost_scenario(make_term())
    assert "These numbers start from the page on" in squeezed(
        client.get("/calculator/?preset=mlops").text
    )
    for example in EXAMPLES:
        html = squeezed(client.get(f"/calculator/?{example.query}").text)
        assert "These numbers start from" not in html
        assert "Taken from the page on" not in html


def test_what_an_address_leaves_out_is_named_with_where_it_comes_from(client: Client) -> None:
    make_cost_scenario(make_term())
    html = squeezed(client.get("/calculator/?share_1=1&price_1=2&users=5&price_per_user=9").text)
    said = html.split("as the address leaves it out: ")[1].split("</p>")[0]
    assert "These numbers start from" not in html
    assert said == "Requests per user a month; Other cost of goods sold, as a share of revenue."
