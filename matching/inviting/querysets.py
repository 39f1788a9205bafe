from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from assignments.models import Assignment
from matching.models import Application

if TYPE_CHECKING:
    from matching.inviting.models import Invitation
    from matching.volunteers.models import Volunteer
    from portal.models import User

WEEK = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Read each name as «invitations that are …»."""

    def to(self, volunteer: "Volunteer") -> Self:
        return self.filter(volunteer=volunteer)

    def received_by(self, user: "User") -> Self:
        """The user's own."""
        return self.filter(volunteer__user=user)

    def about(self, assignment: Assignment) -> Self:
        return self.filter(assignment=assignment)

    def of_the_week(self, *, at: datetime) -> Self:
        """Sent in the seven days before."""
        return self.filter(created_at__gt=at - WEEK)

    def of_the_day(self, *, at: datetime) -> Self:
        """Sent in the 24 hours before."""
        return self.filter(created_at__gt=at - timedelta(days=1))

    def with_answer(self) -> Self:
        """With whether she has applied."""
        applied = Application.objects.live().filter(
            volunteer=OuterRef("volunteer"), assignment=OuterRef("assignment")
        )
        return self.annotate(has_applied=Exists(applied))

    def waiting(self, *, on: date) -> Self:
        """Neither declined nor followed by an application, to what one can still apply to that day."""
        applied = Application.objects.filter(
            volunteer=OuterRef("volunteer"), assignment=OuterRef("assignment")
        )
        open_ = Assignment.objects.open(on=on).with_places()
        return self.filter(~Exists(applied), assignment__in=open_, declined_at=None)

    def with_assignment(self) -> Self:
        """With what the volunteer sees of each."""
        return self.select_related("assignment__organisation", "assignment__municipality").defer(
            "assignment__description"
        )
