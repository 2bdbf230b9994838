"""Models with their list prices, from the snapshot inside genai-prices. Nothing is ever fetched.

The exact release is pinned, and prices are those of its day at noon UTC, so that an address of the
calculator gives the same result for ever under the same release. For a new one, pin it, write its
version and date into `SNAPSHOT`, and run the tests, which compare every model with the library's
own sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING

from calculator.model.ranges import CostModelError, Number, not_negative, shown
from terms.names.normal_form import normal_form

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, TieredPrices


TOKENS_PER_PRICE = 1_000_000
"""Prices are quoted in dollars per this many tokens, as the providers' price lists do."""


@dataclass(frozen=True)
class TokenUse:
    """The tokens of one request, each 0 or more; averages need not be whole.

    `cached_tokens` is the part of `input_tokens` that the provider's prompt cache holds, and
    `written_tokens` the part that is written into it; together they are at most `input_tokens`.
    Raises `CostModelError`.
    """

    input_tokens: Number
    output_tokens: Number
    cached_tokens: Number = 0
    written_tokens: Number = 0

    def __post_init__(self) -> None:
        sent = not_negative("input_tokens", self.input_tokens)
        not_negative("output_tokens", self.output_tokens)
        cached = not_negative("cached_tokens", self.cached_tokens)
        if cached > sent:
            rule = f"at most the {shown(sent)} input tokens"
            message = f"cached_tokens is {shown(cached)}: it must be {rule}"
            raise CostModelError("cached_tokens", cached, message)
        written = not_negative("written_tokens", self.written_tokens)
        if written > sent - cached:
            rule = f"at most the {shown(sent - cached)} input tokens that are not cached"
            message = f"written_tokens is {shown(written)}: it must be {rule}"
            raise CostModelError("written_tokens", written, message)


@dataclass(frozen=True)
class TokenPrices:
    """A model's prices in dollars per million tokens, each 0 or more. Raises `CostModelError`.

    `written_usd_per_million` is None where writing into the cache costs what sending does.
    `request_usd` is what some models charge for a request whatever its tokens.
    """

    input_usd_per_million: Number
    cached_usd_per_million: Number
    output_usd_per_million: Number
    request_usd: Number = 0
    written_usd_per_million: Number | None = None

    def __post_init__(self) -> None:
        not_negative("input_usd_per_million", self.input_usd_per_million)
        not_negative("cached_usd_per_million", self.cached_usd_per_million)
        not_negative("output_usd_per_million", self.output_usd_per_million)
        not_negative("request_usd", self.request_usd)
        not_negative("written_usd_per_million", self.write_usd_per_million)

    @property
    def write_usd_per_million(self) -> Number:
        """What a million tokens cost that are sent and written into the cache."""
        written = self.written_usd_per_million
        return self.input_usd_per_million if written is None else written


def request_price_usd(tokens: TokenUse, prices: TokenPrices) -> Fraction:
    """Return the price of one request in dollars.

    p = (input - cached - written) * price_in + cached * price_cached + written * price_write +
    output * price_out, and what is charged for the request itself. Cached and written tokens are
    parts of the input, and each is charged once.
    """
    cached, written = Fraction(tokens.cached_tokens), Fraction(tokens.written_tokens)
    fresh = Fraction(tokens.input_tokens) - cached - written
    per_million = (
        fresh * Fraction(prices.input_usd_per_million)
        + cached * Fraction(prices.cached_usd_per_million)
        + written * Fraction(prices.write_usd_per_million)
        + Fraction(tokens.output_tokens) * Fraction(prices.output_usd_per_million)
    )
    return per_million / TOKENS_PER_PRICE + Fraction(prices.request_usd)


@dataclass(frozen=True)
class Snapshot:
    """A release of genai-prices, and the day on which PyPI says that it was published."""

    version: str
    date: date


SNAPSHOT = Snapshot("0.2.3", date(2026, 11, 10))
"""The release that is pinned in `requirements.in`."""

PRICED_AT = datetime.combine(SNAPSHOT.date, time(12, tzinfo=UTC))
"""The moment whose prices hold, so that an address always gives the same result: some change by
day, and some by the time of day."""

REQUESTS_PER_PRICE = 1_000
_IN_BATCH = {"processing": "batch"}
"""How the library calls requests that may be answered within a day."""


@dataclass(frozen=True)
class ListedModel:
    """A model that a provider sells by tokens; `name` is what a reader writes: `openai/gpt-4o`."""

    provider_id: str
    provider_name: str
    model_id: str
    info: ModelInfo

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.provider_id}/{self.model_id}"

    @property
    def title(self) -> str:
        """What its maker calls it, or its name here."""
        return self.info.name or self.name

    @cached_property
    def has_output_price(self) -> bool:
        """Whether it answers in tokens; a model that embeds or sorts does not."""
        return self.info.get_prices(PRICED_AT).output_mtok is not None

    @cached_property
    def is_dearer_when_long(self) -> bool:
        """Whether its prices grow with the length of a request."""
        listed = self.info.get_prices(PRICED_AT)
        by_length = (listed.input_mtok, listed.cache_read_mtok, listed.output_mtok)
        return not all(price is None or isinstance(price, Decimal) for price in by_length)

    @cached_property
    def has_write_price(self) -> bool:
        """Whether writing into the prompt cache has a price of its own."""
        return self.info.get_prices(PRICED_AT).cache_write_mtok is not None

    @cached_property
    def has_batch_price(self) -> bool:
        """Whether requests that may wait are cheaper."""
        return self.info.get_prices(PRICED_AT, _IN_BATCH) != self.info.get_prices(PRICED_AT)

    def prices(
        self, input_tokens: Fraction = Fraction(0), *, in_batch: bool = False
    ) -> TokenPrices:
        """Its prices for a request with that many tokens in, as some grow dearer with length.

        In a batch they are those of its provider's batch processing, where it has any.
        """
        listed = self.info.get_prices(PRICED_AT, _IN_BATCH if in_batch else None)
        fresh = _at(listed.input_mtok, input_tokens) or Decimal(0)
        cached = _at(listed.cache_read_mtok, input_tokens)
        fee = _at(listed.requests_kcount, input_tokens) or Decimal(0)
        return TokenPrices(
            input_usd_per_million=fresh,
            cached_usd_per_million=fresh if cached is None else cached,
            output_usd_per_million=_at(listed.output_mtok, input_tokens) or Decimal(0),
            request_usd=Fraction(fee) / REQUESTS_PER_PRICE,
            written_usd_per_million=_at(listed.cache_write_mtok, input_tokens),
        )


@dataclass(frozen=True)
class PricedRequest:
    """A request of so many tokens to a model, at its prices."""

    model: ListedModel
    tokens: TokenUse
    in_batch: bool = False

    @cached_property
    def prices(self) -> TokenPrices:
        return self.model.prices(Fraction(self.tokens.input_tokens), in_batch=self.in_batch)

    @property
    def fresh_tokens(self) -> Fraction:
        """The tokens in that are neither in the cache nor written into it."""
        kept = Fraction(self.tokens.cached_tokens) + Fraction(self.tokens.written_tokens)
        return Fraction(self.tokens.input_tokens) - kept

    @cached_property
    def price_usd(self) -> Fraction:
        return request_price_usd(self.tokens, self.prices)


@cache
def listed_models() -> dict[str, ListedModel]:
    """Every model with a price for tokens in, by the normal form of its name.

    The library takes 40 MB and a second to import, so it is when the first model is asked for.
    """
    from genai_prices.data import providers

    models = (
        ListedModel(provider.id, provider.name, info.id, info)
        for provider in providers
        for info in provider.models
        if info.get_prices(PRICED_AT).input_mtok is not None
    )
    return {normal_form(model.name): model for model in models}


def _at(price: Decimal | TieredPrices | None, input_tokens: Fraction) -> Decimal | None:
    """The price for a request of that length: that of the last threshold below it."""
    if price is None or isinstance(price, Decimal):
        return price
    passed = [tier.price for tier in price.tiers if input_tokens > tier.start]
    return passed[-1] if passed else price.base
