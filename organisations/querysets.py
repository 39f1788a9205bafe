from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from organisations.models import Organisation
    from portal.models import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Read each name as «organisations that are …»."""

    def verified(self) -> Self:
        return self.filter(status="verified")

    def submitted(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status="submitted")

    def managed_by(self, user: "User") -> Self:
        """Those the user coordinates. Every coordinator page starts here."""
        return self.filter(coordinators__user=user)
