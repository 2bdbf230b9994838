"""Starting points: each is a whole state of the calculator."""

import pytest
from django.test import Client

from calculator.examples import EXAMPLES, Example

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_each_has_a_result_with_a_margin(client: Client, example: Example) -> None:
    response = client.get(f"/calculator/?{example.query}")
    assert response.status_code == 200
    assert "A request costs $" in response.text
    assert 'data-testid="range"' in response.text


def test_the_page_leads_to_all_of_them_and_says_what_they_are(client: Client) -> None:
    html = client.get("/calculator/").text
    assert "Illustrative numbers of our own, measured nowhere" in html
    for example in EXAMPLES:
        assert f"?{example.query}".replace("&", "&amp;") in html
