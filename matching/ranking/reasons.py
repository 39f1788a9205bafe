"""Why this one: two to four statements about a pair, each true, the largest contributions first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

import numpy as np

from matching.ranking.arrays import Assignments, Floats, Volunteers, World
from matching.ranking.filters import kilometres
from matching.ranking.model import CONTRIBUTIONS, Rhythm
from matching.ranking.rank import Ranking
from matching.ranking.standing import WEEK

FEWEST, MOST = 2, 4


class Why(StrEnum):
    """What a reason says. Behind each: what its numbers are."""

    INTEREST = "interest"  # mask of activities she ticked
    SIBLING = "sibling"  # mask of activities she ticked, of the same topics
    HERE = "here"  # in her own municipality
    DISTANCE = "distance"  # kilometres
    AWAY = "away"  # kilometres, as near as can be measured but no nearer than she asked for
    WIDER = "wider"  # kilometres, more than she asked for
    REMOTE = "remote"
    TIME = "time"  # mask of slots both have
    FLEXIBLE = "flexible"
    ONCE = "once"
    REGULAR = "regular"
    SKILL = "skill"  # mask of skills asked for and held
    HOURS = "hours"  # hours a week asked for
    GROUP = "group"  # mask of groups
    NOBODY = "nobody"
    TAKEN = "taken"  # how many have signed up
    NEW = "new"
    DEADLINE = "deadline"  # day since 1970
    PUBLISHED = "published"  # day since 1970


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement and its number."""

    why: Why
    number: float = 0


NOBODY_YET = Reason(Why.NOBODY)


@dataclass(frozen=True, slots=True)
class Pair:
    """One volunteer and one assignment, as columns of one row."""

    volunteer: Volunteers
    assignment: Assignments
    world: World
    day: int
    is_wider: bool


def reasons(
    volunteers: Volunteers, assignments: Assignments, world: World, ranking: Ranking, *, day: int
) -> Iterator[list[tuple[Reason, ...]]]:
    """Choose the reasons for everything in each volunteer's list."""
    for row, columns in enumerate(ranking.indices):
        volunteer = volunteers.take(np.array([row]))
        chosen = []
        for place, column in enumerate(columns[columns >= 0]):
            assignment = assignments.take(np.array([column]))
            pair = Pair(volunteer, assignment, world, day, bool(ranking.is_wider[row, place]))
            chosen.append(choose(pair, ranking.contributions[row, place]))
        yield chosen


def choose(pair: Pair, contributions: Floats) -> tuple[Reason, ...]:
    """Say first that it is farther than she asked for, then what weighed most, at last plain facts.

    That nobody has signed up is said wherever it moved it, though other things may have weighed more.
    """
    weight = dict(zip(CONTRIBUTIONS, contributions.tolist(), strict=True))
    said = [(reason.why is not Why.WIDER, -weight[signal], reason) for signal, reason in statements(pair)]
    chosen = [reason for _, _, reason in sorted(said, key=lambda ranked: ranked[:2])]
    chosen += facts(pair)[: max(0, FEWEST - len(chosen))]
    if weight["need"] > 0 and NOBODY_YET in chosen[MOST:]:
        chosen[MOST - 1] = NOBODY_YET
    return tuple(chosen[:MOST])


def facts(pair: Pair) -> list[Reason]:
    """State what speaks neither for nor against it: how many have come, and since when it has been there."""
    come = int(pair.assignment.signups[0])
    published = Reason(Why.PUBLISHED, int(pair.assignment.published[0]))
    return [Reason(Why.TAKEN, come), published] if come else [published]


def statements(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Say everything that is true of the pair and speaks for it, with the contribution it belongs to."""
    yield from about_interest(pair)
    yield from about_distance(pair)
    yield from about_time(pair)
    yield from about_requests(pair)
    yield from about_everyone(pair)


def about_interest(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Name the activities that she ticked, or hers that are near them, and the groups."""
    ticked, asked = pair.volunteer.activities, pair.assignment.activities
    if exact := int((ticked & asked)[0]):
        yield "interest", Reason(Why.INTEREST, exact)
    elif near := int((ticked & pair.world.akin(asked))[0]):
        yield "interest", Reason(Why.SIBLING, near)
    if groups := int((pair.volunteer.groups & pair.assignment.groups)[0]):
        yield "group", Reason(Why.GROUP, groups)


def about_distance(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Say how far it is, when that is known."""
    home, place = int(pair.volunteer.municipality[0]), int(pair.assignment.municipality[0])
    km = float(kilometres(pair.volunteer, pair.assignment, pair.world)[0])
    if pair.assignment.remote[0] and pair.volunteer.remote_ok[0]:
        yield "distance", Reason(Why.REMOTE)
    elif pair.is_wider:
        yield "distance", Reason(Why.WIDER, round(km))
    elif home == place != -1:
        yield "distance", Reason(Why.HERE)
    elif not isnan(km):
        is_near = round(km) <= pair.volunteer.max_km[0]
        yield "distance", Reason(Why.DISTANCE if is_near else Why.AWAY, round(km))


def about_time(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Name the parts of the week that both have, and whether it is as often as she wished."""
    if not pair.assignment.slots[0]:
        yield "time", Reason(Why.FLEXIBLE)
    elif shared := int((pair.volunteer.slots & pair.assignment.slots)[0]):
        yield "time", Reason(Why.TIME, shared)
    is_regular = bool(pair.assignment.is_regular[0])
    if pair.volunteer.rhythm[0] == (Rhythm.REGULAR if is_regular else Rhythm.ONCE):
        yield "rhythm", Reason(Why.REGULAR if is_regular else Why.ONCE)


def about_requests(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Name the skills asked for and held, and the hours when she has them."""
    if held := int((pair.volunteer.skills & pair.assignment.skills)[0]):
        yield "skill", Reason(Why.SKILL, held)
    if pair.volunteer.hours[0] >= pair.assignment.hours[0]:
        yield "hours", Reason(Why.HOURS, float(pair.assignment.hours[0]))


def about_everyone(pair: Pair) -> Iterator[tuple[str, Reason]]:
    """Say that nobody has come yet, and whether it is new or closes soon."""
    if not pair.assignment.signups[0]:
        yield "need", NOBODY_YET
    deadline = int(pair.assignment.deadline[0])
    if deadline <= pair.day + WEEK:
        yield "timeliness", Reason(Why.DEADLINE, deadline)
    if pair.assignment.published[0] > pair.day - WEEK:
        yield "timeliness", Reason(Why.NEW)
