"""Exact numbers in the fields of the admin: as digits, never with a power of ten."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField
from django.forms import NumberInput


class PlainDecimalInput(NumberInput):
    """A number's field that says `0.00000015` where Python says `1.5E-7`."""

    def format_value(self, value: Any) -> str | None:
        is_number = isinstance(value, Decimal) and value.is_finite()
        text: str | None = super().format_value(f"{value.normalize():f}" if is_number else value)
        return text


PLAIN_DECIMALS: Any = {DecimalField: {"widget": PlainDecimalInput}}
"""For the `formfield_overrides` of every form in the admin with such a field."""
