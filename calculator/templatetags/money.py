"""Filters that write exact numbers: results rounded half-even, inputs as they were given."""

from django import template

from calculator.exact_text import exact_number, exact_percent, exact_usd
from calculator.money import format_multiple, format_percent, format_usd
from calculator.ranges import Number

register = template.Library()
register.filter(exact_number)
register.filter(exact_percent)
register.filter(exact_usd)

UNKNOWN = "–"


@register.filter
def usd(value: Number | None) -> str:
    """An amount in dollars: `$0.127`, `$127,000`; a dash for None."""
    return UNKNOWN if value is None else format_usd(value)


@register.filter
def percent(value: Number | None, places: int = 1) -> str:
    """A share as a percentage with `places` decimals: `87.3%`; a dash for None."""
    return UNKNOWN if value is None else format_percent(value, places)


@register.filter
def multiple(value: Number, places: int = 2) -> str:
    """A multiple with at most `places` decimals: `9.7x`."""
    return format_multiple(value, places)


@register.filter
def decimals(value: Number, places: int) -> str:
    """A plain number with at most `places` decimals: `1.0864`."""
    return format_multiple(value, places).removesuffix("x")
