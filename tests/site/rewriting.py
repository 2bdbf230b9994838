"""Other words in place of every text that authors wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction

CONTENT_APPS = ("terms", "quizzes", "maturity", "calculator", "advisory", "paths")
NOT_WORDS = {
    "key",
    "kind",
    "published",
    "as_of",
    "based_on",
    "section",
    "token",
    "content_digest",
    "formula",
}
NAMES = {("WorkedInput", "name"), ("WorkedStep", "name")}
"""What formulas call numbers."""
NOT_CONTENT = {
    "NumberParameter",
    "KnownLabel",
    "SearchDocument",
    "SearchName",
}


def rewrite_content(text_for: Callable[[models.Model, int, int], str]) -> None:
    """Put `text_for(row, place, count)` in every text of every row, the place-th of `count`."""
    with transaction.atomic():
        for label in CONTENT_APPS:
            for model in apps.get_app_config(label).get_models():
                if model.__name__ not in NOT_CONTENT:
                    _rewrite(list(model._default_manager.all()), text_for)


def _rewrite(rows: list[models.Model], text_for: Callable[[models.Model, int, int], str]) -> None:
    for place, row in enumerate(rows):
        names = [field.name for field in row._meta.concrete_fields if _holds_words(field)]
        written = [name for name in names if getattr(row, name)]
        for name in written:
            setattr(row, name, text_for(row, place, len(rows)))
        if names:
            row.save()


def _holds_words(field: models.Field[Any, Any]) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    is_code = isinstance(field, models.SlugField | models.URLField) or field.choices
    is_named = field.name in NOT_WORDS or (field.model.__name__, field.name) in NAMES
    return bool(is_text and not is_code and field.editable and not is_named)
