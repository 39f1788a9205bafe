"""From the database to the ranker's columns: what is published, volunteers, and who must not meet what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from assignments.finding.shelf import EVERY_NUMBER, Shelf
from matching.inviting.models import Invitation
from matching.models import Application, Suggestion
from matching.ranking import PLACES_OF_A_NEED, Assignments, Pairs, Rhythm, Volunteers, World, build_world
from matching.ranking.arrays import Bools, Demands, Floats, Levels, Masks, Rows, Shorts
from matching.steering.models import Dismissal
from portal import lists, places
from portal.copied import Column, copied

FIRST_DAY = date(1970, 1, 1).toordinal()
UNKNOWN = -1
IN_NO_NEED = np.float32(10_000)
"""As many expected sign-ups as no assignment has places for."""
type Met = type[Application | Suggestion | Dismissal | Invitation]
PAIR = ("volunteer_id", "assignment_id")


@dataclass(frozen=True)
class Ground:
    """The world as the ranker sees it, and the row of each municipality in it."""

    world: World
    rows: Shorts
    """By the number of a municipality as a number; -1 where there is none."""


@cache
def ground() -> Ground:
    """Measure the world: read once, it changes with a release only."""
    numbers = sorted(places.places())
    points = [places.places()[number] for number in numbers]
    rows = np.full(EVERY_NUMBER, UNKNOWN, np.int16)
    rows[[int(number) for number in numbers]] = np.arange(len(numbers))
    north, east = (np.degrees([getattr(point, name) for point in points]) for name in ("north", "east"))
    return Ground(build_world(lists.topic_of_activities(), north, east), rows)


def day_of(on: date) -> int:
    """Count the days since 1970, as the ranker does."""
    return on.toordinal() - FIRST_DAY


def date_of(day: float) -> date:
    """Read the ranker's day."""
    return date.fromordinal(FIRST_DAY + int(day))


def demands_of(shelf: Shelf, ground: Ground) -> Demands:
    """Set up what the hard filters look at of everything on the shelf."""
    return Demands(
        id=shelf.id,
        norwegian=shelf.norwegian.astype(np.int8),
        minimum_age=shelf.minimum_age,
        certificate=shelf.needs_certificate,
        remote=shelf.is_remote,
        municipality=ground.rows[shelf.municipality],
    )


def assignments_of(shelf: Shelf, ground: Ground, *, expected: Floats, appeal: Floats) -> Assignments:
    """Set up everything on the shelf, row by row; whoever waits for an answer counts as signed up.

    What an organisation that leaves people without an answer asks for is in no need of more.
    """
    demands = demands_of(shelf, ground)
    has_number = shelf.places > 0
    return Assignments(
        **{name: getattr(demands, name) for name in Demands.__dataclass_fields__},
        activities=shelf.activities.view(np.uint64),
        groups=shelf.groups.astype(np.uint8),
        slots=shelf.slots.astype(np.uint32),
        is_regular=shelf.is_regular,
        hours=shelf.hours,
        skills=shelf.skills.view(np.uint64),
        is_open=~has_number | (shelf.taken < shelf.places),
        published=shelf.published_on - FIRST_DAY,
        deadline=shelf.apply_by - FIRST_DAY,
        places=np.where(has_number, shelf.places, PLACES_OF_A_NEED).astype(np.float32),
        signups=(shelf.taken + shelf.unanswered).astype(np.float32),
        expected=np.where(shelf.is_silent, IN_NO_NEED, expected),
        appeal=appeal,
        organisation=shelf.organisation,
        main_activity=first_bits(shelf.activities.view(np.uint64)),
    )


def first_bits(sets: Masks) -> Levels:
    """Name the lowest bit of each set; -1 of an empty one."""
    lowest = sets & (~sets + np.uint64(1))
    bits: Levels = np.bitwise_count(lowest - np.uint64(1)).astype(np.int8)
    bits[sets == 0] = UNKNOWN
    return bits


RHYTHM = f"""
    CASE v.rhythm WHEN 'once' THEN {Rhythm.ONCE:d} WHEN 'regular' THEN {Rhythm.REGULAR:d}
    ELSE {Rhythm.BOTH:d} END
"""
OF_A_VOLUNTEER: dict[str, Column] = {
    "id": Column("v.id", "i8"),
    "activities": Column("coalesce(activities.mask, 0)", "i8"),
    "groups": Column("coalesce(groups.mask, 0)", "i8"),
    "slots": Column("v.slots", "i4"),
    "rhythm": Column(RHYTHM, "i2"),
    "hours": Column("coalesce(v.hours, 'NaN'::real)", "f4"),
    "skills": Column("coalesce(skills.mask, 0)", "i8"),
    "norwegian": Column("coalesce(v.norwegian, -1)", "i2"),
    "born": Column("coalesce(v.birth_year, 0)", "i2"),
    "remote_ok": Column("v.is_remote_ok", "?"),
    "certificate_ok": Column("v.is_police_certificate_ok", "?"),
    "municipality": Column("coalesce(v.municipality_id, '0')", "i4"),
    "max_km": Column("v.max_km", "f4"),
}
VOLUNTEERS = """
    FROM volunteers_volunteer v
    LEFT JOIN ({activities}) activities ON activities.volunteer_id = v.id
    LEFT JOIN ({groups}) groups ON groups.volunteer_id = v.id
    LEFT JOIN ({skills}) skills ON skills.volunteer_id = v.id
    WHERE {these} ORDER BY v.id
"""
A_SET = """
    SELECT volunteer_id, bit_or(1::bigint << position) AS mask
    FROM volunteers_volunteer_{many} JOIN portal_{one} ON slug = {one}_id WHERE {these} GROUP BY volunteer_id
"""
SETS = {"activities": "activity", "groups": "group", "skills": "skill"}


def ticked() -> Masks:
    """Read what each volunteer has ticked who has ticked any activity."""
    source = A_SET.format(many="activities", one="activity", these="true")
    read = copied({"mask": Column("mask", "i8")}, f"FROM ({source}) AS ticked")
    return read["mask"].view(np.uint64)


def volunteers(keys: Iterable[int], ground: Ground, *, on: date) -> Volunteers:
    """Read what they stated, in the order of their keys. Of a birth year the greatest possible age counts."""
    these = f"= ANY('{{{','.join(str(int(key)) for key in keys)}}}')"
    sets = {
        many: A_SET.format(many=many, one=one, these=f"volunteer_id {these}") for many, one in SETS.items()
    }
    read = copied(OF_A_VOLUNTEER, VOLUNTEERS.format(**sets, these=f"v.id {these}"))
    born, municipality = read.pop("born"), read.pop("municipality")
    return Volunteers(
        id=read["id"],
        activities=read["activities"].view(np.uint64),
        groups=read["groups"].astype(np.uint8),
        slots=read["slots"].astype(np.uint32),
        rhythm=read["rhythm"].astype(np.int8),
        hours=read["hours"],
        skills=read["skills"].view(np.uint64),
        norwegian=read["norwegian"].astype(np.int8),
        age=np.where(born == 0, UNKNOWN, on.year - born).astype(np.int16),
        remote_ok=read["remote_ok"],
        certificate_ok=read["certificate_ok"],
        municipality=ground.rows[municipality],
        max_km=read["max_km"],
    )


def met(volunteers: Volunteers, assignments: Assignments, *by: Met) -> Pairs:
    """Find who of these volunteers has met which of these assignments; both stand in order of their keys."""
    of_them = {"volunteer__in": volunteers.id.tolist()}
    keys = [pair for kind in by for pair in kind.objects.filter(**of_them).values_list(*PAIR)]
    return pairs(np.array(keys, np.int64).reshape(-1, 2), volunteers, assignments)


def pairs(keys: Rows, volunteers: Volunteers, assignments: Assignments) -> Pairs:
    """Find the rows of pairs of keys [p, 2]; those that lack one are left out."""
    who, who_known = places_of(keys[:, 0], volunteers.id)
    what, what_known = places_of(keys[:, 1], assignments.id)
    known = who_known & what_known
    return Pairs(who[known], what[known])


def places_of(keys: Rows, sorted_keys: Rows) -> tuple[Rows, Bools]:
    """Find each key's place among sorted ones, and whether it is there at all."""
    place = np.searchsorted(sorted_keys, keys)
    known = np.append(sorted_keys, UNKNOWN)[place] == keys
    return place, known
