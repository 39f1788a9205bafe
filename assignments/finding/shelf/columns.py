"""What is published, as columns in the memory of this process.

Filters, counts and orders are a few operations on columns, whatever the number of assignments. The shelf is
read once by a binary COPY; before each use it asks the database what has changed (`Change`) and reads only
that again. What a page then shows is fetched from the database as always: a shelf decides what is looked at,
and never who may see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from portal.copied import Column, copied

type Mask = NDArray[np.bool_]
type Rows = NDArray[np.intp]
type Keys = NDArray[np.int64]
type Numbers = NDArray[np.int32]
type Small = NDArray[np.int16]
type Seconds = NDArray[np.float64]
type Hours = NDArray[np.float32]

OSLO = "Europe/Oslo"
NO_DAY_YET, NO_DAY_MORE = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Days:
    """The days of sessions, with one element per session; days as ordinals."""

    assignment: Keys
    day: Numbers


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is published, one element per assignment, in order of `id`. Days are ordinals, sets bit masks."""

    id: Keys
    organisation: Keys
    municipality: Numbers
    """The municipality's number as a number: Oslo is 301."""
    is_need: Mask
    is_regular: Mask
    is_remote: Mask
    is_accessible: Mask
    needs_certificate: Mask
    slots: Numbers
    activities: Keys
    groups: Numbers
    places: Numbers
    """0 for a need, which has no number."""
    taken: Numbers
    unanswered: Numbers
    """How many wait for an answer."""
    hours: Hours
    """Hours a week asked for; NaN when not said."""
    skills: Keys
    is_silent: Mask
    """Whether the organisation leaves people without an answer."""
    minimum_age: Small
    norwegian: Small
    published: Seconds
    """Seconds since 1970."""
    published_on: Numbers
    apply_by: Numbers
    starts: Numbers
    ends: Numbers
    days: Days

    def rows_of(self, keys: Keys) -> tuple[Rows, Mask]:
        """Find the rows of those keys that stand here, and say which those are."""
        place = np.searchsorted(self.id, keys)
        stands = np.append(self.id, -1)[place] == keys
        return place[stands], stands


OF_AN_ASSIGNMENT: dict[str, Column] = {
    "id": Column("a.id", "i8"),
    "organisation": Column("a.organisation_id", "i8"),
    "municipality": Column("a.municipality_id", "i4"),
    "is_need": Column("a.kind = 'need'", "?"),
    "is_regular": Column("a.rhythm = 'regular'", "?"),
    "is_remote": Column("a.is_remote", "?"),
    "is_accessible": Column("a.accessibility <> ''", "?"),
    "needs_certificate": Column("a.needs_police_certificate", "?"),
    "slots": Column("a.slots", "i4"),
    "activities": Column("coalesce(activities.mask, 0)", "i8"),
    "groups": Column("coalesce(groups.mask, 0)", "i4"),
    "places": Column("coalesce(a.places, 0)", "i4"),
    "taken": Column("a.places_taken", "i4"),
    "unanswered": Column("a.unanswered", "i4"),
    "hours": Column("coalesce(a.hours, 'NaN')", "f4"),
    "skills": Column("coalesce(skills.mask, 0)", "i8"),
    "is_silent": Column("o.is_silent", "?"),
    "minimum_age": Column("a.minimum_age", "i2"),
    "norwegian": Column("a.norwegian", "i2"),
    "published": Column("extract(epoch FROM a.published_at)", "f8"),
    "published_on": Column(f"(a.published_at AT TIME ZONE '{OSLO}')::date - date '0001-01-01' + 1", "i4"),
    "apply_by": Column("a.apply_by - date '0001-01-01' + 1", "i4"),
    "starts": Column(f"coalesce(a.starts_on - date '0001-01-01' + 1, {NO_DAY_YET})", "i4"),
    "ends": Column(f"coalesce(a.ends_on - date '0001-01-01' + 1, {NO_DAY_MORE})", "i4"),
}
PUBLISHED = """
    FROM assignments_assignment a
    JOIN organisations_organisation o ON o.id = a.organisation_id AND o.status = 'verified'
    LEFT JOIN (
      SELECT assignment_id, bit_or(1::bigint << position) AS mask
      FROM assignments_assignment_activities JOIN portal_activity ON slug = activity_id
      {of_them} GROUP BY assignment_id
    ) activities ON activities.assignment_id = a.id
    LEFT JOIN (
      SELECT assignment_id, bit_or(1::bigint << position) AS mask
      FROM assignments_assignment_groups JOIN portal_group ON slug = group_id
      {of_them} GROUP BY assignment_id
    ) groups ON groups.assignment_id = a.id
    LEFT JOIN (
      SELECT assignment_id, bit_or(1::bigint << position) AS mask
      FROM assignments_assignment_skills JOIN portal_skill ON slug = skill_id
      {of_them} GROUP BY assignment_id
    ) skills ON skills.assignment_id = a.id
    WHERE a.status = 'published' {among_them}
    ORDER BY a.id
"""
OF_A_SESSION: dict[str, Column] = {
    "assignment": Column("assignment_id", "i8"),
    "day": Column(f"(starts_at AT TIME ZONE '{OSLO}')::date - date '0001-01-01' + 1", "i4"),
}
SESSIONS = "FROM assignments_session {of_them} ORDER BY assignment_id"


def read(of: Sequence[int] | None = None) -> Shelf:
    """Read all that is published, or what is published among these assignments."""
    parts = {"of_them": "", "among_them": ""}
    if of is not None:
        them = f"= ANY('{{{','.join(str(int(key)) for key in of)}}}')"
        parts = {"of_them": f"WHERE assignment_id {them}", "among_them": f"AND a.id {them}"}
    days = Days(**copied(OF_A_SESSION, SESSIONS.format(**parts)))
    return Shelf(**copied(OF_AN_ASSIGNMENT, PUBLISHED.format(**parts)), days=days)


def mended(old: Shelf, changed: Sequence[int], now: Shelf) -> Shelf:
    """Take off all that has changed, and put on what of it is still published."""
    gone = np.array(changed, np.int64)
    stays, day_stays = ~np.isin(old.id, gone), ~np.isin(old.days.assignment, gone)
    order = np.argsort(np.concatenate([old.id[stays], now.id]), kind="stable")
    columns = {
        name: np.concatenate([getattr(old, name)[stays], getattr(now, name)])[order]
        for name in OF_AN_ASSIGNMENT
    }
    days = {
        name: np.concatenate([getattr(old.days, name)[day_stays], getattr(now.days, name)])
        for name in OF_A_SESSION
    }
    return Shelf(**columns, days=Days(**days))
