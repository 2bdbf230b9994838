"""Numbers, percentages and dollars in the site's language, by the patterns of the CLDR.

A `Decimal` carries the digits that are shown: `Decimal("29.00")` has two after the point. Nothing
is rounded here.
"""

import re
from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, get_minus_sign_symbol, parse_pattern
from django.utils.translation import get_language, to_locale

LONGEST_NUMBER = 400
"""Digits beyond which Babel would round; a typed number has far fewer."""

_LAST_DIGITS = re.compile(r"0(?:\.[0#]+)?")


def write_number(value: Decimal) -> str:
    """A plain number: `50,000`, in German `50.000`."""
    return _write(value, "decimal")


def write_percent(value: Decimal) -> str:
    """A percentage, given in percent: 87.3 is `87.3%`, in German `87,3 %`."""
    with localcontext(prec=LONGEST_NUMBER):
        return _write(value.scaleb(-2), "percent", places=_places(value))


def write_usd(value: Decimal) -> str:
    """An amount of US dollars: `$1,234.50`, in German `1.234,50 $`."""
    return _write(value, "currency")


def site_locale() -> Locale:
    """Babel's locale of the site's language."""
    return _locale(get_language() or "en")


def _write(value: Decimal, kind: str, places: int | None = None) -> str:
    locale = site_locale()
    pattern = _pattern(locale, kind, _places(value) if places is None else places)
    with localcontext(prec=LONGEST_NUMBER):
        written = str(pattern.apply(value, locale, currency="USD", currency_digits=False))
    return written.replace("-", get_minus_sign_symbol(locale))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(to_locale(language))


@lru_cache(maxsize=256)
def _pattern(locale: Locale, kind: str, places: int) -> NumberPattern:
    """The locale's pattern with exactly `places` decimals."""
    patterns = {
        "decimal": locale.decimal_formats[None],
        "percent": locale.percent_formats[None],
        "currency": locale.currency_formats["standard"],
    }
    digits = f"0.{'0' * places}" if places else "0"
    return parse_pattern(_LAST_DIGITS.sub(digits, patterns[kind].pattern))
