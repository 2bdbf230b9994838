"""Form fields whose text is read exactly, by the cost model's own reading and rules."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from calculator.cost_model import RETRIES_LIMIT
from calculator.money import LONGEST_INPUT, parse_amount, parse_share
from calculator.ranges import CostModelError, positive, share_below_one

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Check = Callable[[str, Fraction], Fraction]


class ShortTextInput(forms.TextInput):
    """A line for a name or a number; shows a NUL, which no page may hold, as what replaces it."""

    def __init__(self, **attrs: str) -> None:
        super().__init__({"autocomplete": "off", "maxlength": str(LONGEST_INPUT), **attrs})

    def format_value(self, value: Any) -> str | None:
        text: str | None = super().format_value(value)
        return text and text.replace("\0", "\N{REPLACEMENT CHARACTER}")


class NameField(forms.CharField):
    """A name, at most as long as a number may be."""

    def __init__(self, label: str) -> None:
        widget = ShortTextInput()
        super().__init__(label=label, required=False, max_length=LONGEST_INPUT, widget=widget)


class ExactField(forms.Field):
    """Text that `parse` reads exactly; None where it is empty.

    `check` is the cost model's own rule for the number, and `rule` says it to the reader.
    """

    default_error_messages = {"required": _("Write a number here.")}

    def __init__(
        self,
        label: str | _StrPromise,
        parse: Callable[[str], Fraction],
        *,
        check: Check | None = None,
        rule: str | _StrPromise = "",
        required: bool = False,
    ) -> None:
        widget = ShortTextInput(inputmode="decimal")
        super().__init__(label=label, required=required, widget=widget)
        self.parse = parse
        self.check = check
        self.rule = rule

    def to_python(self, value: Any) -> Fraction | None:
        if value is None or not value.strip():
            return None
        try:
            number = self.parse(value)
            return self.check("number", number) if self.check else number
        except CostModelError as error:
            raise forms.ValidationError(str(self.rule)) from error
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def parse_retries(text: str) -> Fraction:
    """Read a whole number from 0 to `RETRIES_LIMIT`; raises `ValueError` for anything else."""
    number = parse_amount(text)
    if number.denominator != 1 or number > RETRIES_LIMIT:
        raise ValueError(f"{text!r} is not a whole number from 0 to {RETRIES_LIMIT}")
    return number


def amount(label: str | _StrPromise) -> ExactField:
    """An amount of 0 or more, or nothing."""
    return ExactField(label, parse_amount)


def amount_above_zero(label: str | _StrPromise) -> ExactField:
    """An amount that must be given."""
    return ExactField(
        label, parse_amount, check=positive, rule=_("Write more than 0."), required=True
    )


def share(label: str | _StrPromise) -> ExactField:
    """A share from 0 to 100 %, or nothing."""
    return ExactField(label, parse_share)


def share_of_less_than_all(label: str | _StrPromise) -> ExactField:
    """A share below 100 %, or nothing."""
    return ExactField(label, parse_share, check=share_below_one, rule=_("Write less than 100%."))


def retries(label: str | _StrPromise) -> ExactField:
    """How often a failed call is made again, or nothing."""
    return ExactField(label, parse_retries)
