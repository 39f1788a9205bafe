from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from assignments.models import Assignment, Session
    from portal.models import User

OF_A_CARD = (
    *("title", "summary", "kind", "rhythm", "slots", "is_remote"),
    *("starts_on", "ends_on", "apply_by", "published_at", "places", "places_taken", "unanswered"),
    *("organisation__name", "municipality__label"),
)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Read each name as «assignments that are …»."""

    def published(self) -> Self:
        """Approved, not closed, and of an organisation that is verified."""
        return self.filter(status="published", organisation__status="verified")

    def open(self, *, on: date) -> Self:
        """Published, and a volunteer can still apply on that day."""
        return self.published().filter(apply_by__gte=on)

    def outdated(self, *, on: date) -> Self:
        """Still published, though the last day to apply and the last day of all are behind us."""
        return self.filter(Q(ends_on=None) | Q(ends_on__lt=on), status="published", apply_by__lt=on)

    def with_places(self) -> Self:
        """Those with a place left; a need has no number."""
        return self.filter(Q(places=None) | Q(places_taken__lt=F("places")))

    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status="submitted")

    def managed_by(self, user: "User") -> Self:
        """Those the user coordinates. Every coordinator page starts here."""
        return self.filter(organisation__coordinators__user=user)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What was ever published is everybody's; the rest exists only for its own coordinators."""
        public = Q(status__in=["published", "closed"], published_at__isnull=False)
        public &= Q(organisation__status="verified")
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=self.model.objects.managed_by(user)))

    def besides(self, assignment: "Assignment") -> Self:
        """Others of the same organisation."""
        return self.filter(organisation=assignment.organisation_id).exclude(pk=assignment.pk)

    def for_cards(self) -> Self:
        """With as much as a card shows."""
        return self.select_related("organisation", "municipality").only(*OF_A_CARD)

    def for_page(self) -> Self:
        """With as much as an assignment's own page shows."""
        return self.select_related("organisation__municipality", "municipality__county").prefetch_related(
            "activities__topic", "groups", "skills", "sessions"
        )


class SessionQuerySet(models.QuerySet["Session"]):
    """Read each name as «sessions that are …»."""

    def with_places(self) -> Self:
        return self.filter(places_taken__lt=F("places"))

    def starting_after(self, at: datetime) -> Self:
        return self.filter(starts_at__gt=at)

    def ending_after(self, at: datetime) -> Self:
        return self.filter(ends_at__gt=at)
