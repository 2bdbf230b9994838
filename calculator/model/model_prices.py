"""Models with their list prices, from the snapshot inside genai-prices. Nothing is ever fetched.

The exact release is pinned, and prices are those of its day at noon UTC, so that an address of the
calculator gives the same result for ever under the same release. For a new one, pin it, write its
version and date into `SNAPSHOT`, and run the tests, which compare every model with the library's
own sum. A name must be exact: the library's guesses would price a typo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from calculator.model.ranges import CostModelError, Number, not_negative, shown
from terms.names.normal_form import normal_form

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, TieredPrices


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
SUGGESTIONS = 3
ALIKE = 60
"""How alike, from 0 to 100, a name must be to be suggested; a choice of this project."""


class UnknownModelError(LookupError):
    """There is no model of this name with a price for tokens; `close` are the nearest names."""

    def __init__(self, name: str, close: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} is not one of the {len(listed_models())} models")
        self.name = name
        self.close = close


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

    def prices(self, input_tokens: Fraction = Fraction(0)) -> TokenPrices:
        """Its prices for a request with that many tokens in, as some grow dearer with length."""
        listed = self.info.get_prices(PRICED_AT)
        fresh = _at(listed.input_mtok, input_tokens) or Decimal(0)
        cached = _at(listed.cache_read_mtok, input_tokens)
        fee = _at(listed.requests_kcount, input_tokens) or Decimal(0)
        return TokenPrices(
            input_usd_per_million=fresh,
            cached_usd_per_million=fresh if cached is None else cached,
            output_usd_per_million=_at(listed.output_mtok, input_tokens) or Decimal(0),
            request_usd=Fraction(fee) / REQUESTS_PER_PRICE,
        )


@dataclass(frozen=True)
class PricedRequest:
    """A request of so many tokens to a model, at its prices."""

    model: ListedModel
    tokens: TokenUse

    @cached_property
    def prices(self) -> TokenPrices:
        return self.model.prices(Fraction(self.tokens.input_tokens))

    @property
    def fresh_tokens(self) -> Fraction:
        """The tokens in that no cache holds."""
        return Fraction(self.tokens.input_tokens) - Fraction(self.tokens.cached_tokens)

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


def find_model(name: str) -> ListedModel:
    """The model written `provider/model`, in whatever signs. Raises `UnknownModelError`."""
    models = listed_models()
    wanted = normal_form(name)
    if wanted in models:
        return models[wanted]
    alike = process.extract(
        wanted, models.keys(), scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=SUGGESTIONS
    )
    raise UnknownModelError(name, tuple(models[key].name for key, _score, _place in alike))


def _at(price: Decimal | TieredPrices | None, input_tokens: Fraction) -> Decimal | None:
    """The price for a request of that length: that of the last threshold below it."""
    if price is None or isinstance(price, Decimal):
        return price
    passed = [tier.price for tier in price.tiers if input_tokens > tier.start]
    return passed[-1] if passed else price.base
