"""Many new rows written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from types import NoneType
from typing import Any

from django.db import connection, connections, models, transaction

_BATCH = 500
_KEPT: dict[type[models.Field[Any, Any]], tuple[type, ...]] = {
    models.CharField: (str, NoneType),
    models.TextField: (str, NoneType),
    models.IntegerField: (int, NoneType),
    models.BooleanField: (bool, NoneType),
    models.ForeignKey: (int, NoneType),
}
"""The values that SQLite takes as they are, by the kind of their field."""


def insert_and_number(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write new rows of `model`, which learn their numbers, for rows that refer to them."""
    if connection.vendor != "sqlite":
        model._default_manager.bulk_create(rows, batch_size=_BATCH)
        return
    if not (listed := list(rows)):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        statement, fields = _statement(model)
        cursor.execute(statement, [prepare(listed[0]) for prepare in fields])
        # From here on nobody else writes, and SQLite gives no number twice.
        for number, row in enumerate(listed, start=cursor.lastrowid):
            _is_stored(row, number)
        statement, fields = _statement(model, with_number=True)
        cursor.executemany(statement, [[prepare(row) for prepare in fields] for row in listed[1:]])


def _is_stored(row: models.Model, number: int) -> None:
    row.pk = number
    row._state.adding, row._state.db = False, connection.alias


def insert_rows(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write new rows of `model`, which do not learn their numbers; what they refer to has one.

    SQLite reads one short statement and runs it for every row, where `bulk_create` has it read a
    statement as long as the rows; that takes nearly twice as long.
    """
    if connection.vendor != "sqlite":
        insert_and_number(model, rows)
        return
    statement, fields = _statement(model)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[prepare(row) for prepare in fields] for row in rows])


def _statement(
    model: type[models.Model], *, with_number: bool = False
) -> tuple[str, list[Callable[[Any], Any]]]:
    """The statement that writes a row, and the functions that give its values."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if with_number or not isinstance(field, models.AutoField)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own
    return statement, [_preparation(field) for field in fields]


def _preparation(field: Any) -> Callable[[Any], Any]:
    """What a row has for `field`, as the database takes it.

    Most values are stored as they are, and to ask Django takes longer than to write them.
    """
    kept = next((types for kind, types in _KEPT.items() if isinstance(field, kind)), ())
    database = connections[connection.alias]
    value_of: Callable[[Any], Any] = attrgetter(field.attname)
    if type(field).pre_save is not models.Field.pre_save:
        value_of = partial(field.pre_save, add=True)

    def prepare(row: models.Model) -> Any:
        value = value_of(row)
        return value if type(value) in kept else field.get_db_prep_save(value, database)

    def prepare_relation(row: models.Model) -> Any:
        if field.is_cached(row):
            related = getattr(row, field.name)
            return None if related is None else getattr(related, field.target_field.attname)
        return prepare(row)

    return prepare_relation if field.is_relation else prepare
