"""Numbers as the pages of a quiz show them, in the site's language."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from glossary_site.numbers.formatting import write_number, write_percent, write_usd
from glossary_site.numbers.parsing import MOST_PLACES as MOST_TYPED_PLACES
from glossary_site.numbers.parsing import Notation, has_one_reading
from glossary_site.numbers.rounding import places_below_one, round_to, without_zeros

MOST_PLACES = 6
_CENTS = 2
_SHOW_CENTS_BELOW_USD = 10
_WRITERS: dict[Notation, Callable[..., str]] = {
    Notation.NUMBER: write_number,
    Notation.PERCENT: write_percent,
    Notation.DOLLARS: write_usd,
}


def round_quantity(value: Fraction, notation: Notation = Notation.NUMBER) -> Decimal:
    """The digits that are shown of a quantity, a percentage in percent, rounded half-even.

    At most `MOST_PLACES` decimals, and below 1 six digits from the first that is not 0.
    """
    shown = value * 100 if notation is Notation.PERCENT else value
    size = abs(shown)
    places = places_below_one(size) if 0 < size < 1 else MOST_PLACES
    return without_zeros(round_to(shown, places))


def write_quantity(value: Fraction, notation: Notation = Notation.NUMBER, unit: str = "") -> str:
    """The quantity in the words of a question: `$1,234.50`, in German `1.234,50 $`."""
    return _with_unit(_write(round_quantity(value, notation), notation), unit)


def write_answer(value: Fraction, notation: Notation = Notation.NUMBER, unit: str = "") -> str:
    """The quantity so that it can be typed back as it stands.

    Where the language's own way has two readings, as `1.234` has in German, its thousands are not
    set apart, or a 0 ends its decimals.
    """
    return _write_typable(round_quantity(value, notation), notation, unit)


def write_given(value: Fraction, notation: Notation = Notation.NUMBER, unit: str = "") -> str:
    """A quantity with every digit that was typed, so that a wrong one never looks right."""
    typed = value * 100 if notation is Notation.PERCENT else value
    return _write_typable(without_zeros(round_to(typed, MOST_TYPED_PLACES)), notation, unit)


def rounding_error(value: Fraction, notation: Notation) -> Fraction:
    """How far what a page shows of `value` is off.

    An answer may always be off by so much, however small its tolerance: nobody can type a third.
    """
    shown = Fraction(round_quantity(value, notation))
    return abs((shown / 100 if notation is Notation.PERCENT else shown) - value)


def _write_typable(shown: Decimal, notation: Notation, unit: str) -> str:
    text = _write(shown, notation)
    if not has_one_reading(text, notation):
        is_whole = shown == shown.to_integral_value()
        shown = shown if is_whole else Decimal(f"{shown:f}0")
        text = _write(shown, notation, grouped=not is_whole)
    return _with_unit(text, unit)


def _write(shown: Decimal, notation: Notation, *, grouped: bool = True) -> str:
    has_decimals = shown != shown.to_integral_value()
    if notation is Notation.DOLLARS and (has_decimals or abs(shown) < _SHOW_CENTS_BELOW_USD):
        whole, _, decimals = f"{shown:f}".partition(".")
        shown = Decimal(f"{whole}.{decimals.ljust(_CENTS, '0')}")
    return _WRITERS[notation](shown, grouped=grouped)


def _with_unit(text: str, unit: str) -> str:
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text
