"""Many new rows written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from operator import attrgetter
from types import NoneType
from typing import Any, ClassVar

from django.db import connection, connections, models, transaction

_BATCH = 500
_KEPT: dict[type[models.Field[Any, Any]], tuple[type, ...]] = {
    models.CharField: (str, NoneType),
    models.TextField: (str, NoneType),
    models.IntegerField: (int, NoneType),
    models.FloatField: (float, NoneType),
    models.BooleanField: (bool, NoneType),
    models.ForeignKey: (int, NoneType),
}
"""The values that SQLite takes as they are, by the kind of their field."""


class Draft:
    """A new row, without what else an object of a model can do, which takes most of its time.

    `kind` makes those of a model, with values by the names of its fields. Where a field refers to
    another row, that may be a draft too.
    """

    of_model: ClassVar[type[models.Model]]
    _made: ClassVar[dict[str, Callable[[], Any]]]
    pk: int

    def __init__(self, **values: Any) -> None:
        for name, make in self._made.items():
            setattr(self, name, make())
        self.__dict__.update(values)


@cache
def kind(model: type[models.Model]) -> type[Draft]:
    """The drafts of rows of `model`, which know its defaults."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    made = {
        field.attname: field.default
        for field in fields
        if field.has_default() and callable(field.default)
    }
    same = {field.attname: field.get_default() for field in fields if field.attname not in made}
    return type(f"New{model.__name__}", (Draft,), {"of_model": model, "_made": made, **same})


NewRow = models.Model | Draft


def insert_and_number(model: type[models.Model], rows: Iterable[NewRow]) -> None:
    """Write new rows of `model`, which learn their numbers, for rows that refer to them."""
    if connection.vendor != "sqlite":
        listed = list(rows)
        written = model._default_manager.bulk_create(map(_whole, listed), batch_size=_BATCH)
        for row, one in zip(listed, written, strict=True):
            row.pk = one.pk
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


def _whole(row: NewRow) -> models.Model:
    """The row as an object of its model."""
    if isinstance(row, models.Model):
        return row
    values = {
        f"{name}_id" if isinstance(value, Draft) else name: _number(value)
        for name, value in vars(row).items()
    }
    return row.of_model(**values)


def _number(value: Any) -> Any:
    return value.pk if isinstance(value, Draft) else value


def _is_stored(row: NewRow, number: int) -> None:
    row.pk = number
    if isinstance(row, models.Model):
        row._state.adding, row._state.db = False, connection.alias


def insert_rows(model: type[models.Model], rows: Iterable[NewRow]) -> None:
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
    is_number = isinstance(field, models.AutoField)
    value_of: Callable[[Any], Any] = attrgetter("pk" if is_number else field.attname)
    if type(field).pre_save is not models.Field.pre_save:
        value_of = partial(field.pre_save, add=True)

    def prepare(row: NewRow) -> Any:
        value = value_of(row)
        return value if type(value) in kept else field.get_db_prep_save(value, database)

    def prepare_relation(row: NewRow) -> Any:
        if isinstance(row, Draft):
            related = row.__dict__.get(field.name)
            return prepare(row) if related is None else related.pk
        if field.is_cached(row):
            related = getattr(row, field.name)
            return None if related is None else getattr(related, field.target_field.attname)
        return prepare(row)

    return prepare_relation if field.is_relation else prepare
