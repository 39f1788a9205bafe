"""What is open on one day, made ready to be ranked for anyone: built once for a snapshot, for many lists."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.ranking import signals, standing
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
    most: Floats
    """What all signals but distance add to each at most, [m]."""
    land: Land
    grid: Grid

    def expecting(self, expected: Floats) -> "Prepared":
        """Expect so many from lists handed out, [m], instead; nothing else is looked at again."""
        refuse(~np.isfinite(expected) | (expected < 0), "expected must be zero or more")
        assignments = replace(self.assignments, expected=expected.astype(np.float32))
        lift = standing.need_lift(assignments, self.model) + self.timely + assignments.appeal
        return replace(self, assignments=assignments, grid=lifted(self.grid, lift, self.most))


def prepare(assignments: Assignments, world: World, *, model: Model = LAUNCH, day: int) -> Prepared:
    """Pack what can be applied to on the day (days since 1970)."""
    assignments.check(world)
    open_ = np.flatnonzero(bookable(assignments, day=day))
    timely = np.zeros(len(assignments), np.float32)
    timely[open_] = standing.timeliness(assignments.take(open_), model, day=day)
    lift = standing.need_lift(assignments, model) + timely + assignments.appeal
    most = at_most(assignments, model)
    grid = packed(assignments, open_, lift + most, everywhere=len(world.distance_km))
    return Prepared(assignments, world, model, day, timely, most, land(world), lifted(grid, lift, most))


def at_most(assignments: Assignments, model: Model) -> Floats:
    """Add up what each signal but distance adds at most, whoever asks."""
    said: tuple[tuple[float, np.float32, Any], ...] = (
        (model.interest, signals.NO_INTEREST_STATED, assignments.activities == 0),
        (model.time, signals.FLEXIBLE_TIME, assignments.slots == 0),
        (model.rhythm, signals.ONE, False),
        (model.skill, signals.NO_SKILL_ASKED, assignments.skills == 0),
        (model.hours, signals.NO_HOURS_STATED, np.isnan(assignments.hours)),
        (model.group, signals.NO_GROUP_STATED, assignments.groups == 0),
    )
    most = np.zeros(len(assignments), np.float32)
    for weight, unsaid, is_unsaid in said:
        most += np.float32(max(0, weight)) * np.where(is_unsaid, unsaid, signals.ONE)
    return most


class Layout:
    """Where things stand: by segment, in each the one that can be worth more first."""

    def __init__(self, segment: Rows, worth: Floats, *, segments: int) -> None:
        self.order = np.lexsort((-worth, segment))
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


def packed(assignments: Assignments, open_: Rows, worth: Floats, *, everywhere: int) -> Grid:
    """Pack all but the lift; what can be done from home stands twice."""
    rows = np.append(open_, open_[assignments.remote[open_]])
    placed = assignments.take(rows)
    municipality = placed.municipality % np.int64(everywhere)
    segment = municipality.copy()
    segment[len(open_) :] = everywhere
    layout = Layout(segment, worth[rows], segments=everywhere + 1)
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
        worth_of_block=np.empty(0, np.float32),
        worth_of_segment=np.empty(0, np.float32),
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


def lifted(grid: Grid, lift: Floats, most: Floats) -> Grid:
    """Give each assignment what moves it for everyone, [m], and each block and segment what it can reach."""
    laid = grid.words.reshape(-1, WORDS, LANES).copy()
    of_place = LOWEST + np.zeros(len(grid.row), np.float32)
    some = np.flatnonzero(grid.demanded != CLOSED)
    of_place[some] = lift[grid.row[some]]
    laid[:, LIFT] = of_place.reshape(-1, LANES).view(np.uint32)
    worth = of_place.copy()
    worth[some] += most[grid.row[some]]
    worth_of_block = worth.reshape(-1, LANES).max(axis=1, initial=LOWEST)
    worth_of_segment = np.full(len(grid.starts), LOWEST)
    filled = np.flatnonzero(np.diff(grid.starts))
    if len(filled):
        worth_of_segment[filled] = np.maximum.reduceat(worth_of_block, grid.starts[filled])
    worth_of_segment[-1] = worth_of_block.max(initial=LOWEST)
    return grid._replace(
        words=laid.reshape(-1),
        lift_of_block=of_place.reshape(-1, LANES).max(axis=1, initial=LOWEST),
        worth_of_block=worth_of_block,
        worth_of_segment=worth_of_segment,
    )
