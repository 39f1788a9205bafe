"""The months in which lists are kept: a partition each, made in time, and dropped whole when it is old."""

import re
from datetime import date

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

TABLE = "learning_shownlist"
REST = "learning_shownlist_default"
"""Where a list lands whose month has no partition yet."""
NAMED = re.compile(rf"{TABLE}_(\d{{4}})_(\d\d)")
KEPT = 12
"""The current month and the eleven before it: nothing is older than a year."""

PATIENCE = "SET LOCAL lock_timeout = '500ms'"
"""Shorter than the database lets two wait for each other before it ends one: so it is we who give way."""
HOLD = f"LOCK TABLE ONLY {TABLE} IN SHARE ROW EXCLUSIVE MODE"
"""Whoever remembers a list waits, and then finds the new month."""
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"
MAKE = sql.SQL("CREATE TABLE {month} (LIKE {table} INCLUDING ALL)")
MOVE = sql.SQL("""
    WITH moved AS (DELETE FROM {rest} WHERE shown_on >= {first} AND shown_on < {end} RETURNING *)
    INSERT INTO {month} SELECT * FROM moved
""")
ATTACH = sql.SQL("ALTER TABLE {table} ATTACH PARTITION {month} FOR VALUES FROM ({first}) TO ({end})")
DROP = sql.SQL("DROP TABLE {month}")
FORGET = "DELETE FROM learning_shownlist_default WHERE shown_on < %s"
LANDED = "SELECT DISTINCT date_trunc('month', shown_on)::date FROM learning_shownlist_default ORDER BY 1"


def first_of(day: date, *, later: int = 0) -> date:
    """The first day of a month, or of the month so many later."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def partitions() -> dict[date, str]:
    """Name the partition of each month that has one."""
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS, [TABLE])
        found = [NAMED.fullmatch(name) for (name,) in cursor.fetchall()]
    return {date(int(match[1]), int(match[2]), 1): match[0] for match in found if match}


@transaction.atomic
def make(month: date) -> bool:
    """Make the partition of a month, and bring home the lists of it that landed elsewhere; once is enough."""
    with connection.cursor() as cursor:
        hold(cursor)
        if month in partitions():
            return False
        parts = {
            "table": sql.Identifier(TABLE),
            "rest": sql.Identifier(REST),
            "month": sql.Identifier(f"{TABLE}_{month:%Y_%m}"),
            "first": sql.Literal(month.isoformat()),
            "end": sql.Literal(first_of(month, later=1).isoformat()),
        }
        for step in (MAKE, MOVE, ATTACH):
            cursor.execute(step.format(**parts))
    return True


@transaction.atomic
def forget(*, on: date) -> list[date]:
    """Drop the months of which every list would soon be older than a year, and name them."""
    oldest = first_of(on, later=1 - KEPT)
    with connection.cursor() as cursor:
        hold(cursor)
        old = {month: name for month, name in partitions().items() if month < oldest}
        for name in old.values():
            cursor.execute(DROP.format(month=sql.Identifier(name)))
        cursor.execute(FORGET, [oldest])
    return sorted(old)


def landed() -> list[date]:
    """The months of which there are lists without a partition of their own."""
    with connection.cursor() as cursor:
        cursor.execute(LANDED)
        return [month for (month,) in cursor.fetchall()]


def keep(*, on: date) -> None:
    """Make room for this month and the next, bring home what landed elsewhere, and forget what is old."""
    forget(on=on)
    for month in sorted({first_of(on), first_of(on, later=1), *landed()} - partitions().keys()):
        make(month)


def hold(cursor: CursorWrapper) -> None:
    cursor.execute(PATIENCE)
    cursor.execute(HOLD)
