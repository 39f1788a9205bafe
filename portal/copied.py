"""Columns out of PostgreSQL by binary COPY: numbers arrive as numbers, fifty thousand rows in an instant."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

HEADER, TRAILER = 19, 2
"""Bytes before the first row and after the last (PostgreSQL's manual, COPY, «Binary format»)."""
SQL_TYPES = {
    "i8": "bigint",
    "i4": "integer",
    "i2": "smallint",
    "f8": "double precision",
    "f4": "real",
    "?": "boolean",
}


class Column(NamedTuple):
    """An SQL expression that is never NULL, and the numpy type it arrives as."""

    sql: str
    type: str


def copied(columns: Mapping[str, Column], source: str) -> dict[str, NDArray[Any]]:
    """Read columns by name; `source` is the query after its SELECT list."""
    chosen = ", ".join(f"({column.sql})::{SQL_TYPES[column.type]}" for column in columns.values())
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY (SELECT {chosen} {source}) TO STDOUT (FORMAT BINARY)") as copy,
    ):
        received = b"".join(copy)
    row: list[tuple[str, str]] = [("", ">i2")]
    for name, column in columns.items():
        row += [(f"{name} length", ">i4"), (name, f">{column.type}" if column.type != "?" else "?")]
    read = np.frombuffer(received[HEADER:-TRAILER], np.dtype(row))
    return {name: read[name].astype(column.type) for name, column in columns.items()}
