"""Rows into PostgreSQL by COPY, the fastest way there is: no RETURNING, no parameter lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql


def reserve(model: type[Model], number: int) -> int:
    """Take that many keys from the model's own sequence and give the first."""
    table, column = model._meta.db_table, model._meta.pk.column  # noqa: SLF001 - documented as public
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [table, column])
        first = int(cursor.fetchone()[0])
        if number > 1:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, first + number - 1]
            )
    return first


def copy(objects: Sequence[Model]) -> None:
    """Write objects of one model that have their keys already, each column as it stands on the object."""
    if not objects:
        return
    meta = objects[0]._meta  # noqa: SLF001 - documented as public
    fields = [field for field in meta.concrete_fields if not field.generated]
    rows = (
        [field.get_db_prep_save(getattr(item, field.attname), connection) for field in fields]
        for item in objects
    )
    copy_rows(meta.db_table, [str(field.column) for field in fields], rows)


def copy_pairs(through: Any, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Write rows of a many-to-many table: (key of its owner, key of the other)."""
    columns = [field.column for field in through._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    copy_rows(through._meta.db_table, columns, pairs)  # noqa: SLF001


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)
