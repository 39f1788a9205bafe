from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import TruncDate

if TYPE_CHECKING:
    from assignments.models import Assignment
    from assignments.querysets import AssignmentQuerySet
    from matching.models import Application
    from portal.models import User

UNANSWERED = ("new", "dialogue")


def busiest_first(assignments: "AssignmentQuerySet") -> "AssignmentQuerySet":
    """With how many are accepted, those first where most wait for an answer."""
    return assignments.annotate(
        accepted=Count("applications", filter=Q(applications__status="accepted")),
    ).order_by("-unanswered", "-created_at", "-pk")


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Read each name as «applications that are …»."""

    def unread(self) -> Self:
        """Nobody in the organisation has said anything yet."""
        return self.filter(status="new")

    def unanswered(self) -> Self:
        """Waiting for the organisation."""
        return self.filter(status__in=UNANSWERED)

    def in_dialogue(self) -> Self:
        return self.filter(status="dialogue")

    def quiet(self) -> Self:
        """With nothing for the volunteer to do."""
        return self.exclude(status="dialogue")

    def accepted(self) -> Self:
        return self.filter(status="accepted")

    def live(self) -> Self:
        """All but those taken back or declined."""
        return self.exclude(status__in=["withdrawn", "declined"])

    def to(self, assignment: "Assignment") -> Self:
        return self.filter(assignment=assignment)

    def to_organisations(self, organisations: Iterable[int]) -> Self:
        return self.filter(assignment__organisation__in=organisations)

    def managed_by(self, user: "User") -> Self:
        """Those to the user's organisations. Every coordinator page starts here."""
        return self.filter(assignment__organisation__coordinators__user=user)

    def made_by(self, user: "User") -> Self:
        """The user's own."""
        return self.filter(volunteer__user=user)

    def longest_waiting_first(self) -> Self:
        """Those to answer come before those answered, the oldest first."""
        waits = Case(When(status__in=UNANSWERED, then=Value(0)), default=Value(1))
        return self.order_by(waits, "created_at", "pk")

    def with_assignment(self) -> Self:
        """With what the volunteer sees of each."""
        return self.select_related("assignment__organisation", "assignment__municipality", "session").defer(
            "assignment__description"
        )

    def with_volunteer(self, *, on: date) -> Self:
        """With what the organisation sees: how long she waits, whether she may be under 18, no birth year."""
        return (
            self.select_related("assignment", "session", "volunteer__user", "volunteer__municipality")
            .prefetch_related("volunteer__skills")
            .annotate(
                may_be_minor=Q(volunteer__birth_year__gte=on.year - 18),
                waited=Value(on, models.DateField()) - TruncDate("created_at"),
            )
            .defer("volunteer__birth_year", "assignment__description")
        )
