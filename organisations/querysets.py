from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import Organisation
    from portal.models import Municipality, User


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

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The verified ones are everybody's; its coordinators and staff see one before that too."""
        if not user.is_authenticated:
            return self.verified()
        if user.is_staff:
            return self.all()
        return self.filter(Q(status="verified") | Q(coordinators__user=user)).distinct()

    def called(self, text: str) -> Self:
        """With the text in the name, or with it as the organisation number."""
        return self.filter(Q(name__icontains=text) | Q(number="".join(text.split())))

    def in_municipality(self, municipality: "Municipality") -> Self:
        return self.filter(municipality=municipality)

    def sharing_number_with(self, organisation: "Organisation") -> Self:
        """Others with the same number: units of one body, or the same one registered twice."""
        return self.filter(number=organisation.number).exclude(pk=organisation.pk)
