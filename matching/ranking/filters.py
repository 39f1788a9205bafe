"""Who may see what: the hard filters, each stated by a person, never outweighed by a score."""

import numpy as np

from matching.ranking.arrays import (
    Assignments,
    Bools,
    Demands,
    Floats,
    Levels,
    Volunteers,
    World,
)
from matching.ranking.model import Fit

SLACK_KM = np.float32(4)
"""Points are coarse: this far beyond what she said is still within."""


def bookable(assignments: Assignments, *, day: int) -> Bools:
    """Find those that anyone can apply to on the day."""
    dated = (assignments.published <= day) & (assignments.deadline >= day)
    return assignments.is_open & dated


def fitting(volunteers: Volunteers, assignments: Demands, world: World) -> Levels:
    """Give a `Fit` to every pair: within her radius, up to twice as far, or not to be shown.

    What she has not stated closes nothing: the form of an application asks again.
    """
    allowed = (volunteers.age < 0) | (volunteers.age >= assignments.minimum_age)
    allowed &= (volunteers.norwegian < 0) | (volunteers.norwegian >= assignments.norwegian)
    allowed &= volunteers.certificate_ok | ~assignments.certificate
    km = kilometres(volunteers, assignments, world)
    near = km <= volunteers.max_km + SLACK_KM
    wider = km <= 2 * volunteers.max_km + SLACK_KM
    within = near | np.where(assignments.remote, volunteers.remote_ok, np.isnan(km))
    fit = np.where(
        within,
        np.int8(Fit.WITHIN),
        np.where(wider, np.int8(Fit.WIDER), np.int8(Fit.NO)),
    )
    return np.where(allowed, fit, np.int8(Fit.NO))


def kilometres(volunteers: Volunteers, assignments: Demands, world: World) -> Floats:
    """Measure from her municipality to the assignment's; NaN when either is not stated."""
    return world.distance_km[volunteers.municipality, assignments.municipality]
