"""CSV files that a spreadsheet shows as they are meant."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""

_TAKEN_FOR_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TAKEN_FOR_A_DATE = re.compile(r"\d+(?:\s*[/.:-]\s*\d+)+\s*|\d+e[+-]?\d+", re.IGNORECASE)


def csv_response(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A CSV file called `name`: numbers as plain decimals, text as nothing but text."""
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    csv.writer(response).writerows(map(csv_cell, row) for row in rows)
    return response


def csv_cell(value: object) -> str:
    """What a cell holds; text that would be computed or become a date starts with `'`."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value) if isinstance(value, float) else value):f}"
    text = str(value)
    start = text.lstrip(" ")
    first = unicodedata.normalize("NFKC", start[:1])
    is_taken = first in _TAKEN_FOR_A_FORMULA or _TAKEN_FOR_A_DATE.fullmatch(start)
    return f"'{text}" if is_taken else text
