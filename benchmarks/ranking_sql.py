"""The same lists asked of PostgreSQL, without chance and diversity: as an ORM would, and in one statement."""

from typing import Any

import numpy as np
from psycopg import Cursor

from benchmarks.copying import Columns, create
from benchmarks.crowd import Country
from matching.ranking import LAUNCH, Volunteers
from matching.ranking.prepared import Prepared
from matching.ranking.standing import need_lift

EARTH = "6371000 / earth()"
"""The ranker's globe is a little smaller than earthdistance's."""
KM = f"""CASE WHEN a.municipality = v.municipality THEN 3
    ELSE earth_distance(ll_to_earth(v.latitude, v.longitude), ll_to_earth(a.latitude, a.longitude))
    * {EARTH} / 1000 END"""
ALLOWED = """(v.age < 0 OR v.age >= a.minimum_age) AND (v.norwegian < 0 OR v.norwegian >= a.norwegian)
    AND (v.certificate_ok OR NOT a.certificate)"""
NEAR = "(a.remote AND v.remote_ok OR {km} <= v.max_km + 4)"


def bits(mask: str) -> str:
    return f"bit_count(({mask})::bit(64))"


ASKED, SLOTS = bits("a.activities"), bits("a.slots")
SCORE = f"""
  2.5 * CASE WHEN v.activities = 0 OR a.activities = 0 THEN 0.4 ELSE
    (4 * {bits("v.fours & a.activities")} + 2 * {bits("v.twos & a.activities")}
    + {bits("v.ones & a.activities")}) / (7.0 * {ASKED}) END
  + 2 * CASE WHEN a.remote AND v.remote_ok THEN 1 ELSE 1 / (1 + {{km}} / greatest(10, 0.7 * v.max_km)) END
  + 2 * CASE WHEN a.slots = 0 THEN 0.8
    WHEN v.slots = 0 THEN CASE WHEN a.is_regular THEN {SLOTS} / ({SLOTS} + 2.0) ELSE 1 / 3.0 END
    ELSE least(1, {bits("v.slots & a.slots")}::float8 / CASE WHEN a.is_regular THEN 1 ELSE {SLOTS} END) END
  + CASE WHEN v.rhythm = 1 AND a.is_regular OR v.rhythm = 2 AND NOT a.is_regular THEN 0 ELSE 1 END
  + 1.5 * CASE WHEN a.skills = 0 THEN 0.75 WHEN v.skills & a.skills <> 0 THEN 1 ELSE 0.3 END
  + CASE WHEN v.hours = 'NaN' OR a.hours = 'NaN' THEN 0.75 ELSE least(1, v.hours / a.hours) END
  + 0.5 * CASE WHEN v.groups = 0 OR a.groups = 0 THEN 0.4 WHEN v.groups & a.groups <> 0 THEN 1 ELSE 0 END
  + a.lift"""

ONE = f"""SELECT a.id, {SCORE.format(km=f"({KM})")} AS score FROM open a, asking v
    WHERE v.id = %s AND {ALLOWED} AND {NEAR.format(km=f"({KM})")} ORDER BY score DESC LIMIT 20"""  # noqa: S608 -- of constants
"""What an ORM makes of it: distance in WHERE and in ORDER BY."""

ALL = f"""SELECT v.id, l.id, l.score FROM asking v CROSS JOIN LATERAL (
    SELECT a.id, {SCORE.format(km="d.km")} AS score FROM distance d JOIN open a ON a.municipality = d.there
    WHERE d.here = v.municipality AND (d.km <= v.max_km + 4 OR v.remote_ok) AND {ALLOWED}
    AND {NEAR.format(km="d.km")} ORDER BY score DESC LIMIT 20) l WHERE v.id = ANY(%s)"""  # noqa: S608 -- of constants
"""A set-based statement at its best: distances in a table, an index by municipality."""


def fill(cursor: Cursor[Any], where: Country, prepared: Prepared, asking: Volunteers) -> None:
    """Put a nation into plain tables, with the indexes that help."""
    cursor.execute("CREATE EXTENSION IF NOT EXISTS cube; CREATE EXTENSION IF NOT EXISTS earthdistance")
    offered = prepared.assignments
    lift = need_lift(offered, LAUNCH) + prepared.timely + offered.appeal
    create(cursor, "open", located(where, columns_of(offered) | {"lift": lift}))
    steps = (steps.view(np.int64) for steps in where.world.liking(asking.activities))
    liked = dict(zip(("fours", "twos", "ones"), steps, strict=True))
    create(cursor, "asking", located(where, columns_of(asking) | liked))
    km = where.world.distance_km[:-1, :-1]
    here, there = (each.ravel().astype(np.int16) for each in np.indices(km.shape))
    create(cursor, "distance", {"here": here, "there": there, "km": km.ravel()})
    for index in ("open (municipality)", "asking (id)", "distance (here, km)"):
        cursor.execute(f"CREATE INDEX ON {index}".encode())
    cursor.execute("ANALYZE")


def located(where: Country, columns: Columns) -> Columns:
    """Add the point of each one's municipality."""
    place = columns["municipality"]
    return {**columns, "latitude": where.latitude[place], "longitude": where.longitude[place]}


SIGNED = {"u1": np.int64, "u4": np.int64, "u8": np.int64, "i1": np.int16}


def columns_of(things: Any) -> dict[str, Any]:
    """Read columns as PostgreSQL knows them: with signs."""
    columns = {name: getattr(things, name) for name in things.__dataclass_fields__}
    return {
        name: column.astype(SIGNED.get(column.dtype.str[1:], column.dtype))
        for name, column in columns.items()
    }
