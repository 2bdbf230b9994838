"""Stored numbers brought inside a range, before a migration has the database hold to it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import migrations


def clamp(
    app: str, model: str, names: list[str], low: int | str, high: int | str
) -> migrations.RunPython:
    """The operation that sets what is below `low` or above `high` to that.

    No value is read: one that its column cannot hold, as SQLite lets in, could not be.
    """
    run: Callable[[Any, Any], None] = _clamping(app, model, names, Decimal(low), Decimal(high))
    return migrations.RunPython(run, migrations.RunPython.noop, elidable=True)


def _clamping(
    app: str, model: str, names: list[str], low: Decimal, high: Decimal
) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(app, model)._base_manager.using(schema_editor.connection.alias)
        for name in names:
            rows.filter(**{f"{name}__lt": low}).update(**{name: low})
            rows.filter(**{f"{name}__gt": high}).update(**{name: high})

    return run
