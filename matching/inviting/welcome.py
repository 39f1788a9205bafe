"""Who may be asked: those who have said so, whom it suits, and who are not asked too often."""

from datetime import date, datetime

from django.db.models import BigIntegerField, Count, Exists, Func, OuterRef, Q, Value

from assignments.models import Assignment
from matching.inviting.demands import Demands, let_in
from matching.inviting.models import Invitation
from matching.models import Application
from matching.volunteers.models import Volunteer
from matching.volunteers.querysets import VolunteerQuerySet

A_WEEK_AT_MOST = 2
CROWD = 4000
"""How many are weighed at most: whoever likes what it is about first, then as the lot falls."""
GROWN_UP = 18


def welcoming(assignment: Assignment, *, on: date) -> VolunteerQuerySet:
    """Those it suits who have said that organisations may invite them, and have not put it away.

    Whoever may be under 18 is shown to nobody, nor are those who coordinate it themselves.
    """
    grown_up = Q(birth_year=None) | Q(birth_year__lt=on.year - GROWN_UP)
    suited = let_in(Demands.of(assignment), on=on).filter(grown_up, is_visible=True)
    return suited.exclude(dismissals__assignment=assignment).exclude(
        user__coordinating__organisation=assignment.organisation_id
    )


def invitable(assignment: Assignment, *, on: date, at: datetime) -> VolunteerQuerySet:
    """Those of them who have not met it before, and can be invited to anything this week."""
    applied = Application.objects.to(assignment).filter(volunteer=OuterRef("pk"))
    invited = Invitation.objects.about(assignment).filter(volunteer=OuterRef("pk"))
    often = Invitation.objects.of_the_week(at=at).order_by().values("volunteer").annotate(times=Count("pk"))
    asked_enough = often.filter(times__gte=A_WEEK_AT_MOST).values("volunteer")
    return (
        welcoming(assignment, on=on).filter(~Exists(applied), ~Exists(invited)).exclude(pk__in=asked_enough)
    )


def crowd(assignment: Assignment, *, on: date, at: datetime) -> list[int]:
    """Their keys, no more than can be weighed while somebody waits; each assignment has a lot of its own."""
    likes = Volunteer.activities.through.objects.filter(
        volunteer=OuterRef("pk"), activity__assignments=assignment
    )
    lot = Func("pk", Value(assignment.pk), function="hashint8extended", output_field=BigIntegerField())
    drawn = invitable(assignment, on=on, at=at).order_by(Exists(likes).desc(), lot)
    return list(drawn.values_list("pk", flat=True)[:CROWD])
