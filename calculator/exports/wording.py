"""The cost model's numbers in the site's language: results rounded, inputs as they were given."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from calculator.model.calculation import Calculation
from calculator.model.economics import Conversion
from calculator.model.model_prices import ListedModel, PricedRequest, Snapshot
from calculator.model.money import round_number, round_percent, round_usd
from calculator.model.ranges import Number, exact_decimal
from calculator.model.sensitivity import Input, Swing
from calculator.model.simulation import drawn_amount, drawn_share
from glossary_site.numbers.formatting import write_number, write_percent, write_usd

UNKNOWN = "–"


def usd(value: Number | None) -> str:
    """An amount in dollars: `$0.127`, `$127,000`; a dash for None."""
    return UNKNOWN if value is None else write_usd(round_usd(value))


def percent(value: Number | None, places: int = 1) -> str:
    """A share as a percentage with `places` decimals: `87.3%`; a dash for None."""
    return UNKNOWN if value is None else write_percent(round_percent(value, places))


def multiple(value: Number, places: int = 2) -> str:
    """A multiple with at most `places` decimals: `9.7x`."""
    # Translators: a multiple of today's use, such as 9.7x.
    return gettext("%(number)sx") % {"number": decimals(value, places)}


def decimals(value: Number, places: int) -> str:
    """A plain number with at most `places` decimals: `1.0864`."""
    return write_number(round_number(value, places))


def exact_usd(value: Number) -> str:
    """An amount of 0 or more without rounding: `$0.10`, `$0.0000125`, `$127,000`."""
    has_whole_cents = (Fraction(value) * 100).denominator == 1
    return usd(value) if has_whole_cents else _exact(Fraction(value), write_usd)


def exact_percent(value: Number) -> str:
    """A share as a percentage without rounding: `70%`, `12.345%`."""
    return _exact(Fraction(value) * 100, write_percent)


def exact_number(value: Number) -> str:
    """A plain number without rounding: `50,000`, `2.5`."""
    return _exact(Fraction(value), write_number)


def summary_words(calculation: Calculation) -> str:
    """What a request and a month cost, and what is left of the price, in a sentence."""
    economics = calculation.economics
    words = gettext(
        "A request costs %(cost)s. A month costs %(month)s, which is %(share)s of revenue, and the "
        "gross margin is %(margin)s."
    )
    return words % {
        "cost": usd(calculation.cost.total_usd),
        "month": usd(economics.monthly_ai_cogs_usd),
        "share": percent(economics.ai_cogs_share),
        "margin": percent(economics.gross_margin),
    }


def conversion_words(calculation: Calculation, conversion: Conversion) -> str:
    """The main amounts in the reader's own currency, with the rate and its day."""
    words = gettext(
        "In %(currency)s: %(cost)s a request, %(month)s a month, at your rate of %(rate)s for a "
        "dollar (%(date)s)."
    )
    return words % {
        "currency": conversion.currency,
        "cost": write_number(round_usd(calculation.cost.total_usd * conversion.rate)),
        "month": write_number(
            round_usd(calculation.economics.monthly_ai_cogs_usd * conversion.rate)
        ),
        "rate": exact_number(conversion.rate),
        "date": conversion.rate_date,
    }


def model_prices_words(model: ListedModel) -> str:
    """A model's name and what a million tokens cost: `openai/gpt-4o: $2.50 in, $10.00 out`."""
    prices = model.prices()
    words = gettext("%(name)s: %(sent)s in, %(answered)s out, a million tokens")
    return words % {
        "name": model.name,
        "sent": exact_usd(prices.input_usd_per_million),
        "answered": exact_usd(prices.output_usd_per_million),
    }


def request_notes(request: PricedRequest) -> list[str]:
    """What the price of a request takes into account beside its tokens, or cannot."""
    model, notes = request.model, []
    if model.is_dearer_when_long:
        notes.append(
            gettext(
                "This model’s prices grow with the length of a request; these hold at this one."
            )
        )
    if request.in_batch and model.has_batch_price:
        notes.append(gettext("Prices of batches."))
    elif request.in_batch:
        notes.append(gettext("No batch price is listed: this is the usual one."))
    if request.tokens.written_tokens and not model.has_write_price:
        notes.append(
            gettext("No price for cache writes is listed: they are priced like other tokens in.")
        )
    return notes


def snapshot_words(snapshot: Snapshot) -> str:
    """Where and when the list prices of models come from."""
    words = gettext(
        "List prices from the library genai-prices %(version)s of %(date)s, noon UTC. Nothing is "
        "fetched; your contract may say otherwise."
    )
    return words % {"version": snapshot.version, "date": date_format(snapshot.date)}


def _exact(number: Fraction, write: Callable[[Decimal], str]) -> str:
    """`number` as a decimal where one is exact, else as numerator over denominator."""
    decimal = exact_decimal(number)
    if decimal is not None:
        return write(decimal)
    over, under = Decimal(number.numerator), Decimal(number.denominator)
    digits = write_number(over)
    return write(over).replace(digits, f"{digits}/{write_number(under)}")


_INPUTS = {
    Input.PRICE: gettext_lazy("price of %(tier)s"),
    Input.TOKENS_IN: gettext_lazy("tokens sent to %(tier)s"),
    Input.TOKENS_OUT: gettext_lazy("tokens that %(tier)s answers"),
    Input.SHARE: gettext_lazy("share of requests of %(tier)s"),
    Input.HIT_RATE: gettext_lazy("hit rate of the cache"),
    Input.LOOKUP: gettext_lazy("cost of a cache lookup"),
    Input.GUARDRAIL: gettext_lazy("cost of guardrails"),
    Input.CHECKED_SHARE: gettext_lazy("share of answers checked"),
    Input.CHECK: gettext_lazy("cost of a check"),
    Input.FAILURE_RATE: gettext_lazy("failure rate of calls"),
}
_AMOUNTS = {Input.PRICE, Input.LOOKUP, Input.GUARDRAIL, Input.CHECK}


def input_name(swing: Swing) -> str:
    """What is moved, in words: `price of Frontier`."""
    return str(_INPUTS[swing.moved]) % {"tier": swing.tier}


def input_value(value: Fraction, swing: Swing) -> str:
    """A value of what is moved: an amount, tokens, or a share in percent, to one decimal place."""
    if swing.moved in (Input.TOKENS_IN, Input.TOKENS_OUT):
        return decimals(value, 0)
    return usd(value) if swing.moved in _AMOUNTS else percent(value)


def drawn_usd(value: float) -> str:
    """An amount out of the draws, with the digits that they are good for."""
    return usd(drawn_amount(value))


def drawn_percent(value: float) -> str:
    """A share out of the draws as a percentage with one decimal."""
    return percent(drawn_share(value))
