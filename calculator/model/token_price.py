"""What a request costs by its tokens, at a model's list prices."""

from dataclasses import dataclass
from fractions import Fraction

from calculator.model.ranges import CostModelError, Number, not_negative, shown

TOKENS_PER_PRICE = 1_000_000
"""Prices are quoted in dollars per this many tokens, as the providers' price lists do."""


@dataclass(frozen=True)
class TokenUse:
    """The tokens of one request, each 0 or more; averages need not be whole.

    `cached_tokens` is the part of `input_tokens` that the provider's prompt cache holds, so it
    is at most `input_tokens`. Raises `CostModelError`.
    """

    input_tokens: Number
    output_tokens: Number
    cached_tokens: Number = 0

    def __post_init__(self) -> None:
        sent = not_negative("input_tokens", self.input_tokens)
        not_negative("output_tokens", self.output_tokens)
        cached = not_negative("cached_tokens", self.cached_tokens)
        if cached > sent:
            rule = f"at most the {shown(sent)} input tokens"
            message = f"cached_tokens is {shown(cached)}: it must be {rule}"
            raise CostModelError("cached_tokens", cached, message)


@dataclass(frozen=True)
class TokenPrices:
    """A model's prices in dollars per million tokens, each 0 or more. Raises `CostModelError`.

    `request_usd` is what some models charge for a request whatever its tokens.
    """

    input_usd_per_million: Number
    cached_usd_per_million: Number
    output_usd_per_million: Number
    request_usd: Number = 0

    def __post_init__(self) -> None:
        not_negative("input_usd_per_million", self.input_usd_per_million)
        not_negative("cached_usd_per_million", self.cached_usd_per_million)
        not_negative("output_usd_per_million", self.output_usd_per_million)
        not_negative("request_usd", self.request_usd)


def request_price_usd(tokens: TokenUse, prices: TokenPrices) -> Fraction:
    """Return the price of one request in dollars.

    p = (input - cached) * price_in + cached * price_cached + output * price_out, and what is
    charged for the request itself. Cached tokens are part of the input and are charged once.
    """
    cached = Fraction(tokens.cached_tokens)
    fresh = Fraction(tokens.input_tokens) - cached
    per_million = (
        fresh * Fraction(prices.input_usd_per_million)
        + cached * Fraction(prices.cached_usd_per_million)
        + Fraction(tokens.output_tokens) * Fraction(prices.output_usd_per_million)
    )
    return per_million / TOKENS_PER_PRICE + Fraction(prices.request_usd)
