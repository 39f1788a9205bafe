"""Counting by month what came of the lists that were shown."""

from datetime import date

from django.db import connection, transaction

from matching.learning.models import Outcome
from matching.learning.months import first_of

STILL_MOVING = 3
"""Answers come within weeks: after so many months, what came of a list has come."""

COUNT = """
    INSERT INTO learning_outcome (month, source, model_version, lists, shown,
        opened, applied, answered, accepted)
    SELECT date_trunc('month', shown_on)::date, source, model_version, count(*), sum(each.shown),
        sum(each.opened), sum(each.applied), sum(each.answered), sum(each.accepted)
    FROM learning_shownlist, LATERAL (
        SELECT count(*) AS shown,
            count(*) FILTER (WHERE mark & 1 > 0) AS opened,
            count(*) FILTER (WHERE mark & 2 > 0) AS applied,
            count(*) FILTER (WHERE mark & 4 > 0) AS accepted,
            count(*) FILTER (WHERE mark & 8 > 0) AS answered
        FROM unnest(marks) AS mark
    ) AS each
    WHERE shown_on >= %s
    GROUP BY 1, 2, 3
"""


@transaction.atomic
def count(*, on: date, months: int = STILL_MOVING) -> None:
    """Count this month and the ones before it anew, so many in all; older ones stay as they were counted."""
    since = first_of(on, later=1 - months)
    Outcome.objects.filter(month__gte=since).delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [since])
