"""Where to look for one volunteer: nearest first, then nowhere and from home, then a little farther."""

from typing import NamedTuple

import numpy as np

from matching.ranking.arrays import Floats, Slots
from matching.ranking.kernel.compiled import as_float, part
from matching.ranking.kernel.packed import FROM_AFAR, Dials, Float, Grid, Ints, Land, Word
from matching.ranking.kernel.pair import allowed_within, closeness, u32

WITHIN, WIDER, FROM_HOME = 0, 1, 2
TWICE = np.float32(2)


class Plan(NamedTuple):
    """Segments, how each stands to her, what she brings there, and what its distance adds."""

    segment: Ints
    kind: Ints
    brought: Slots
    far: Floats


class Trip(NamedTuple):
    """Where she lives, and how far she goes."""

    home: int
    max_km: Float
    remote_ok: bool


@part
def trip_of(packed: Slots, row: int) -> Trip:
    """Read where a volunteer goes."""
    return Trip(int(packed[row, 11]), as_float(packed[row, 9]), bool(packed[row, 10] != 0))


@part
def add(plan: Plan, count: int, starts: Ints, segment: int, kind: int, brought: Word, far: Float) -> int:
    """Add a segment, if there is anything in it."""
    plan.segment[count], plan.kind[count] = segment, kind
    plan.brought[count], plan.far[count] = brought, far
    return count + int(starts[segment + 1] > starts[segment])


@part
def ring(
    plan: Plan,
    count: int,
    starts: Ints,
    land: Land,
    trip: Trip,
    brought: Word,
    rank: int,
    kind: int,
    dials: Dials,
) -> tuple[int, int]:
    """Go on from one neighbour to the last within her radius, or within twice that."""
    reach = (TWICE * trip.max_km if kind == WIDER else trip.max_km) + dials.slack
    while rank < land.known[trip.home] and land.km[trip.home, rank] <= reach:
        close = closeness(land.km[trip.home, rank], trip.max_km, dials)
        elsewhere = trip.remote_ok and (kind == WIDER or close <= dials.from_home)
        sees = u32(brought & ~FROM_AFAR) if elsewhere else brought
        count = add(plan, count, starts, land.order[trip.home, rank], kind, sees, close * dials.distance)
        rank += 1
    return count, rank


@part
def anywhere(
    plan: Plan, count: int, starts: Ints, land: Land, trip: Trip, brought: Word, dials: Dials
) -> int:
    """Go to what is at no known distance, and to all that she may do from home."""
    everywhere, sees = len(land.km), u32(brought & ~FROM_AFAR)
    for rank in range(land.known[trip.home], everywhere):
        unknown = dials.no_distance * dials.distance
        count = add(plan, count, starts, land.order[trip.home, rank], WITHIN, sees, unknown)
    if trip.remote_ok:
        near = dials.from_home * dials.distance
        count = add(plan, count, starts, everywhere, FROM_HOME, brought, near)
    return count


@part
def fits_of(plan: Plan, count: int, grid: Grid, trip: Trip) -> int:
    """Count what she may see there; what she may do from home counts once."""
    fits = 0
    for each in range(count):
        first, last = grid.starts[plan.segment[each]], grid.starts[plan.segment[each] + 1]
        once = trip.remote_ok and plan.kind[each] != FROM_HOME
        sees = u32(plan.brought[each] & ~FROM_AFAR) if once else plan.brought[each]
        fits += allowed_within(grid.demanded, first, last, sees)
    return fits


@part
def is_nearer(grid: Grid, land: Land, place: int, trip: Trip, dials: Dials) -> bool:
    """Ask whether it is worth more for being near than for being done from home, and so is seen there."""
    km = land.table[trip.home, grid.municipality[place]]
    within = km <= trip.max_km + dials.slack
    return bool(within and closeness(km, trip.max_km, dials) > dials.from_home)


@part
def is_within(grid: Grid, land: Land, place: int, trip: Trip, dials: Dials) -> bool:
    """Follow `filters.fitting`, but for the demands."""
    km = land.table[trip.home, grid.municipality[place]]
    is_remote = (grid.demanded[place] & FROM_AFAR) != 0
    beyond = trip.remote_ok if is_remote else np.isnan(km)
    return bool(beyond or km <= trip.max_km + dials.slack)
