"""From the database to the ranker's arrays: open assignments, volunteers, and who must not meet what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import BigIntegerField, BitOr, Count, Func, Q, QuerySet
from django.db.models.functions import TruncDate

from assignments.finding.shelf import EVERY_NUMBER, Shelf
from assignments.finding.shelf.columns import Numbers
from assignments.querysets import AssignmentQuerySet
from matching.models import Application, Suggestion
from matching.ranking import (
    PLACES_OF_A_NEED,
    Assignments,
    Pairs,
    Rhythm,
    Volunteers,
    World,
    bits_of,
    build_world,
)
from matching.ranking.arrays import Bools, Demands, Masks, Rows, Shorts
from matching.volunteers.querysets import VolunteerQuerySet
from portal.models import Activity, Municipality

type Column = Sequence[Any]

FIRST_DAY = date(1970, 1, 1).toordinal()
RHYTHMS = {"once": Rhythm.ONCE, "regular": Rhythm.REGULAR, "both": Rhythm.BOTH}
UNKNOWN = -1
PAIR = ("volunteer_id", "assignment_id")


@dataclass(frozen=True)
class Ground:
    """The world as the ranker sees it, and the row of each municipality in it."""

    world: World
    rows: dict[str | None, int]

    def rows_of(self, numbers: Numbers) -> Shorts:
        """Find the rows of municipalities whose numbers are given as numbers."""
        table = np.full(EVERY_NUMBER, UNKNOWN, np.int16)
        for number, row in self.rows.items():
            table[int(number or 0)] = row
        return table[numbers]


def ground() -> Ground:
    """Read topics and points; distances are measured again only when a point has changed."""
    topics = tuple(Activity.objects.order_by("position").values_list("topic__position", flat=True))
    places = list(Municipality.objects.order_by("number").values_list("number", "latitude", "longitude"))
    rows: dict[str | None, int] = {number: row for row, (number, _north, _east) in enumerate(places)}
    points = tuple((north, east) for _number, north, east in places)
    return Ground(measured(topics, points), rows | {None: UNKNOWN})


@lru_cache(maxsize=2)
def measured(topics: tuple[int, ...], points: tuple[tuple[float, float], ...]) -> World:
    """Build the world of these topics and points."""
    return build_world(topics, [north for north, _ in points], [east for _, east in points])


def day_of(on: date) -> int:
    """Count the days since 1970, as the ranker does."""
    return on.toordinal() - FIRST_DAY


def date_of(day: float) -> date:
    """Read the ranker's day."""
    return date.fromordinal(FIRST_DAY + int(day))


def mask(relation: str) -> BitOr:
    """Gather the positions of what is related into one number."""
    bit = Func(
        f"{relation}__position", template="(1::bigint << %(expressions)s)", output_field=BigIntegerField()
    )
    return BitOr(bit, default=0)


OF_AN_ASSIGNMENT = (
    *("pk", "organisation_id", "municipality_id", "is_remote", "rhythm", "hours", "slots", "places"),
    *("places_taken", "minimum_age", "norwegian", "needs_police_certificate", "apply_by", "published"),
    *("activity_mask", "group_mask", "skill_mask", "unanswered"),
)


def open_assignments(within: AssignmentQuerySet, ground: Ground, *, on: date) -> Assignments:
    """Read those that one can apply to on the day; whoever waits for an answer counts as signed up."""
    unanswered = Q(applications__status__in=[Application.Status.NEW, Application.Status.IN_DIALOGUE])
    rows = (
        within.open(on=on)
        .with_places()
        .annotate(
            activity_mask=mask("activities"),
            group_mask=mask("groups"),
            skill_mask=mask("skills"),
            unanswered=Count("applications", filter=unanswered, distinct=True),
            published=TruncDate("published_at"),
        )
        .order_by("pk")
    )
    return assignments_of(columns(rows, OF_AN_ASSIGNMENT), ground)


def assignments_of(read: dict[str, Column], ground: Ground) -> Assignments:
    """Set what was read up as the ranker's columns."""
    activities = masks(read["activity_mask"])
    return Assignments(
        id=np.array(read["pk"], np.int64),
        activities=activities,
        groups=masks(read["group_mask"]).astype(np.uint8),
        slots=np.array(read["slots"], np.uint32),
        is_regular=np.array([rhythm == "regular" for rhythm in read["rhythm"]], np.bool_),
        hours=np.array(read["hours"], np.float32),
        skills=masks(read["skill_mask"]),
        norwegian=np.array(read["norwegian"], np.int8),
        minimum_age=np.array(read["minimum_age"], np.int16),
        certificate=np.array(read["needs_police_certificate"], np.bool_),
        remote=np.array(read["is_remote"], np.bool_),
        municipality=np.array([ground.rows[number] for number in read["municipality_id"]], np.int16),
        is_open=np.ones(len(activities), np.bool_),
        published=np.array([day_of(on) for on in read["published"]], np.int32),
        deadline=np.array([day_of(on) for on in read["apply_by"]], np.int32),
        places=np.nan_to_num(np.array(read["places"], np.float32), nan=PLACES_OF_A_NEED),
        signups=np.add(read["places_taken"], read["unanswered"], dtype=np.float32),
        expected=np.zeros(len(activities), np.float32),
        organisation=np.array(read["organisation_id"], np.int64),
        main_activity=np.array([next(bits_of(int(set_)), UNKNOWN) for set_ in activities], np.int8),
    )


def demands_of(shelf: Shelf, ground: Ground) -> Demands:
    """Set up what the hard filters look at of everything on the shelf."""
    return Demands(
        id=shelf.id,
        norwegian=shelf.norwegian.astype(np.int8),
        minimum_age=shelf.minimum_age,
        certificate=shelf.needs_certificate,
        remote=shelf.is_remote,
        municipality=ground.rows_of(shelf.municipality),
    )


OF_A_VOLUNTEER = (
    *(
        "pk",
        "municipality_id",
        "max_km",
        "is_remote_ok",
        "slots",
        "rhythm",
        "hours",
        "norwegian",
        "birth_year",
    ),
    *("is_police_certificate_ok", "activity_mask", "group_mask", "skill_mask"),
)


def volunteers(who: VolunteerQuerySet, ground: Ground, *, on: date) -> Volunteers:
    """Read what they stated, in the order of their keys. Of a birth year the greatest possible age counts."""
    rows = who.annotate(
        activity_mask=mask("activities"), group_mask=mask("groups"), skill_mask=mask("skills")
    )
    read = columns(rows.order_by("pk"), OF_A_VOLUNTEER)
    ages = [UNKNOWN if born is None else on.year - born for born in read["birth_year"]]
    levels = [UNKNOWN if level is None else level for level in read["norwegian"]]
    return Volunteers(
        id=np.array(read["pk"], np.int64),
        activities=masks(read["activity_mask"]),
        groups=masks(read["group_mask"]).astype(np.uint8),
        slots=np.array(read["slots"], np.uint32),
        rhythm=np.array([RHYTHMS[rhythm] for rhythm in read["rhythm"]], np.int8),
        hours=np.array(read["hours"], np.float32),
        skills=masks(read["skill_mask"]),
        norwegian=np.array(levels, np.int8),
        age=np.array(ages, np.int16),
        remote_ok=np.array(read["is_remote_ok"], np.bool_),
        certificate_ok=np.array(read["is_police_certificate_ok"], np.bool_),
        municipality=np.array([ground.rows[number] for number in read["municipality_id"]], np.int16),
        max_km=np.array(read["max_km"], np.float32),
    )


def columns(rows: QuerySet[Any], names: Sequence[str]) -> dict[str, Column]:
    """Read rows as columns by name."""
    read = list(zip(*rows.values_list(*names), strict=True)) or [()] * len(names)
    return dict(zip(names, read, strict=True))


def masks(numbers: Column) -> Masks:
    """Read the database's signed numbers as sets."""
    return np.array(numbers, np.int64).view(np.uint64)


def met(volunteers: Volunteers, assignments: Assignments, *by: type[Application | Suggestion]) -> Pairs:
    """Find who of these volunteers has met which of these assignments; both stand in order of their keys."""
    of_them = {"volunteer__in": volunteers.id.tolist()}
    keys = [pair for kind in by for pair in kind.objects.filter(**of_them).values_list(*PAIR)]
    return pairs(np.array(keys, np.int64).reshape(-1, 2), volunteers, assignments)[0]


def pairs(keys: Rows, volunteers: Volunteers, assignments: Assignments) -> tuple[Pairs, Bools]:
    """Find the rows of pairs of keys [p, 2]; say which have both, the others being left out."""
    who, who_known = places_of(keys[:, 0], volunteers.id)
    what, what_known = places_of(keys[:, 1], assignments.id)
    known = who_known & what_known
    return Pairs(who[known], what[known]), known


def places_of(keys: Rows, sorted_keys: Rows) -> tuple[Rows, Bools]:
    """Find each key's place among sorted ones, and whether it is there at all."""
    place = np.searchsorted(sorted_keys, keys)
    known = np.append(sorted_keys, UNKNOWN)[place] == keys
    return place, known
