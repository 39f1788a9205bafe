"""What moves an assignment for everyone: it needs people, is new, closes soon; and a little chance.

How many say yes to it, its appeal, is counted in `appeal`.
"""

import numpy as np

from matching.ranking.arrays import Assignments, Floats, Masks, Rows
from matching.ranking.model import Model

WEEK = 7
MONDAY = 3
"""Days from the first Monday-to-be of 1970, a Thursday, to where weeks begin."""


def need_lift(assignments: Assignments, model: Model) -> Floats:
    """Lift by the chance that nobody comes otherwise, in log-odds: then the first sign-up is worth eight."""
    nobody = np.exp(-(assignments.signups + assignments.expected).astype(np.float64))
    return (model.kappa * np.log1p(model.first_sign_up * nobody)).astype(np.float32)


def timeliness(assignments: Assignments, model: Model, *, day: int) -> Floats:
    """Lift what is new, or closes within a week, by a tie-breaker's size; all are open on the day."""
    age = day - assignments.published.astype(np.float64)
    closing = assignments.deadline <= day + WEEK
    return np.log1p(model.fresh * np.exp(-age / WEEK) + model.deadline * closing).astype(np.float32)


def week_of(day: int) -> int:
    """Number the weeks since 1970, from Monday to Sunday."""
    return (day + MONDAY) // WEEK


SPREAD_OF_FOUR = 4 * (2**32 - 1) / 12
"""The variance of a sum of four even numbers below 2 ** 16."""
MIDDLE_OF_FOUR = np.float32(2 * (2**16 - 1))


def tie_noise(volunteer: Rows, assignment: Rows, model: Model, *, day: int) -> Floats:
    """Draw a near-normal number for each pair and week, always the same: page and letter agree."""
    mixed = mix(seeds(volunteer, day=day) ^ assignment.astype(np.uint64))
    total = np.zeros_like(mixed)
    for shift in (0, 16, 32, 48):
        total += (mixed >> np.uint64(shift)) & np.uint64(0xFFFF)
    return (total.astype(np.float32) - MIDDLE_OF_FOUR) * np.float32(model.tie / SPREAD_OF_FOUR**0.5)


def seeds(volunteer: Rows, *, day: int) -> Masks:
    """Begin each volunteer's chances of the week."""
    week = np.array([week_of(day)]).astype(np.uint64)
    return mix(mix(week) ^ volunteer.astype(np.uint64))


def mix(number: Masks) -> Masks:
    """Scatter the bits (the finalizer of splitmix64)."""
    number = number + np.uint64(0x9E3779B97F4A7C15)
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))
