"""The price of a request by its tokens."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.model_prices import TokenPrices, TokenUse, request_price_usd
from calculator.model.ranges import CostModelError

PRICES = TokenPrices(3, Decimal("0.30"), 15)


def test_the_reference_request():
    tokens = TokenUse(input_tokens=1_200, output_tokens=300, cached_tokens=800)
    assert request_price_usd(tokens, PRICES) == Fraction("0.00594")


def test_more_cached_tokens_than_input_are_refused():
    with pytest.raises(CostModelError) as caught:
        TokenUse(input_tokens=800, output_tokens=0, cached_tokens=801)
    assert caught.value.field == "cached_tokens"
    assert str(caught.value) == "cached_tokens is 801: it must be at most the 800 input tokens"


@pytest.mark.parametrize("field", ["input_tokens", "output_tokens", "cached_tokens"])
def test_negative_tokens_are_refused(field: str):
    tokens = {"input_tokens": 1, "output_tokens": 1, "cached_tokens": 1} | {field: -1}
    with pytest.raises(CostModelError, match=f"{field} is -1: it must be 0 or more"):
        TokenUse(**tokens)


def test_negative_prices_are_refused():
    with pytest.raises(CostModelError, match="cached_usd_per_million is -1: it must be 0 or more"):
        TokenPrices(3, -1, 15)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_cached_tokens_are_charged_once(fresh: int, cached: int, output: int):
    same_price = TokenPrices(3, 3, 15)
    part_cached = TokenUse(fresh + cached, output, cached)
    uncached = TokenUse(fresh + cached, output)
    assert request_price_usd(part_cached, same_price) == request_price_usd(uncached, same_price)
    assert request_price_usd(part_cached, PRICES) <= request_price_usd(uncached, PRICES)
