"""One market on one day: its lists made block by block, so that memory is bounded however many ask."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.ranking import filters, pick, signals, standing
from matching.ranking.arrays import (
    NO_PAIRS,
    Assignments,
    Bools,
    Floats,
    Levels,
    Pairs,
    Rows,
    Volunteers,
    World,
)
from matching.ranking.model import Fit, Model

PAIRS_AT_ONCE = 2_000_000
"""About sixty bytes each."""

LATER = np.float32(-32)
"""Added to the score of a wider one: more than all signals together, so that it comes after the others."""


@dataclass(frozen=True, slots=True)
class Market:
    """Who meets what, and what moves an assignment for everyone (log-odds, [m])."""

    volunteers: Volunteers
    assignments: Assignments
    world: World
    model: Model
    day: int
    lift: Floats
    timely: Floats

    def blocks(self) -> Iterator[Rows]:
        """Deal out the volunteers, neighbours together: they share most of what is within reach."""
        size = max(1, PAIRS_AT_ONCE // max(1, len(self.assignments)))
        neighbours = np.argsort(self.volunteers.municipality, kind="stable")
        for start in range(0, len(neighbours), size):
            yield neighbours[start : start + size]

    def lists(self, rows: Rows, *, k: int, banned: Pairs) -> tuple[Rows, Rows]:
        """Name the k best columns for each of these volunteers, and count how many fit."""
        volunteers = self.volunteers.take(rows).column()
        fit, columns = self.within_reach(volunteers, banned)
        fits = (fit == Fit.WITHIN).sum(axis=1)
        fit[(fits >= self.model.few)[:, None] & (fit == Fit.WIDER)] = Fit.NO
        assignments = self.assignments.take(columns)
        relevance = signals.relevance(volunteers, assignments, self.world, self.model)
        scores = self.scores(volunteers, columns, relevance, fit)
        pool = pick.best(scores, max(2 * k, self.model.pool))
        scores = np.take_along_axis(scores, pool, axis=1)
        picked = pick.diverse(pool, scores, assignments, self.model, count=k)
        return np.where(picked == pick.NOTHING, pick.NOTHING, np.append(columns, 0)[picked]), fits

    def relevance_of_fits(self, rows: Rows) -> Floats:
        """Give the relevance of every pair of these volunteers and what is within what they asked for."""
        volunteers = self.volunteers.take(rows).column()
        fit, columns = self.within_reach(volunteers, NO_PAIRS)
        relevance = signals.relevance(volunteers, self.assignments.take(columns), self.world, self.model)
        of_fits: Floats = relevance[fit == Fit.WITHIN]
        return of_fits

    def within_reach(self, volunteers: Volunteers, banned: Pairs) -> tuple[Levels, Rows]:
        """Fit these volunteers [n, 1] to the columns that any of them may see; name those columns."""
        km = self.world.distance_km[volunteers.municipality[:, 0]]
        reached = ~(km > 2 * volunteers.max_km + filters.SLACK_KM).all(axis=0)
        near = np.flatnonzero(self.assignments.remote | reached[self.assignments.municipality])
        fit = filters.fitting(volunteers, self.assignments.take(near), self.world)
        banned = banned.within(near, of=len(self.assignments))
        fit[banned.volunteer, banned.assignment] = Fit.NO
        some = np.flatnonzero(fit.any(axis=0))
        return fit[:, some], near[some]

    def scores(self, volunteers: Volunteers, columns: Rows, relevance: Floats, fit: Levels) -> Floats:
        """Add to the relevance what moves everyone's and the chance of the week; put the wider ones after."""
        lifted = self.lift[columns] + self.timely[columns] + self.assignments.appeal[columns]
        moved = relevance + lifted
        ids = self.assignments.id[columns]
        moved = moved + standing.tie_noise(volunteers.id, ids, self.model, day=self.day)
        moved = np.where(fit == Fit.WIDER, moved + LATER, moved)
        return np.where(fit == Fit.NO, pick.HIDDEN, moved)

    def explained(self, rows: Rows, columns: Rows) -> tuple[Floats, Bools, Floats]:
        """Score these pairs, say whether they are wider, and tell what each signal and each lift added."""
        volunteers, assignments = self.volunteers.take(rows), self.assignments.take(columns)
        parts = signals.weighed(volunteers, assignments, self.world, self.model)
        fit = filters.fitting(volunteers, assignments, self.world)
        relevance = signals.relevance(volunteers, assignments, self.world, self.model)
        scores = self.scores(volunteers, columns, relevance, fit)
        parts += [self.lift[columns], self.timely[columns], assignments.appeal]
        return scores, fit == Fit.WIDER, np.stack(parts, axis=-1)


def open_market(
    volunteers: Volunteers, assignments: Assignments, world: World, *, model: Model, day: int
) -> tuple[Market, Rows]:
    """Let in the assignments that can be applied to on the day; name their rows."""
    bookable = np.flatnonzero(filters.bookable(assignments, day=day))
    open_ = assignments.take(bookable)
    lift = standing.need_lift(open_, model)
    timely = standing.timeliness(open_, model, day=day)
    return Market(volunteers, open_, world, model, day, lift, timely), bookable
