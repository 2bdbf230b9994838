"""What a call costs, how long it takes, what happens and when one hears back."""

import pytest
from django.test import Client

from advisory.models import Advisor
from tests.world import make_advisor, make_cost_scenario, make_maturity_model, make_term

pytestmark = pytest.mark.django_db
TERMS = {
    "price": "Free for half an hour",
    "duration": "30 minutes",
    "what_happens": "We read your result together.",
    "reply": "Within two working days",
}


def test_what_is_said_of_a_call_stands_wherever_it_can_be_booked(client: Client) -> None:
    make_advisor(**TERMS)
    term = make_term()
    make_cost_scenario(term)
    make_maturity_model(term)
    for page in ("/terms/mlops/", "/calculator/", "/advisory/"):
        text = client.get(page).text
        assert all(said in text for said in TERMS.values()), page
        assert "What the call costs" in text


def test_what_is_not_said_is_not_shown(client: Client) -> None:
    make_advisor(reply="Soon")
    text = client.get("/advisory/").text
    assert "When you hear back" in text
    assert "What the call costs" not in text
    Advisor.objects.update(reply="")
    assert "call-terms" not in client.get("/advisory/").text
