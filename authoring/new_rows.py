"""Rows that nothing stands in the way of: gathered, and written a model at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

_BATCH = 500


class NewRows:
    """Rows that refer to each other before any has its number.

    Models are written in the order in which their first rows came, so what refers comes after
    what it refers to.
    """

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[models.Model]] = {}

    def add(self, rows: Iterable[models.Model]) -> None:
        """Keep the rows until they are written."""
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)

    def write(self) -> None:
        """Write what was added since the last time."""
        for model, rows in self._rows.items():
            model._default_manager.bulk_create(rows, batch_size=_BATCH)
            rows.clear()
