from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from matching.volunteers.models import Volunteer
    from portal.models import User


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Read each name as «volunteers that are …»."""

    def active(self) -> Self:
        return self.filter(user__is_active=True)

    def with_interests(self) -> Self:
        """With whether she has ticked any activity."""
        ticked = self.model.activities.through.objects.filter(volunteer=OuterRef("pk"))
        return self.annotate(has_interests=Exists(ticked))

    def of(self, user: "User") -> "Volunteer | None":
        """The user's own profile, with its place and whether she has interests; None when she has none."""
        return self.filter(user=user).select_related("municipality").with_interests().first()

    def keys(self) -> list[int]:
        """Their primary keys, rising."""
        return list(self.order_by("pk").values_list("pk", flat=True))
