"""The lists of many volunteers, one after the other, without any memory but what is handed in."""

from typing import NamedTuple

import numpy as np

from matching.ranking.arrays import Rows, Slots
from matching.ranking.kernel.best import (
    BUCKETS,
    IN_ONE,
    TILE,
    Best,
    Lists,
    State,
    drop,
    edge_of,
    keep,
    mark,
    pick,
    sort,
)
from matching.ranking.kernel.compiled import LANES, lowest, part, reaching, whole
from matching.ranking.kernel.packed import Dials, Float, Grid, Ints, Land
from matching.ranking.kernel.pair import (
    MIDDLE_OF_FOUR,
    ZERO,
    Reader,
    ceiling,
    draw,
    is_allowed,
    liking,
    look,
    reader_of,
    u32,
    u64,
)
from matching.ranking.kernel.plan import (
    FROM_HOME,
    WIDER,
    WITHIN,
    Plan,
    Trip,
    anywhere,
    fits_of,
    is_nearer,
    is_within,
    ring,
    trip_of,
)

LATER = np.float32(-32)
PLENTY, CAUTION = 8, 20
LEEWAY = np.float32(1e-3)
"""More than all rounding together."""


class Banned(NamedTuple):
    """What each volunteer must not meet: from where to where in the rows."""

    starts: Rows
    rows: Ints


class Ask(NamedTuple):
    """One volunteer asking."""

    row: int
    reader: Reader
    trip: Trip
    seed: np.uint64
    low: Float
    """The score from which on buckets are counted."""


class Stage(NamedTuple):
    """What stands there for all of them."""

    grid: Grid
    land: Land
    dials: Dials
    banned: Banned
    plan: Plan
    best: Best


@part
def is_hers(stage: Stage, ask: Ask, place: int, kind: int) -> bool:
    """Ask whether she may see it, and sees it here."""
    for each in range(stage.banned.starts[ask.row], stage.banned.starts[ask.row + 1]):
        if stage.banned.rows[each] == stage.grid.row[place]:
            return False
    return kind != FROM_HOME or not is_nearer(stage.grid, stage.land, place, ask.trip, stage.dials)


@part
def banned_fits(stage: Stage, ask_row: int, reader: Reader, trip: Trip) -> int:
    """Count what would fit but must not be met."""
    count = 0
    for each in range(stage.banned.starts[ask_row], stage.banned.starts[ask_row + 1]):
        place = stage.grid.place[stage.banned.rows[each]]
        if place >= 0 and is_allowed(reader.brought, stage.grid.demanded[place]):
            count += int(is_within(stage.grid, stage.land, place, trip, stage.dials))
    return count


@part
def consider(stage: Stage, ask: Ask, first: int, blocks: int, kind: int, state: State) -> State:
    """Draw the chances of what is marked in some blocks, and keep what reaches the edge."""
    best, grid = stage.best, stage.grid
    count = mark(best, blocks)
    luck = ask.seed, stage.dials.tie
    draw(best.moved, best.marked, count, grid.id, first, luck, LATER if kind == WIDER else ZERO, best.drawn)
    for start in range(0, count, LANES):
        reached = reaching(best.drawn, u64(start), edge_of(state, ask.low) - LEEWAY)
        while reached != 0:
            each = start + lowest(reached)
            reached = u32(reached & u32(reached - u32(1)))
            offset = best.marked[each]
            place = first * LANES + offset
            if is_hers(stage, ask, place, kind):
                score, value = best.drawn[each], best.found[offset]
                state = keep(best, score, value, grid.row[place], ask.low, stage.dials.pool, state)
    return state


@part
def reaching_to(grid: Grid, first: int, last: int, lift: Float, worth: Float) -> int:
    """Go on as long as a block may be lifted and worth enough."""
    block = first
    while block < last and grid.lift_of_block[block] >= lift and grid.worth_of_block[block] >= worth:
        block += 1
    return block


@part
def scan(stage: Stage, ask: Ask, each: int, state: State) -> State:
    """Look through one segment, a few blocks at a time."""
    grid, plan, dials = stage.grid, stage.plan, stage.dials
    far, kind, segment = plan.far[each], plan.kind[each], plan.segment[each]
    first, end = grid.starts[segment], grid.starts[segment + 1]
    luck = abs(MIDDLE_OF_FOUR * dials.tie) + LEEWAY - (LATER if kind == WIDER else ZERO)
    most = ceiling(ask.reader, far, dials)
    if grid.worth_of_segment[segment] < edge_of(state, ask.low) - luck - far:
        return state
    size = 4 if state.held == 0 else TILE
    while first < end:
        floor = edge_of(state, ask.low) - luck
        last = reaching_to(grid, first, min(first + size, end), floor - most, floor - far)
        if last > first:
            room = stage.best.found, stage.best.moved, stage.best.marks
            blocks, sees = (first, last), plan.brought[each]
            look(grid.words, grid.demanded, blocks, ask.reader, sees, far, floor, dials, *room)
            state = consider(stage, ask, first, last - first, kind, state)
        first, size = max(last, first + 1), min(TILE, 2 * size)
    return state


@part
def prepare(stage: Stage, readers: Slots, each: int, row: int, fits: Rows) -> tuple[Ask, int]:
    """Plan where to look for one volunteer, and count what fits."""
    grid, land, dials, plan = stage.grid, stage.land, stage.dials, stage.plan
    liked = liking(readers[each, 0], readers[each, 1], land.together, stage.best.sums, dials)
    reader, trip = reader_of(readers, each, liked, dials), trip_of(readers, each)
    sees = reader.brought
    count, rank = ring(plan, 0, grid.starts, land, trip, sees, 0, WITHIN, dials)
    count = anywhere(plan, count, grid.starts, land, trip, sees, dials)
    fits[row] = fits_of(plan, count, grid, trip) - banned_fits(stage, row, reader, trip)
    low = max(ZERO, dials.distance) + grid.worth_of_segment[-1]
    low += abs(MIDDLE_OF_FOUR * dials.tie) - np.float32(BUCKETS) / IN_ONE
    if fits[row] < dials.few:
        count, rank = ring(plan, count, grid.starts, land, trip, sees, rank, WIDER, dials)
        low += LATER
    seed = u64(readers[each, 12]) | u64(readers[each, 13]) << u64(32)
    return Ask(row, reader, trip, seed, low), count


@part
def search(stage: Stage, ask: Ask, count: int, guess: int) -> State:
    """Look everywhere; should fewer than wanted have reached the guessed edge, look again without it."""
    while True:
        for bucket in range(BUCKETS):
            stage.best.counts[bucket] = 0
        state = State(0, guess, 0)
        for each in range(count):
            state = scan(stage, ask, each, state)
        if guess == 0 or state.above >= stage.dials.pool:
            return state
        guess = 0


@part
def magnitude(count: int) -> int:
    """Count the digits, in twos."""
    digits = 0
    while count > 0:
        count >>= 1
        digits += 1
    return digits


@whole
def list_all(rows: Rows, readers: Slots, stage: Stage, lists: Lists) -> None:
    """List the best for each of these readers, who stand in these rows.

    Each guesses from the last for whom about as many fit.
    """
    for each in range(len(rows)):
        ask, count = prepare(stage, readers, each, rows[each], lists.fits)
        size = magnitude(lists.fits[ask.row] // (PLENTY * stage.dials.pool))
        guess = stage.best.guesses[size] if size > 0 else 0
        state = search(stage, ask, count, guess)
        stage.best.guesses[size] = max(0, state.edge - CAUTION)
        held = drop(stage.best, state.held, edge_of(state, ask.low) - LEEWAY)
        held = sort(stage.best, held, stage.dials.pool)
        pick(stage.best, held, stage.grid, stage.dials, lists, ask.row)
