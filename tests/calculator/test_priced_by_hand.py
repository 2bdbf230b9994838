"""Five features priced by hand, to the last digit, against what the page and its JSON say.

List prices are those of the pinned snapshot, in dollars for a million tokens.
"""

from fractions import Fraction

import pytest
from django.test import Client

from tests.html import squeezed

pytestmark = pytest.mark.django_db
USE = {"users": "1000", "requests_per_user": "100", "price_per_user": "10"}
"""100,000 requests and $10,000 of revenue a month."""


def exact(client: Client, state: dict[str, str]) -> dict[str, str]:
    answer = client.get("/calculator/result.json", state)
    assert answer.status_code == 200, answer.text
    return {one["figure"]: one["exact"] for one in answer.json()["figures"]}


def test_one_model(client: Client) -> None:
    """GPT-4o at 2.50 in, 1.25 cached, 10.00 out; 2,000 in of which 500 are cached, 400 out.

    1,500 x 2.50 =   3,750
      500 x 1.25 =     625
      400 x 10   =   4,000
                     8,375 / 1,000,000        = 0.008375 a request
    100,000 x 0.008375                        = 837.50 a month
    837.50 / 10,000                           = 0.08375 of revenue
    1 - 0.08375                               = 0.91625 gross margin
    """
    state = USE | {"model_1": "gpt-4o", "input_1": "2000", "cached_1": "500", "output_1": "400"}
    figures = exact(client, state)
    assert figures["cost_per_request"] == "0.008375"
    assert figures["ai_cogs_a_month"] == "837.5"
    assert figures["ai_cogs_share"] == "0.08375"
    assert figures["gross_margin"] == "0.91625"
    html = squeezed(client.get("/calculator/", state).text)
    assert "(1,500 × $2.50 + 500 × $1.25 + 400 × $10.00) ÷ 1,000,000 = $0.008375" in html
    assert "A request costs $0.008375. A month costs $837.50, which is 8.4% of revenue" in html


def test_a_prompt_cache_that_is_written(client: Client) -> None:
    """Claude Sonnet 5.5 at 2.00 in, 0.10 cached, 2.50 written, 10.00 out.

    10,000 in, 8,000 cached, 500 written, so 1,500 fresh; 600 out.
    1,500 x 2.00 =   3,000
    8,000 x 0.10 =     800
      500 x 2.50 =   1,250
      600 x 10   =   6,000
                    11,050 / 1,000,000        = 0.01105 a request
    100,000 x 0.01105 = 1,105; / 10,000       = 0.1105; left 0.8895
    """
    state = USE | {
        "model_1": "anthropic/claude-sonnet-5-5", "input_1": "10000", "cached_1": "8000",
        "output_1": "600", "written_tokens": "500",
    }  # fmt: skip
    figures = exact(client, state)
    assert figures["cost_per_request"] == "0.01105"
    assert figures["ai_cogs_a_month"] == "1105"
    assert figures["gross_margin"] == "0.8895"
    html = squeezed(client.get("/calculator/", state).text)
    assert "(1,500 × $2.00 + 8,000 × $0.10 + 500 × $2.50 + 600 × $10.00) ÷ 1,000,000" in html


def test_a_batch_with_checks(client: Client) -> None:
    """Gemini 3.8 Flash in a batch, at half of 0.75 in and 3.75 out: 0.375 and 1.875.

    6,000 x 0.375 =  2,250
      600 x 1.875 =  1,125
                     3,375 / 1,000,000        = 0.003375 a call
    2% of answers checked at 0.50             = 0.01
    0.003375 + 0.01                           = 0.013375 a request
    100,000 x 0.013375 + 200 fixed            = 1,537.50 a month
    1 - 0.15375 - 0.15                        = 0.69625 gross margin
    """
    state = USE | {
        "model_1": "google/gemini-3.8-flash", "input_1": "6000", "output_1": "600", "batch": "on",
        "checked_share": "2%", "check_usd": "0.50", "fixed_monthly": "200", "other_cogs": "15%",
    }  # fmt: skip
    figures = exact(client, state)
    assert figures["blended_cost"] == "0.003375"
    assert figures["cost_per_request"] == "0.013375"
    assert figures["ai_cogs_a_month"] == "1537.5"
    assert figures["gross_margin"] == "0.69625"


def test_two_models_behind_a_cache_with_retries(client: Client) -> None:
    """Claude Haiku 5.5 (0.10, 0.50) for 80%, Opus 5.5 (4.00, 20.00) for 20%; 1,500 in, 500 out.

    Haiku: (1,500 x 0.10 + 500 x 0.50) / 1,000,000 = 400 / 1,000,000    = 0.0004
    Opus:  (1,500 x 4.00 + 500 x 20.00) / 1,000,000 = 16,000 / 1,000,000 = 0.016
    0.8 x 0.0004 + 0.2 x 0.016 = 0.00032 + 0.0032                     = 0.00352
    one retry of a tenth:  0.00352 x 1.1                              = 0.003872
    a quarter hits the cache, a lookup is 0.0001:
    0.0001 + 0.75 x 0.003872                                          = 0.003004
    saved against Opus alone: 1 - 0.003004 / 0.016                    = 0.81225
    """
    state = USE | {
        "model_1": "claude-haiku-5-5", "input_1": "1500", "output_1": "500",
        "model_2": "claude-opus-5-5", "input_2": "1500", "output_2": "500", "share_2": "20%",
        "failure_rate": "10%", "most_retries": "1", "hit_rate": "25%", "lookup_usd": "0.0001",
    }  # fmt: skip
    figures = exact(client, state)
    assert figures["blended_cost"] == "0.00352"
    assert figures["cost_per_request"] == "0.003004"
    assert figures["saving_against_bare"] == "0.81225"
    assert figures["ai_cogs_a_month"] == "300.4"
    page = squeezed(client.get("/calculator/", state).text)
    assert "80% × $0.0004 + 20% × $0.016 = $0.00352" in page


def test_a_prompt_beyond_the_first_tier_of_lengths(client: Client) -> None:
    """GPT-6 Luna beyond 272,000 tokens in: 0.20 in, 0.75 out instead of 0.10 and 0.50.

    300,000 x 0.20 = 60,000
      2,000 x 0.75 =  1,500
                     61,500 / 1,000,000       = 0.0615 a request
    100,000 x 0.0615 = 6,150 a month; collapse at 10,000 / 6,150 = 200/123 of the use
    """
    state = USE | {"model_1": "openai/gpt-6-luna", "input_1": "300000", "output_1": "2000"}
    figures = exact(client, state)
    assert figures["cost_per_request"] == "0.0615"
    assert figures["ai_cogs_a_month"] == "6150"
    assert Fraction(figures["margin_collapse"]) == Fraction(200, 123)
    assert "prices grow with the length of a request" in client.get("/calculator/", state).text
