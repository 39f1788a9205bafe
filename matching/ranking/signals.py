"""How well a volunteer and an assignment fit: seven signals, 0 to 1; what is not stated is neutral.

Every function takes columns that broadcast against each other. All arithmetic is float32 in the order
written, nothing but + - * / and min or max, so that another implementation can give the very same numbers.
"""

from functools import reduce

import numpy as np

from matching.ranking.arrays import Assignments, Floats, Volunteers, World
from matching.ranking.filters import kilometres
from matching.ranking.model import Model, Rhythm

ZERO, HALF, ONE = np.float32(0), np.float32(0.5), np.float32(1)
TWO, THREE, FOUR, SEVEN = np.float32(2), np.float32(3), np.float32(4), np.float32(7)
NO_INTEREST_STATED = np.float32(0.4)
NO_DISTANCE_KNOWN = HALF
FROM_HOME = ONE
HALFWAY_OF_RADIUS = np.float32(0.7)
SHORTEST_HALFWAY_KM = np.float32(10)
FLEXIBLE_TIME = np.float32(0.8)
NO_SKILL_ASKED = np.float32(0.75)
SKILL_LACKING = np.float32(0.3)
NO_HOURS_STATED = np.float32(0.75)
NO_GROUP_STATED = np.float32(0.4)


def relevance(volunteers: Volunteers, assignments: Assignments, world: World, model: Model) -> Floats:
    """Add the weighed signals up to the log-odds of a yes, but for a constant."""
    first, *rest = weighed(volunteers, assignments, world, model)
    return reduce(np.add, rest, first)


def weighed(volunteers: Volunteers, assignments: Assignments, world: World, model: Model) -> list[Floats]:
    """Weigh each signal, in their order."""
    signals = (
        interest(volunteers, assignments, world),
        distance(volunteers, assignments, world),
        time(volunteers, assignments),
        rhythm(volunteers, assignments),
        skill(volunteers, assignments),
        hours(volunteers, assignments),
        group(volunteers, assignments),
    )
    return [signal * np.float32(weight) for signal, weight in zip(signals, model.weights, strict=True)]


def interest(volunteers: Volunteers, assignments: Assignments, world: World) -> Floats:
    """Guess how well she likes its activities, on average, by what those tick who ticked the same."""
    fours, twos, ones = (
        np.bitwise_count(liked & assignments.activities).astype(np.float32)
        for liked in world.liking(volunteers.activities)
    )
    count = np.maximum(ONE, np.bitwise_count(assignments.activities).astype(np.float32))
    stated = (volunteers.activities != 0) & (assignments.activities != 0)
    return np.where(stated, (FOUR * fours + TWO * twos + ones) / (SEVEN * count), NO_INTEREST_STATED)


def distance(volunteers: Volunteers, assignments: Assignments, world: World) -> Floats:
    """Fall from 1 at the door to 0.5 at 70 % of her own radius: far means the same in Oslo and Finnmark.

    From home is at the door, to those who accept it.
    """
    km = kilometres(volunteers, assignments, world)
    halfway = np.maximum(SHORTEST_HALFWAY_KM, HALFWAY_OF_RADIUS * volunteers.max_km)
    closeness = np.where(np.isnan(km), NO_DISTANCE_KNOWN, ONE / (ONE + km / halfway))
    from_home = assignments.remote & volunteers.remote_ok
    return np.where(from_home, np.maximum(FROM_HOME, closeness), closeness)


def time(volunteers: Volunteers, assignments: Assignments) -> Floats:
    """Share the needed parts of the week that she has; of a regular assignment's, any one is enough.

    Who has stated none is thought to have a third of the week, and the likelier one of several.
    """
    shared = np.bitwise_count(volunteers.slots & assignments.slots).astype(np.float32)
    asked = np.bitwise_count(assignments.slots).astype(np.float32)
    needed = np.where(assignments.is_regular, ONE, np.maximum(ONE, asked))
    guess = np.where(assignments.is_regular, asked / (asked + TWO), ONE / THREE)
    share = np.where(volunteers.slots == 0, guess, np.minimum(ONE, shared / needed))
    return np.where(assignments.slots == 0, FLEXIBLE_TIME, share)


def rhythm(volunteers: Volunteers, assignments: Assignments) -> Floats:
    """Ask whether it is once or regular, as she wished."""
    missed = ((volunteers.rhythm == Rhythm.ONCE) & assignments.is_regular) | (
        (volunteers.rhythm == Rhythm.REGULAR) & ~assignments.is_regular
    )
    return np.where(missed, ZERO, ONE)


def skill(volunteers: Volunteers, assignments: Assignments) -> Floats:
    """Ask whether she has one of the skills asked for: it decides who is accepted."""
    held = np.where((volunteers.skills & assignments.skills) != 0, ONE, SKILL_LACKING)
    return np.where(assignments.skills == 0, NO_SKILL_ASKED, held)


def hours(volunteers: Volunteers, assignments: Assignments) -> Floats:
    """Share the hours asked for that she has."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.minimum(ONE, volunteers.hours / assignments.hours)
    stated = ~(np.isnan(volunteers.hours) | np.isnan(assignments.hours))
    return np.where(stated, np.where(assignments.hours > 0, share, ONE), NO_HOURS_STATED)


def group(volunteers: Volunteers, assignments: Assignments) -> Floats:
    """Ask whether it helps someone she ticked."""
    met = np.where((volunteers.groups & assignments.groups) != 0, ONE, ZERO)
    stated = (volunteers.groups != 0) & (assignments.groups != 0)
    return np.where(stated, met, NO_GROUP_STATED)
