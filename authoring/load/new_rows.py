"""Rows that nothing stands in the way of: gathered, and written a model at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from calculator.models import CostScenario
from quizzes.models import Question, Quiz
from terms.models import Figure
from terms.new_rows import Draft, insert_and_number, insert_rows

_REFERRED_TO: tuple[type[models.Model], ...] = (Figure, CostScenario, Quiz, Question)
"""What must have its number before the rows that refer to it are written."""


class NewRows:
    """Rows that refer to each other before any has its number.

    Models are written in the order in which their first rows came, so what refers comes after
    what it refers to.
    """

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Draft]] = {}

    def add(self, rows: Iterable[Draft]) -> None:
        """Keep the rows until they are written."""
        for row in rows:
            self._rows.setdefault(row.of_model, []).append(row)

    def write(self) -> None:
        """Write what was added since the last time."""
        for model, rows in self._rows.items():
            write = insert_and_number if model in _REFERRED_TO else insert_rows
            write(model, rows)
            rows.clear()
