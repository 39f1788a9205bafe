"""What else one could do: open, with places, of the same kind of work, the nearest first."""

from datetime import date
from typing import Any

from django.db.models import FETCH_RAISE, Exists, OuterRef
from django.db.models.expressions import RawSQL

from assignments.models import Assignment
from portal.places import distances_from

SHOWN = 4
CONSIDERED = 24
OTHER_ACTIVITY_KM = 30
"""So much further away seems another activity of the same topic."""
OUTWARD = """
    SELECT found.id
    FROM unnest(%s::text[]) WITH ORDINALITY AS place (number, nearness)
    CROSS JOIN LATERAL (
        SELECT id FROM assignments_assignment
        WHERE status = 'published' AND municipality_id = place.number AND (is_remote OR NOT %s)
          AND apply_by >= %s AND (places IS NULL OR places_taken < places) AND id <> %s
        ORDER BY published_at DESC
    ) AS found
    WHERE EXISTS (
        SELECT FROM assignments_assignment_activities AS of WHERE of.assignment_id = found.id
        AND of.activity_id = ANY (ARRAY(SELECT slug FROM portal_activity WHERE topic_id = ANY (%s)))
    )
    ORDER BY place.nearness
    LIMIT %s
"""
"""From municipality to municipality, and no further than needed, so that it costs the same in any nation."""


def similar(to: Assignment, *, on: date) -> list[Assignment]:
    """At most four, no two of one organisation; to what is done from home, others that are."""
    activities = {activity.pk: activity.topic_id for activity in to.activities.all()}
    far = dict(distances_from(to.municipality_id))
    asked = [list(far), to.is_remote, on, to.pk, list(set(activities.values())), CONSIDERED]
    through = Assignment.activities.through.objects.filter(assignment=OuterRef("pk"))
    found = (
        Assignment.objects.filter(pk__in=RawSQL(OUTWARD, asked))  # noqa: S611 - every value is bound
        .open(on=on)
        .with_places()
        .for_cards()
        .annotate(is_alike=Exists(through.filter(activity__in=list(activities))))
        .fetch_mode(FETCH_RAISE)
    )

    def km(one: Any) -> float:
        return far[one.municipality_id] + (0 if one.is_alike else OTHER_ACTIVITY_KM)

    by_nearness = sorted(found, key=km)
    of_each = {one.organisation_id: one for one in reversed(by_nearness)}
    return sorted(of_each.values(), key=by_nearness.index)[:SHOWN]
