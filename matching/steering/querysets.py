from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from assignments.models import Assignment
    from matching.steering.models import Dismissal
    from portal.models import User


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    """Read each name as «dismissals that are …»."""

    def made_by(self, user: "User") -> Self:
        """The user's own."""
        return self.filter(volunteer__user=user)

    def of(self, assignment: "Assignment") -> Self:
        return self.filter(assignment=assignment)

    def with_assignment(self) -> Self:
        """With what a line about each says."""
        return self.select_related("assignment__organisation").defer("assignment__description")
