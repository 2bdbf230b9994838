"""Form fields whose text is read exactly, by the cost model's own reading and rules."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from calculator.exports.wording import exact_number, exact_percent, exact_usd
from calculator.model.cost_model import RETRIES_LIMIT
from calculator.model.ranges import CostModelError, positive, share_below_one, whole_number
from glossary_site.numbers.error_messages import FAULTS, describe_fault, printable
from glossary_site.numbers.formatting import decimal_mark
from glossary_site.numbers.parsing import (
    MAX_CHARACTERS,
    DecimalMark,
    NumberFault,
    NumberTextError,
    read_amount,
    read_share,
)
from glossary_site.web.forms.fields import TextField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Check = Callable[[str, Fraction], Fraction]


class ShortTextInput(forms.TextInput):
    """A line for a name or a number; shows a NUL, which no page may hold, as what replaces it.

    It writes itself, without the template that Django keeps for it: sixty of them were a third of
    the time that the calculator's page took.
    """

    def __init__(self, **attrs: str) -> None:
        super().__init__({"autocomplete": "off", "maxlength": str(MAX_CHARACTERS), **attrs})

    def format_value(self, value: Any) -> str | None:
        text: str | None = super().format_value(value)
        return text and printable(text)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element as Django's own template writes it."""
        widget = self.get_context(name, value, attrs)["widget"]
        text = widget["value"]
        shown = "" if text is None else format_html(' value="{}"', text)
        return format_html(
            '<input type="{}" name="{}"{}{}>',
            widget["type"],
            widget["name"],
            shown,
            flatatt(widget["attrs"]),
        )


class NameField(TextField):
    """A name, at most as long as a number may be."""

    def __init__(self, label: str | _StrPromise) -> None:
        widget = ShortTextInput()
        super().__init__(label=label, required=False, max_length=MAX_CHARACTERS, widget=widget)


class ExactField(forms.Field):
    """Text that `read` reads exactly, in the site's language; None where it is empty.

    `check` is the cost model's own rule for the number, and `rule` says it to the reader. `write`
    shows the number elsewhere than in its field.
    """

    default_error_messages = {"required": FAULTS[NumberFault.EMPTY]}

    def __init__(
        self,
        label: str | _StrPromise,
        read: Callable[[str, DecimalMark], Fraction],
        *,
        write: Callable[[Fraction], str],
        check: Check | None = None,
        rule: str | _StrPromise = "",
        required: bool = False,
    ) -> None:
        widget = ShortTextInput(inputmode="decimal")
        super().__init__(label=label, required=required, widget=widget)
        self.read = read
        self.write = write
        self.check = check
        self.rule = rule

    def to_python(self, value: Any) -> Fraction | None:
        if value is None or not value.strip():
            return None
        try:
            number = self.read(value, decimal_mark())
            return self.check("number", number) if self.check else number
        except CostModelError as error:
            raise forms.ValidationError(str(self.rule)) from error
        except NumberTextError as error:
            raise forms.ValidationError(describe_fault(error)) from error


def _count_of_retries(field: str, number: Fraction) -> Fraction:
    if number.denominator != 1:
        raise CostModelError(field, number, f"{field} is {number}: it must be a whole number")
    return Fraction(whole_number(field, int(number), most=RETRIES_LIMIT))


def amount(label: str | _StrPromise) -> ExactField:
    """An amount of dollars of 0 or more, or nothing."""
    return ExactField(label, read_amount, write=exact_usd)


def amount_above_zero(label: str | _StrPromise) -> ExactField:
    """An amount of dollars that must be given."""
    rule = _("Write more than 0.")
    return ExactField(label, read_amount, write=exact_usd, check=positive, rule=rule, required=True)


def count(label: str | _StrPromise) -> ExactField:
    """A number of 0 or more, or nothing."""
    return ExactField(label, read_amount, write=exact_number)


def count_above_zero(label: str | _StrPromise) -> ExactField:
    """A number that must be given."""
    rule = _("Write more than 0.")
    return ExactField(
        label, read_amount, write=exact_number, check=positive, rule=rule, required=True
    )


def share(label: str | _StrPromise) -> ExactField:
    """A share from 0 to 100 %, or nothing."""
    return ExactField(label, read_share, write=exact_percent)


def share_of_less_than_all(label: str | _StrPromise) -> ExactField:
    """A share below 100 %, or nothing."""
    rule = _("Write less than 100%.")
    return ExactField(label, read_share, write=exact_percent, check=share_below_one, rule=rule)


def rate(label: str | _StrPromise) -> ExactField:
    """What a dollar costs in another currency, or nothing."""
    rule = _("Write more than 0.")
    return ExactField(label, read_amount, write=exact_number, check=positive, rule=rule)


def retries(label: str | _StrPromise) -> ExactField:
    """How often a failed call is made again, or nothing."""
    rule = format_lazy(_("Write a whole number from 0 to {most}."), most=RETRIES_LIMIT)
    return ExactField(label, read_amount, write=exact_number, check=_count_of_retries, rule=rule)
