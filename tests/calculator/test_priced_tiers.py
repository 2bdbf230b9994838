"""Tiers that are priced by real models."""

import re
from html import unescape

import pytest
from django.http import QueryDict
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
        ({"model_1": "claude sonet"}, "model_1", "There is no model of this name."),
        ({"model_1": "\0"}, "model_1", "Null characters"),
        ({"model_1": "zzzzqqqq"}, "model_1", "Write one as openai/gpt-4o."),
        ({"model_1": ""}, "model_1", "Write a model, or type a price."),
        ({"model_1": "x" * 81}, "model_1", "at most 80 characters"),
        ({"cached_1": "1,201"}, "cached_1", "Write at most 1,200"),
        ({"input_1": ""}, "input_1", "Write the tokens of a request."),
        ({"input_1": "-1"}, "input_1", "is negative"),
        ({"output_1": ""}, "output_1", "Write the tokens of an answer."),
        ({"output_1": "NaN"}, "output_1", "is not a finite number"),
        ({"model_1": "openai/text-embedding-3-small"}, "output_1", "no price for tokens out"),
        ({"written_tokens": "401"}, "written_tokens", "Write at most 400"),
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


def test_a_model_takes_the_place_of_a_typed_price(client: Client) -> None:
    both = client.get("/calculator/result.json", QUERY | MODEL | {"price_1": "7"}).json()
    assert both == client.get("/calculator/result.json", QUERY | MODEL).json()
    tokens_alone = QUERY | MODEL | {"price_1": REQUEST_USD, "model_1": ""}
    typed = client.get("/calculator/result.json", tokens_alone).json()
    assert typed["figures"] == both["figures"]


@pytest.mark.parametrize("written", ["gpt-4o", "GPT 4o", "OpenAI gpt4o"])
def test_a_name_without_its_provider_is_enough(client: Client, written: str) -> None:
    page = client.get("/calculator/", QUERY | MODEL | {"model_1": written})
    assert "<code>openai/gpt-4o</code>" in page.text


def test_batches_and_cache_writes_are_priced_where_they_are_listed(client: Client) -> None:
    state = {"input_1": "1000", "cached_1": "200", "output_1": "100", "written_tokens": "300"}
    use = {"users": "1", "requests_per_user": "1", "price_per_user": "1"}
    terra = state | use | {"model_1": "openai/gpt-6.1-terra"}
    page = client.get("/calculator/", terra).text
    assert "(500 × $1.00 + 200 × $0.05 + 300 × $1.25 + 100 × $5.00)" in squeezed(page)
    in_batch = squeezed(client.get("/calculator/", terra | {"batch": "on"}).text)
    assert "(500 × $0.50 + 200 × $0.025 + 300 × $0.625 + 100 × $2.50)" in in_batch
    assert "Prices of batches." in in_batch
    without = state | use | {"model_1": "openai/gpt-4", "batch": "on"}
    page = client.get("/calculator/", without).text
    assert "No batch price is listed" in page or "Prices of batches." in page
    assert "No price for cache writes is listed" in page


def test_models_are_suggested_by_what_people_write(client: Client) -> None:
    html = client.get("/calculator/models/suggestions/?model_1=claude+sonnet").text
    assert 'data-fill="anthropic/claude-sonnet-5-5"' in html
    assert "Did you mean" not in html
    assert "Did you mean" in client.get("/calculator/models/suggestions/?model_2=claude+sonet").text
    for nothing in ("model_1=openai/gpt-4o", "model_1=", "", "model_1=zzzzqqqq"):
        assert "data-fill" not in client.get(f"/calculator/models/suggestions/?{nothing}").text


def test_a_pasted_text_becomes_tokens_that_are_said_to_be_estimated(client: Client) -> None:
    state = "model_1=openai%2Fgpt-4o&cached_1=9&users=5&requests_per_user=2&price_per_user=1"
    sent = {"state": state, "prompt": "a" * 4001, "answer": "b" * 8}
    response = client.post("/calculator/tokens/", sent)
    assert response.status_code == 302
    query = QueryDict(response["Location"].partition("?")[2])
    assert (query["input_1"], query["output_1"], query["users"]) == ("1001", "2", "5")
    assert "aaaa" not in response["Location"]
    assert 'data-testid="estimated"' in client.get(response["Location"]).text
    changed = response["Location"].replace("input_1=1001", "input_1=1002")
    assert 'data-testid="estimated"' not in client.get(changed).text
    assert client.get("/calculator/tokens/")["Location"] == "/calculator/"


def test_the_nearest_names_are_links_to_what_was_meant(client: Client) -> None:
    page = client.get("/calculator/", QUERY | MODEL | {"model_1": "claude sonet"})
    link = re.search(r'href="(\?[^"]+)">anthropic/claude-sonnet-5-5</a>', page.text)
    assert link
    assert client.get(f"/calculator/{unescape(link[1])}").status_code == 200
