"""Tiers that are priced by real models."""

import pytest
from django.test import Client

from calculator.model.model_prices import SNAPSHOT, listed_models
from tests.calculator.test_tornado import QUERY
from tests.html import squeezed

pytestmark = pytest.mark.django_db
MODEL = {"price_1": "", "model_1": "openai/gpt-4o", "input_1": "1,200", "cached_1": "800", "output_1": "300"}  # fmt: skip
REQUEST_USD = "0.005"
"""(400 x $2.50 + 800 x $1.25 + 300 x $10.00) / 1,000,000, at the prices of the snapshot."""


def test_a_tier_costs_what_its_model_charges(client: Client) -> None:
    page = client.get("/calculator/", QUERY | MODEL)
    assert page.status_code == 200
    assert "(400 × $2.50 + 800 × $1.25 + 300 × $10.00) ÷ 1,000,000 = $0.005" in squeezed(page.text)
    assert f"genai-prices {SNAPSHOT.version} of 10 November 2026" in squeezed(page.text)
    typed = client.get("/calculator/result.json", QUERY | {"price_1": REQUEST_USD}).json()
    priced = client.get("/calculator/result.json", QUERY | MODEL).json()
    assert priced["figures"] == typed["figures"]
    assert priced["inputs"]["model_1"] == "openai/gpt-4o"
    assert client.get("/calculator/result.json", priced["inputs"]).json() == priced


def test_without_a_model_no_prices_are_named(client: Client) -> None:
    assert 'data-testid="model-prices"' not in squeezed(client.get("/calculator/", QUERY).text)
    assert 'name="model_5"' in squeezed(client.get("/calculator/", QUERY).text)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"model_1": "openai/gpt4o"}, "model_1", "The nearest are: "),
        ({"model_1": "\0"}, "model_1", "Null characters"),
        ({"model_1": "zzzzqqqq"}, "model_1", "Write one as openai/gpt-4o."),
        ({"model_1": ""}, "model_1", "Write a model, or empty its tokens."),
        ({"model_1": "x" * 81}, "model_1", "at most 80 characters"),
        ({"cached_1": "1,201"}, "cached_1", "Write at most 1,200"),
        ({"input_1": ""}, "input_1", "Write the tokens of a request."),
        ({"input_1": "-1"}, "input_1", "is negative"),
        ({"output_1": ""}, "output_1", "Write the tokens of an answer."),
        ({"output_1": "NaN"}, "output_1", "is not a finite number"),
        ({"model_1": "openai/text-embedding-3-small"}, "output_1", "no price for tokens out"),
        ({"price_1": "0.01"}, "price_1", "This tier has a price and a model."),
        ({"share_1": ""}, "share_1", "Write a number here, or empty the whole row."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: Client, changes: dict[str, str], field: str, said: str
) -> None:
    response = client.get("/calculator/", QUERY | MODEL | changes)
    assert response.status_code == 422
    assert f'data-field="{field}"' in squeezed(response.text)
    assert said in squeezed(response.text).split(f'id="id_{field}_error">')[1].split("</p>")[0]
    refused = client.get("/calculator/result.json", QUERY | MODEL | changes)
    assert set(refused.json()["errors"]) == {field}


def test_an_embedding_model_needs_no_answer(client: Client) -> None:
    changes = {"model_1": "openai/text-embedding-3-small", "cached_1": "", "output_1": ""}
    assert client.get("/calculator/", QUERY | MODEL | changes).status_code == 200


def test_the_widget_keeps_the_model(client: Client) -> None:
    widget = squeezed(client.get("/calculator/embed/", QUERY | MODEL).text)
    assert 'name="model_1" value="openai/gpt-4o"' in widget
    assert 'name="model_1"' not in squeezed(client.get("/calculator/embed/", QUERY).text)


def test_the_list_names_every_provider_and_pages_their_models(client: Client) -> None:
    html = squeezed(client.get("/calculator/models/").text)
    for provider in {model.provider_id for model in listed_models().values()}:
        assert f'href="?provider={provider}"' in html
    first = squeezed(client.get("/calculator/models/?provider=openrouter").text)
    assert first.count('<th scope="row">') == 100
    assert 'href="?provider=openrouter&amp;page=2"' in first
    assert "openai/gpt-4o</code>" in squeezed(
        client.get("/calculator/models/?provider=openai").text
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [("provider=nobody", 404), ("provider=%00", 404), ("page=x", 400), ("page=99", 404)],
)
def test_what_is_not_in_the_list_is_refused(client: Client, query: str, status: int) -> None:
    assert client.get(f"/calculator/models/?{query}").status_code == status
