"""The values that content files are made of: shares, dollars, dates, keys, anchors."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SECTIONS = (
    "tldr",
    "at-a-glance",
    "key-metrics",
    "explanation",
    "where-used",
    "who-uses-it",
    "why-it-matters",
    "how-to-apply",
    "checklist",
    "maturity",
    "comparisons",
    "how-it-works",
    "mistakes",
    "practices",
    "benchmarks",
    "faq",
    "quiz",
    "related",
    "expert-help",
    "sources",
)
"""The anchors of a term page, in the reader's order."""


def _read_share(value: Any) -> Any:
    """Read `70%`, `0.7` or `7/10` as an exact fraction."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError("write a share as 70% or 0.7")
    text = str(value).strip()
    try:
        return Fraction(text[:-1].strip()) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a share: write 70% or 0.7") from None


def _read_amount(value: Any) -> Any:
    """Read `70%`, `0.7` or `7` as an exact fraction of at most nine decimal places."""
    amount = _read_share(value)
    if isinstance(amount, Fraction) and (amount * 10**9).denominator != 1:
        raise ValueError(f"{value!r} has more than nine decimal places")
    if isinstance(amount, Fraction) and abs(amount) >= 10**9:
        raise ValueError(f"{value!r} is not smaller than 1,000,000,000")
    return amount


def _within_unit(value: Fraction) -> Fraction:
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is not between 0 and 1")
    if (value * 10**8).denominator != 1:
        raise ValueError(f"{value} has more than eight decimal places")
    return value


def _read_as_of(value: Any) -> Any:
    """Accept a year, a year and month, or a day: 2026, 2026-03, 2026-03-10."""
    return str(value) if isinstance(value, int | datetime.date) else value


def _same_order_in_text(text: str) -> str:
    for form in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)
        except ValueError:
            continue
        return text
    raise ValueError(f"{text!r} is not a date: write 2026, 2026-03 or 2026-03-10")


Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
Was = Annotated[
    list[Slug], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
]
"""The slugs that something had before, the last one first; a single one needs no list."""
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$", max_length=80)]
Url = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=500)]
Share = Annotated[Fraction, BeforeValidator(_read_share), AfterValidator(_within_unit)]
Amount = Annotated[Fraction, BeforeValidator(_read_amount)]
Dollars = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, max_digits=18, decimal_places=9)]
AsOf = Annotated[str, BeforeValidator(_read_as_of), AfterValidator(_same_order_in_text)]
FigureKind = Literal["measured", "reported", "estimate", "derived"]


class Spec(BaseModel):
    """A mapping in which every field is known and no text is coerced."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, str_strip_whitespace=True
    )
