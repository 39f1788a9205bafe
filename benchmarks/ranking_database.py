"""The ranker beside PostgreSQL: one volunteer at a time, some at once, everybody from table to table."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np
from django.db import connection
from psycopg import Cursor

from benchmarks import nation as databases
from benchmarks import ranking_sql as written
from benchmarks.copying import copy_in, copy_out, create
from benchmarks.crowd import Nation, peak_gigabytes, seconds
from matching.ranking import LAUNCH, Volunteers
from matching.ranking.arrays import DTYPES
from matching.ranking.fast import Listed, ranked
from matching.ranking.prepared import Prepared, prepare

PLAIN = replace(LAUNCH, tie=0, same_activity=1, same_organisation=1, few=0)
"""Without what SQL cannot do: chance, diversity, a second look farther away."""


@contextmanager
def scratch() -> Iterator[Cursor[Any]]:
    """Open a cursor of psycopg's own on an empty database."""
    with databases.scratch(), connection.cursor() as cursor:
        yield cursor.cursor.cursor if hasattr(cursor.cursor, "cursor") else cursor.cursor


def sql(nation: Nation, options: Namespace) -> None:
    """Ask as an ORM would, for one after the other, and in one statement for some."""
    asking = nation.sample(options.sample)
    prepared = prepare(nation.prepared.assignments, nation.where.world, model=PLAIN, day=nation.prepared.day)
    expected = ranked(asking, prepared)
    written.fill(options.cursor, nation.where, prepared, asking)
    one_by_one(options.cursor, nation, asking, expected, options.statements)
    all_at_once(options.cursor, nation, asking, expected)


def one_by_one(
    cursor: Cursor[Any], nation: Nation, asking: Volunteers, expected: Listed, statements: int
) -> None:
    """Time statements of the ORM's kind beside the same lists of the kernel."""
    took, kernel, told = [], [], {}
    for row, key in enumerate(asking.id[:statements].tolist()):
        took.append(seconds(lambda key=key: cursor.execute(written.ONE, [key])))  # type: ignore[misc]
        told[key] = cursor.fetchall()
        one = asking.take(np.array([row]))
        kernel.append(seconds(lambda one=one: ranked(one, nation.prepared)))  # type: ignore[misc]
    check(told, asking, expected)
    slower = median(took) / median(kernel)
    print(f"one volunteer by the ORM's kind of statement, {statements} of them: median", end=" ")
    print(f"{median(took) * 1e3:.0f} ms, {slower:,.0f} times as long as the kernel (bar: 200)")


def all_at_once(cursor: Cursor[Any], nation: Nation, asking: Volunteers, expected: Listed) -> None:
    """Time the set-based statement beside the kernel's rate for many."""
    rate = len(asking) / seconds(lambda: cursor.execute(written.ALL, [asking.id.tolist()]))
    told: dict[int, list[tuple[int, float]]] = {}
    for volunteer, assignment, score in cursor.fetchall():
        told.setdefault(volunteer, []).append((assignment, score))
    check(told, asking, expected)
    many = nation.sample(50_000)
    kernel = len(many) / seconds(lambda: ranked(many, nation.prepared))
    print(f"{len(asking)} volunteers in one statement, distances in a table: {rate:,.0f} a second;", end=" ")
    print(f"the kernel {kernel:,.0f}, {kernel / rate:,.0f} times (bar: 500)")


def check(told: dict[int, list[tuple[int, float]]], asking: Volunteers, expected: Listed) -> None:
    """Stop unless the lists have the same scores; of equals SQL may take another."""
    for row, key in enumerate(asking.id.tolist()):
        if key in told:
            mine = np.sort(expected.scores[row][expected.indices[row] >= 0])
            theirs = np.sort([score for _, score in told[key]])
            if mine.shape != theirs.shape or not np.allclose(mine, theirs, atol=1e-4):
                raise SystemExit(f"SQL and the kernel disagree about volunteer {key}")


def whole(nation: Nation, options: Namespace) -> None:
    """Read everybody out of a table, rank them, and write the lists into another."""
    like = written.columns_of(nation.people)
    create(options.cursor, "volunteers", like)
    empty = rows_of(np.empty(0, np.int64), np.empty((0, 20), np.int32), np.empty((0, 20), np.float32))
    create(options.cursor, "suggestions", empty)
    out, rank, back = steps(options.cursor, like, nation.prepared)
    total, count = out + rank + back, len(nation.people)
    print(
        f"{count:,} volunteers: COPY out {out:.1f} s, rank {rank:.1f} s on two threads, COPY in {back:.1f} s"
    )
    print(
        f"  {count / total:,.0f} a second from table to table (bar: 60,000); peak {peak_gigabytes():.2f} GB"
    )


def steps(cursor: Cursor[Any], like: dict[str, Any], prepared: Prepared) -> Iterable[float]:
    """Time the three steps."""
    done: dict[str, Any] = {}
    yield seconds(lambda: done.update(people=read(cursor, like)))
    yield seconds(lambda: done.update(lists=ranked(done["people"], prepared, threads=2)))
    lists: Listed = done["lists"]
    columns = rows_of(done["people"].id, lists.indices, lists.scores)
    yield seconds(lambda: copy_in(cursor, "suggestions", columns))


def read(cursor: Cursor[Any], like: dict[str, Any]) -> Volunteers:
    """Read volunteers as the ranker wants them: without signs."""
    columns = copy_out(cursor, "volunteers", like)
    fields = Volunteers.__dataclass_fields__.items()
    return Volunteers(**{name: columns[name].astype(DTYPES[field.type]) for name, field in fields})


def rows_of(volunteer: Any, assignments: Any, scores: Any) -> dict[str, Any]:
    """Name the columns of a table of lists."""
    return {"volunteer": volunteer, "assignments": assignments, "scores": scores}
