from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from matching.volunteers.models import Volunteer


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Read each name as «volunteers that are …»."""

    def active(self) -> Self:
        return self.filter(user__is_active=True)
