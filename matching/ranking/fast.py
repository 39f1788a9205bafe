"""Lists for one volunteer or for a nation: the numbers of `rank`, by the kernel."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import partial

import numpy as np

from matching.ranking.arrays import (
    DTYPES,
    NO_PAIRS,
    Assignments,
    Bools,
    Floats,
    Pairs,
    Rows,
    Volunteers,
)
from matching.ranking.kernel.best import BUCKETS, STRIDE, TILE, Best, Lists
from matching.ranking.kernel.compiled import LANES
from matching.ranking.kernel.lists import Banned, Stage, list_all
from matching.ranking.kernel.packed import CLOSED, Dials, Grid, Ints, dials, readers
from matching.ranking.kernel.plan import Plan
from matching.ranking.market import Market
from matching.ranking.pick import HIDDEN, NOTHING
from matching.ranking.prepared import Prepared, prepare
from matching.ranking.rank import Ranking, explained
from matching.ranking.standing import need_lift
from matching.ranking.world import build_world

AT_ONCE = 16_384
"""So many volunteers are packed together: bounded memory, and enough who are neighbours."""
HELD = 512


ANYBODY = Volunteers(**{field.name: np.zeros(1, DTYPES[field.type]) for field in fields(Volunteers)})
"""She has said nothing, and lives in the first municipality."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists of n volunteers, k long, best first."""

    indices: Ints
    """Rows in `Assignments`, [n, k]; -1 after the end of a list."""
    scores: Floats
    """Log-odds but for a constant, before diversity, [n, k]; -inf after the end."""
    relevance: Floats
    """The seven signals alone, [n, k]; 0 after the end."""
    fits: Rows
    """How many are within what she asked for, listed or not, [n]."""

    def without(self, rows: Bools) -> "Listed":
        """Empty these lists."""
        return replace(self, indices=np.where(rows[:, None], np.int32(NOTHING), self.indices))


def ranked(
    volunteers: Volunteers,
    prepared: Prepared,
    *,
    k: int = 20,
    exclude: Pairs = NO_PAIRS,
    among: Bools | None = None,
    threads: int = 1,
) -> Listed:
    """List the k best for each volunteer, none of the excluded pairs, nothing but what is among these [m]."""
    volunteers.check(prepared.world)
    lists = empty(len(volunteers), k=k)
    grid = prepared.grid if among is None else narrowed(prepared.grid, among)
    banned = banned_of(exclude, len(volunteers), of=len(prepared.assignments))
    fill = partial(list_some, volunteers, prepared, grid, dials(prepared.model, k=k), banned, lists)
    if threads == 1:
        list(map(fill, parts(volunteers)))
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, parts(volunteers)))
    return Listed(*lists)


def empty(count: int, *, k: int) -> Lists:
    """Begin so many lists."""
    return Lists(
        np.full((count, k), NOTHING, np.int32),
        np.full((count, k), HIDDEN),
        np.zeros((count, k), np.float32),
        np.zeros(count, np.int64),
    )


def explain(volunteers: Volunteers, prepared: Prepared, listed: Listed) -> Ranking:
    """Tell what each pair that was listed is made of."""
    is_listed = listed.indices != NOTHING
    some = np.unique(listed.indices[is_listed]).astype(np.int64)
    offered, timely = prepared.assignments.take(some), prepared.timely[some]
    market = Market(
        volunteers,
        offered,
        prepared.world,
        prepared.model,
        prepared.day,
        lift=need_lift(offered, prepared.model),
        timely=timely,
    )
    columns = np.where(is_listed, np.searchsorted(some, listed.indices), NOTHING)
    return explained(market, columns, some, listed.fits)


def warm() -> None:
    """Compile, or fetch what was compiled, before anyone waits for it: some seconds, or a tenth of one."""
    nothing = Assignments(**{field.name: np.empty(0, DTYPES[field.type]) for field in fields(Assignments)})
    ranked(ANYBODY, prepare(nothing, build_world([], [0], [0]), day=0))


def parts(volunteers: Volunteers) -> Iterator[Rows]:
    """Deal out the volunteers, neighbours together: what is within their reach stays at hand."""
    neighbours = np.argsort(volunteers.municipality, kind="stable")
    for start in range(0, len(neighbours), AT_ONCE):
        yield neighbours[start : start + AT_ONCE]


def list_some(
    volunteers: Volunteers,
    prepared: Prepared,
    grid: Grid,
    dials: Dials,
    banned: Banned,
    lists: Lists,
    rows: Rows,
) -> None:
    """Fill in the lists of these rows."""
    packed = readers(volunteers.take(rows), prepared.world, day=prepared.day)
    stage = Stage(grid, prepared.land, dials, banned, plan(len(prepared.land.km)), best(dials.pool))
    list_all(rows, packed, stage, lists)


def narrowed(grid: Grid, among: Bools) -> Grid:
    """Close what is not among these."""
    closed = np.where(among, np.uint32(0), CLOSED)[grid.row]
    closed |= grid.demanded
    return grid._replace(demanded=closed)


def banned_of(exclude: Pairs, count: int, *, of: int) -> Banned:
    """Sort the excluded pairs by volunteer, each once."""
    keys = np.unique(exclude.volunteer * np.int64(max(1, of)) + exclude.assignment)
    who, what = np.divmod(keys, max(1, of))
    return Banned(np.searchsorted(who, np.arange(count + 1)), what.astype(np.int32))


def plan(everywhere: int) -> Plan:
    """Make room to plan a trip to all segments."""
    segment, kind = np.empty((2, everywhere + 2), np.int32)
    return Plan(segment, kind, np.empty(everywhere + 2, np.uint32), np.empty(everywhere + 2, np.float32))


def best(pool: int) -> Best:
    """Make room to hold the best, several times as many as will be picked from."""
    size = max(HELD, -(-4 * pool // STRIDE) * STRIDE)
    score, relevance, sorted_score, sorted_relevance, left = np.empty((5, size), np.float32)
    row, sorted_row, activity, organisation = np.empty((4, size), np.int32)
    found, moved, drawn = np.empty((3, TILE * LANES), np.float32)
    return Best(
        score=score,
        relevance=relevance,
        row=row,
        counts=np.empty(BUCKETS, np.int32),
        sorted_score=sorted_score,
        sorted_relevance=sorted_relevance,
        sorted_row=sorted_row,
        left=left,
        activity=activity,
        organisation=organisation,
        found=found,
        moved=moved,
        marks=np.empty(TILE, np.uint32),
        marked=np.empty(TILE * LANES, np.int32),
        drawn=drawn,
        sums=np.empty(64, np.float32),
        guesses=np.zeros(64, np.int32),
    )
