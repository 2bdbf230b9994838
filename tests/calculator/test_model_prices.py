"""Real models at the list prices of the pinned snapshot."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version

import pytest
from genai_prices.types import Usage

from calculator.model.model_prices import (
    PRICED_AT,
    SNAPSHOT,
    PricedRequest,
    TokenPrices,
    TokenUse,
    listed_models,
    request_price_usd,
)


def test_the_named_snapshot_is_the_installed_one() -> None:
    assert version("genai-prices") == SNAPSHOT.version


@pytest.mark.parametrize("sent", [1_200, 300_000])
def test_every_model_costs_what_the_library_says(sent: int) -> None:
    cached, answered = sent * 2 // 3, 300
    usage = Usage(input_tokens=sent, cache_read_tokens=cached, output_tokens=answered)
    wrong = []
    for model in listed_models().values():
        expected = model.info.get_prices(PRICED_AT).calc_price(usage)["total_price"]
        price = PricedRequest(model, TokenUse(sent, answered, cached)).price_usd
        if abs(price - Fraction(expected)) > Fraction(1, 10**20):  # its decimals have 28 digits
            wrong.append((model.name, price, expected))
    assert not wrong
    assert len(listed_models()) > 2_000


def test_a_long_request_is_charged_at_the_long_price() -> None:
    model = next(
        one for one in listed_models().values() if one.prices() != one.prices(Fraction(10**7))
    )
    long = PricedRequest(model, TokenUse(10**7, 0)).price_usd
    assert long > PricedRequest(model, TokenUse(1, 0)).price_usd * 10**7


def test_a_fee_for_each_request_is_added() -> None:
    prices = TokenPrices(3, Decimal("0.30"), 15, request_usd=Fraction(12, 1000))
    assert request_price_usd(TokenUse(1_200, 300, 800), prices) == Fraction("0.01794")
