"""What is open on one day, made ready to be ranked for anyone: built once for a snapshot, for many lists."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matching.ranking import standing
from matching.ranking.arrays import Assignments, Floats, Masks, Rows, Slots, World, refuse
from matching.ranking.filters import bookable
from matching.ranking.kernel.compiled import LANES
from matching.ranking.kernel.packed import CLOSED, LIFT, REGULAR, WORDS, Grid, Land, demanded, halves, land
from matching.ranking.model import LAUNCH, Model

LOWEST = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Assignments as they stand on the day, and packed for the kernel."""

    assignments: Assignments
    world: World
    model: Model
    day: int
    timely: Floats
    """What newness and deadline add to each, [m]; 0 when nobody can apply."""
    land: Land
    grid: Grid

    def expecting(self, expected: Floats) -> "Prepared":
        """Expect so many from lists handed out, [m], instead; nothing else is looked at again."""
        refuse(~np.isfinite(expected) | (expected < 0), "expected must be zero or more")
        assignments = replace(self.assignments, expected=expected.astype(np.float32))
        lift = standing.need_lift(assignments, self.model) + self.timely + assignments.appeal
        return replace(self, assignments=assignments, grid=lifted(self.grid, lift))


def prepare(assignments: Assignments, world: World, *, model: Model = LAUNCH, day: int) -> Prepared:
    """Pack what can be applied to on the day (days since 1970)."""
    assignments.check(world)
    open_ = np.flatnonzero(bookable(assignments, day=day))
    timely = np.zeros(len(assignments), np.float32)
    timely[open_] = standing.timeliness(assignments.take(open_), model, day=day)
    lift = standing.need_lift(assignments, model) + timely + assignments.appeal
    grid = lifted(packed(assignments, open_, lift, everywhere=len(world.distance_km)), lift)
    return Prepared(assignments, world, model, day, timely, land(world), grid)


class Layout:
    """Where things stand: by segment, in each the one that more moves first."""

    def __init__(self, segment: Rows, lift: Floats, *, segments: int) -> None:
        self.order = np.lexsort((-lift, segment))
        count = np.bincount(segment, minlength=segments)
        self.starts = np.append(0, np.cumsum(-(-count // LANES)))
        before = np.append(0, np.cumsum(count))
        sorted_ = segment[self.order]
        self.place = self.starts[sorted_] * LANES + np.arange(len(segment)) - before[sorted_]

    def lay[T: np.generic](self, column: npt.NDArray[T], *, rest: T | int = 0) -> npt.NDArray[T]:
        """Put a column's values where they stand, and the same into all places left over."""
        laid = np.full(self.starts[-1] * LANES, rest, column.dtype)
        laid[self.place] = column[self.order]
        return laid


def packed(assignments: Assignments, open_: Rows, lift: Floats, *, everywhere: int) -> Grid:
    """Pack all but the lift; what can be done from home stands twice."""
    rows = np.append(open_, open_[assignments.remote[open_]])
    placed = assignments.take(rows)
    municipality = placed.municipality % np.int64(everywhere)
    segment = municipality + everywhere * placed.remote
    segment[len(open_) :] = 2 * everywhere
    layout = Layout(segment, lift[rows], segments=2 * everywhere + 1)
    place = np.full(len(assignments), -1, np.int32)
    once = layout.order < len(open_)
    place[rows[layout.order[once]]] = layout.place[once]
    return Grid(
        words=words(placed, layout),
        demanded=layout.lay(demanded(placed), rest=CLOSED),
        id=layout.lay(placed.id.astype(np.uint64)),
        row=layout.lay(rows.astype(np.int32)),
        municipality=layout.lay(municipality.astype(np.int32)),
        lift_of_block=np.empty(0, np.float32),
        lift_of_segment=np.empty(0, np.float32),
        starts=layout.starts.astype(np.int32),
        place=place,
        organisation=np.unique(assignments.organisation, return_inverse=True)[1].astype(np.int32),
        main_activity=assignments.main_activity.astype(np.int32),
    )


def words(assignments: Assignments, layout: Layout) -> Slots:
    """Lay out what the signals look at, word by word."""
    traits = assignments.groups.astype(np.uint32) | np.uint32(REGULAR) * assignments.is_regular
    of_each: tuple[Masks | Slots, ...] = (
        *halves(assignments.activities),
        *halves(assignments.skills),
        assignments.slots,
        traits,
        assignments.hours.view(np.uint32),
    )
    laid = np.zeros((layout.starts[-1], WORDS, LANES), np.uint32)
    for number, word in enumerate(of_each):
        laid[:, number] = layout.lay(word.astype(np.uint32)).reshape(-1, LANES)
    return laid.reshape(-1)


def lifted(grid: Grid, lift: Floats) -> Grid:
    """Give each assignment what moves it for everyone, [m], and each block and segment its highest."""
    laid = grid.words.reshape(-1, WORDS, LANES).copy()
    of_place = np.where(grid.demanded == CLOSED, LOWEST, lift[grid.row]) if len(grid.row) else grid.row
    of_block = of_place.astype(np.float32).reshape(-1, LANES)
    laid[:, LIFT] = of_block.view(np.uint32)
    highest = of_block.max(axis=1, initial=LOWEST)
    of_segment = np.full(len(grid.starts), LOWEST)
    some = np.flatnonzero(np.diff(grid.starts))
    of_segment[some] = np.maximum.reduceat(highest, grid.starts[some]) if len(some) else LOWEST
    of_segment[-1] = highest.max(initial=LOWEST)
    return grid._replace(words=laid.reshape(-1), lift_of_block=highest, lift_of_segment=of_segment)
