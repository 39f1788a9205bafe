"""Columns of numbers to PostgreSQL and back, by binary COPY."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import Cursor

type Columns = Mapping[str, npt.NDArray[Any]]

AT_ONCE = 50_000
START = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
TYPES = {"i2": "smallint", "i4": "integer", "i8": "bigint", "f4": "real", "f8": "float8", "b1": "boolean"}
OIDS = {"i4": 23, "f4": 700}
"""Of what arrays are made of."""


def kind(column: npt.NDArray[Any]) -> str:
    """Name the type of a column's numbers as numpy does."""
    return column.dtype.str[1:]


def sql_type(column: npt.NDArray[Any]) -> str:
    """Name the type of a column in SQL."""
    return TYPES[kind(column)] + "[]" * (column.ndim - 1)


def create(cursor: Cursor[Any], table: str, columns: Columns) -> None:
    """Make a plain table of these columns and fill it."""
    named = ", ".join(f"{name} {sql_type(column)}" for name, column in columns.items())
    cursor.execute(f"DROP TABLE IF EXISTS {table}; CREATE UNLOGGED TABLE {table} ({named})".encode())
    copy_in(cursor, table, columns)
    cursor.execute(f"ANALYZE {table}".encode())


def copy_in(cursor: Cursor[Any], table: str, columns: Columns) -> None:
    """Append rows to a table."""
    count = len(next(iter(columns.values())))
    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)".encode()) as copy:
        copy.write(START)
        for start in range(0, count, AT_ONCE):
            part = {name: column[start : start + AT_ONCE] for name, column in columns.items()}
            copy.write(packed(part))
        copy.write(END)


def packed(columns: Columns) -> bytes:
    """Lay rows out as COPY wants them: before each value its length, before each array its shape."""
    layout: list[tuple[Any, ...]] = [("fields", ">i2")]
    for name, column in columns.items():
        layout.append((f"{name} length", ">i4"))
        if column.ndim == 1:
            layout.append((name, f">{kind(column)}"))
        else:
            element = np.dtype([("length", ">i4"), ("value", f">{kind(column)}")])
            layout += [(f"{name} shape", ">i4", 5), (name, element, column.shape[1])]
    rows = np.zeros(len(next(iter(columns.values()))), np.dtype(layout))
    rows["fields"] = len(columns)
    for name, column in columns.items():
        size = column.dtype.itemsize
        if column.ndim == 1:
            rows[name], rows[f"{name} length"] = column, size
        else:
            length = column.shape[1]
            rows[f"{name} length"] = 20 + length * (4 + size)
            rows[f"{name} shape"] = (1, 0, OIDS[kind(column)], length, 1)
            rows[name]["value"], rows[name]["length"] = column, size
    return rows.tobytes()


def copy_out(cursor: Cursor[Any], table: str, like: Columns) -> dict[str, npt.NDArray[Any]]:
    """Read all rows of a table whose columns are like these, none of them an array."""
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    for name, column in like.items():
        layout += [(f"{name} length", ">i4"), (name, f">{kind(column)}")]
    with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)".encode()) as copy:
        read = b"".join(copy)
    rows = np.frombuffer(read, np.dtype(layout), offset=len(START), count=counted(read, layout))
    return {name: rows[name].astype(column.dtype) for name, column in like.items()}


def counted(read: bytes, layout: list[tuple[str, str]]) -> int:
    """Count the rows between the start and the end."""
    return (len(read) - len(START) - len(END)) // np.dtype(layout).itemsize
