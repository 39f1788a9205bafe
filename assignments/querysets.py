from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from assignments.models import Assignment, Session
    from portal.models import County, User


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Read each name as «assignments that are …»."""

    def published(self) -> Self:
        """Approved, not closed, and of an organisation that is verified."""
        return self.filter(status="published", organisation__status="verified")

    def open(self, *, on: date) -> Self:
        """Published, and a volunteer can still apply on that day."""
        return self.published().filter(apply_by__gte=on)

    def with_places(self) -> Self:
        """Those with a place left; a need has no number."""
        return self.filter(Q(places=None) | Q(places_taken__lt=F("places")))

    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status="submitted")

    def in_county(self, county: "County") -> Self:
        return self.filter(municipality__county=county)

    def managed_by(self, user: "User") -> Self:
        """Those the user coordinates. Every coordinator page starts here."""
        return self.filter(organisation__coordinators__user=user)


class SessionQuerySet(models.QuerySet["Session"]):
    """Read each name as «sessions that are …»."""

    def with_places(self) -> Self:
        return self.filter(places_taken__lt=F("places"))
