"""Numbers, percentages and dollars in the site's language, by the patterns of the CLDR.

The one way in which pages, charts and mails write them; a test refuses any other.

A `Decimal` carries the digits that are shown: `Decimal("29.00")` has two after the point. Nothing
is rounded here.
"""

import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_minus_sign_symbol, parse_pattern
from django.utils.translation import get_language, to_locale

from glossary_site.numbers.parsing import DecimalMark

LONGEST_NUMBER = 400
"""Digits beyond which Babel would round; a typed number has far fewer."""

MINUS = "\N{MINUS SIGN}"
"""What a hyphen is replaced by, which many languages have for a minus: it is as wide as a digit."""

_LAST_DIGITS = re.compile(r"0(?:\.[0#]+)?")


def write_number(value: Decimal, *, grouped: bool = True) -> str:
    """A plain number: `50,000`, in German `50.000`; `grouped` sets its thousands apart."""
    return _write(value, "decimal", grouped=grouped)


def write_percent(value: Decimal, *, grouped: bool = True) -> str:
    """A percentage, given in percent: 87.3 is `87.3%`, in German `87,3 %`."""
    with localcontext(prec=LONGEST_NUMBER):
        return _write(value.scaleb(-2), "percent", places=_places(value), grouped=grouped)


def write_usd(value: Decimal, *, grouped: bool = True) -> str:
    """An amount of US dollars: `$1,234.50`, in German `1.234,50 $`."""
    return _write(value, "currency", grouped=grouped)


def signs_around(write: Callable[[Decimal], str]) -> tuple[str, str]:
    """What `write` puts before a number and after it: `$` and nothing, in German the reverse."""
    before, _, after = write(Decimal(1)).partition("1")
    return before.strip(), after.strip()


def decimal_mark() -> DecimalMark:
    """What starts the decimals in the site's language, when its readers type."""
    locale = Locale.parse(to_locale(get_language() or "en"))
    is_comma = get_decimal_symbol(locale) == DecimalMark.COMMA
    return DecimalMark.COMMA if is_comma else DecimalMark.POINT


def _write(value: Decimal, kind: str, places: int | None = None, *, grouped: bool) -> str:
    places = _places(value) if places is None else places
    return _written(get_language() or "en", kind, places, str(value), grouped=grouped)


@lru_cache(maxsize=8192)
def _written(language: str, kind: str, places: int, number: str, *, grouped: bool) -> str:
    """A page shows most of its numbers more than once: more than half the time of a calculation.

    `number` is text, since 1.0 equals 1.
    """
    locale = Locale.parse(to_locale(language))
    patterns = {
        "decimal": locale.decimal_formats[None],
        "percent": locale.percent_formats[None],
        "currency": locale.currency_formats["standard"],
    }
    digits = f"0.{'0' * places}" if places else "0"
    pattern = parse_pattern(_LAST_DIGITS.sub(digits, patterns[kind].pattern))
    with localcontext(prec=LONGEST_NUMBER):
        written = pattern.apply(
            Decimal(number), locale, currency="USD", currency_digits=False, group_separator=grouped
        )
    return str(written).replace("-", get_minus_sign_symbol(locale).replace("-", MINUS))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
