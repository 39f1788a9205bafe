"""Who may be asked: those who have said so, whom it suits, and who are not asked too often."""

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from assignments.models import Assignment
from matching.inviting.demands import Demands, let_in
from matching.inviting.models import Invitation
from matching.models import Application
from matching.volunteers.querysets import VolunteerQuerySet

A_WEEK_AT_MOST = 2
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
