"""Columns of content: in what range and form their values are, and those that follow from others.

What a form refuses by them, the specs of the files refuse too, as both ask `terms.fields.ranges`.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import (
    DecimalValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from glossary_site.text.characters import forbidden_character
from terms.fields import ranges
from terms.fields.ranges import Range
from terms.names.collation import collation_of
from terms.names.naming import KEY_CHARACTERS


def _refuse(character: str) -> None:
    if character:
        message = _("The character %(character)s cannot stand here.")
        code = f"U+{ord(character):04X}"
        raise ValidationError(message, "character", {"character": code})


def printable(text: str) -> None:
    """Refuse control characters."""
    _refuse(forbidden_character(text))


def one_line(text: str) -> None:
    """Refuse control characters and line breaks."""
    _refuse(forbidden_character(text, in_one_line=True))


def exact_digits(value: Decimal) -> None:
    """Refuse a decimal that SQLite would store as a neighbour of it."""
    DecimalValidator(ranges.EXACT_DIGITS, None)(value.normalize())


def as_of(text: str) -> None:
    """Refuse what is neither a year, a month nor a day."""
    try:
        ranges.check_as_of(text)
    except ValueError:
        raise ValidationError(
            _("Write a year, a month or a day: 2026, 2026-03 or 2026-03-10."), "as_of"
        ) from None


def within(limits: Range) -> list[Callable[[Any], None]]:
    """The validators of a column of numbers inside `limits`."""
    low, high = limits.ends
    ends: list[Callable[[Any], None]] = [MinValueValidator(low), MaxValueValidator(high)]
    return [*ends, exact_digits] if limits.places else ends


def holds(name: str, limits: Range) -> models.Q:
    """The same of the column `name`, as a condition that the database keeps."""
    low, high = limits.ends
    return models.Q((f"{name}__gte", low), (f"{name}__lte", high))


DAYS: list[Callable[[datetime.date], None]] = [
    MinValueValidator(ranges.FIRST_DAY),
    MaxValueValidator(ranges.LAST_DAY),
]
"""The validators of a column of days."""

TEXT: list[Callable[[str], None]] = [printable, MaxLengthValidator(ranges.TEXT_CHARACTERS)]
"""The validators of a column of text of several lines."""


class LineField(models.CharField[str, str]):
    """A text of one line. To the database it is a `CharField`."""

    default_validators = [*models.CharField.default_validators, one_line]

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


class NameKeyField(models.CharField[str, str]):
    """What lists are sorted by: the sort key, in the content's language, of the name in the field
    `source`, or of its reading where the row has one."""

    def __init__(self, source: str = "", **options: Any) -> None:
        self.source = source
        defaults: dict[str, Any] = {"max_length": KEY_CHARACTERS, "editable": False, "default": ""}
        super().__init__(**defaults | options)

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        return name, path, [self.source, *arguments], options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        name = getattr(model_instance, "reading", "") or getattr(model_instance, self.source)
        value = self.derive(name)
        setattr(model_instance, self.attname, value)
        return value

    def derive(self, name: str) -> str:
        return collation_of(settings.CONTENT_LANGUAGE).sort_key(name)


class InitialField(NameKeyField):
    """The shelf of the A-Z on which the name in the field `source` stands."""

    def __init__(self, source: str = "", **options: Any) -> None:
        super().__init__(source, **{"max_length": 3, **options})

    def derive(self, name: str) -> str:
        return collation_of(settings.CONTENT_LANGUAGE).shelf(name)
