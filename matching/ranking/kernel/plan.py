"""Where to look for one volunteer: nearest first, then nowhere and from home, then a little farther."""

from typing import NamedTuple

import numpy as np

from matching.ranking.arrays import Floats, Slots
from matching.ranking.kernel.compiled import LANES, as_float, part
from matching.ranking.kernel.packed import Dials, Float, Grid, Ints, Land, Word
from matching.ranking.kernel.pair import allowed_within, closeness

WITHIN, WIDER, FROM_HOME = 0, 1, 2
TWICE = np.float32(2)


class Plan(NamedTuple):
    """Blocks from and to, the segment they are of, how that stands to her, and what its distance adds."""

    first: Ints
    last: Ints
    segment: Ints
    kind: Ints
    far: Floats


class Trip(NamedTuple):
    """Where she lives, and how far she goes."""

    home: int
    max_km: Float
    remote_ok: bool


@part
def trip_of(packed: Slots, row: int) -> Trip:
    """Read where a volunteer goes."""
    return Trip(int(packed[row, 13]), as_float(packed[row, 11]), bool(packed[row, 12] != 0))


@part
def add(plan: Plan, count: int, starts: Ints, segment: int, kind: int, far: Float) -> int:
    """Add a segment, if there is anything in it."""
    plan.first[count], plan.last[count] = starts[segment], starts[segment + 1]
    plan.segment[count], plan.kind[count], plan.far[count] = segment, kind, far
    return count + int(starts[segment + 1] > starts[segment])


@part
def ring(
    plan: Plan, count: int, starts: Ints, land: Land, trip: Trip, rank: int, kind: int, dials: Dials
) -> tuple[int, int]:
    """Go on from one neighbour to the last within her radius, or within twice that."""
    reach = (TWICE * trip.max_km if kind == WIDER else trip.max_km) + dials.slack
    while rank < land.known[trip.home] and land.km[trip.home, rank] <= reach:
        close = closeness(land.km[trip.home, rank], trip.max_km, dials)
        place = land.order[trip.home, rank]
        count = add(plan, count, starts, place, kind, close * dials.distance)
        if (not trip.remote_ok) or close > dials.from_home:
            count = add(plan, count, starts, len(land.km) + place, kind, close * dials.distance)
        rank += 1
    return count, rank


@part
def anywhere(plan: Plan, count: int, starts: Ints, land: Land, trip: Trip, dials: Dials) -> int:
    """Go to what is at no known distance, and to all that she may do from home."""
    everywhere = len(land.km)
    for rank in range(land.known[trip.home], everywhere):
        unknown = dials.no_distance * dials.distance
        count = add(plan, count, starts, land.order[trip.home, rank], WITHIN, unknown)
    if trip.remote_ok:
        count = add(plan, count, starts, 2 * everywhere, FROM_HOME, dials.from_home * dials.distance)
    return count


@part
def fits_of(plan: Plan, count: int, demanded: Slots, everywhere: int, brought: Word, trip: Trip) -> int:
    """Count what she may see there; what she may do from home counts once."""
    fits = 0
    for each in range(count):
        again = trip.remote_ok and everywhere <= plan.segment[each] < 2 * everywhere
        if not again:
            fits += allowed_within(demanded, plan.first[each], plan.last[each], brought)
    return fits


@part
def is_nearer(grid: Grid, land: Land, place: int, trip: Trip, dials: Dials) -> bool:
    """Ask whether it is worth more for being near than for being done from home, and so stands there."""
    km = land.table[trip.home, grid.municipality[place]]
    return bool(closeness(km, trip.max_km, dials) > dials.from_home)


@part
def is_within(grid: Grid, land: Land, place: int, trip: Trip, dials: Dials) -> bool:
    """Follow `filters.fitting`, but for the demands."""
    km = land.table[trip.home, grid.municipality[place]]
    is_remote = place >= grid.starts[len(land.km)] * LANES
    beyond = trip.remote_ok if is_remote else np.isnan(km)
    return bool(beyond or km <= trip.max_km + dials.slack)
