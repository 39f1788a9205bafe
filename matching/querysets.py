from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from matching.models import Application
    from portal.models import User


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Read each name as «applications that are …»."""

    def unanswered(self) -> Self:
        """Waiting for the organisation."""
        return self.filter(status__in=["new", "dialogue"])

    def accepted(self) -> Self:
        return self.filter(status="accepted")

    def live(self) -> Self:
        """All but those taken back or declined."""
        return self.exclude(status__in=["withdrawn", "declined"])

    def managed_by(self, user: "User") -> Self:
        """Those to the user's organisations. Every coordinator page starts here."""
        return self.filter(assignment__organisation__coordinators__user=user)

    def made_by(self, user: "User") -> Self:
        """The user's own."""
        return self.filter(volunteer__user=user)
